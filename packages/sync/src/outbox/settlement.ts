import type { OperationId, Refusal } from '@parallax/domain'
import type { HeldCause, OutboxRow, SetAside } from './outbox-row.ts'

/** The server's word on one operation. */
export type Answer =
  | { readonly id: string; readonly result: 'ok'; readonly seq: number }
  | { readonly id: string; readonly result: 'refused'; readonly refusal: Refusal }
  | { readonly id: string; readonly result: 'retry'; readonly reason: string }

/** What becomes of rows that waited. */
export type Settlement = {
  readonly accepted: readonly { readonly id: OperationId; readonly seq: number }[]
  readonly setAside: readonly { readonly id: OperationId; readonly why: SetAside }[]
}

/** What a request's answers settle of the rows that wait; those to be sent again are not in it. */
export function settlementOf(
  answers: readonly Answer[],
  waiting: readonly OutboxRow[],
): Settlement {
  const rows = new Map<string, OutboxRow>(waiting.map((row) => [row.id, row]))
  const accepted: Settlement['accepted'][number][] = []
  const setAside: Settlement['setAside'][number][] = []
  for (const answer of answers) {
    const row = rows.get(answer.id)
    const settled = row && withWordOnLost(answer, row, rows)
    if (!row || settled?.result === 'retry') continue
    if (settled?.result === 'ok') {
      rows.delete(row.id)
      accepted.push({ id: row.id, seq: settled.seq })
    } else if (settled) {
      const refused = setAsideWith(row, [...rows.values()], { cause: 'refused', ...settled })
      for (const { id } of refused) rows.delete(id)
      setAside.push(...refused)
    }
  }
  return { accepted, setAside }
}

/** "Not yet", where what it waits for does not wait here, is never: that one was refused before. */
function withWordOnLost(
  answer: Answer,
  { operation }: OutboxRow,
  rows: ReadonlyMap<string, OutboxRow>,
): Answer {
  const isLost = operation.after !== null && !rows.has(operation.after)
  if (answer.result !== 'retry' || !isLost) return answer
  return { id: answer.id, result: 'refused', refusal: { code: 'prerequisite-refused' } }
}

/** A row that will not be made, with all that waits and builds on it. */
export function setAsideWith(
  { id }: OutboxRow,
  waiting: readonly OutboxRow[],
  {
    cause,
    refusal,
    build = null,
  }: { readonly cause: HeldCause; readonly refusal: Refusal; readonly build?: string | null },
): Settlement['setAside'] {
  const own = { id, why: { cause, refusal, because: id, build } }
  const doomed = doomedBy(id, waiting)
  const why: SetAside = {
    cause,
    refusal: { code: 'prerequisite-refused' },
    because: id,
    build,
  }
  return [own, ...doomed.map((row) => ({ id: row.id, why }))]
}

/** The rows that build on one, at whatever remove. */
export function doomedBy(id: OperationId, waiting: readonly OutboxRow[]): readonly OutboxRow[] {
  const doomed = new Set([id])
  return waiting.filter(({ operation }) => {
    const isDoomed = operation.after !== null && doomed.has(operation.after)
    if (isDoomed) doomed.add(operation.id)
    return isDoomed
  })
}
