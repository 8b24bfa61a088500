import type { OperationId, ProjectId } from '@parallax/domain'
import { inOrder, type OutboxRow } from './outbox-row.ts'
import type { Settlement } from './settlement.ts'

/** Settled rows that are remembered, so that what is told late brings none of them back. */
const rememberedRows = 20_000

export type SettledRows = {
  readonly accepted: readonly { readonly row: OutboxRow; readonly seq: number }[]
  readonly setAside: readonly OutboxRow[]
}

/** What one page knows of the rows of its person: those that wait, and those that were set aside. */
export class OutboxRows {
  readonly #rows = new Map<OperationId, OutboxRow>()
  /** The makers of rows that are settled. */
  readonly #settled = new Map<OperationId, string>()
  readonly #waiting = new Map<ProjectId, readonly OutboxRow[]>()
  #lastOrder = 0

  /** An order for a row that is made now. */
  nextOrder(): number {
    this.#lastOrder += 1
    return this.#lastOrder
  }

  all(): readonly OutboxRow[] {
    return [...this.#rows.values()]
  }

  get(id: OperationId): OutboxRow | undefined {
    return this.#rows.get(id)
  }

  isWaiting(id: OperationId): boolean {
    return this.#rows.get(id)?.setAside === null
  }

  /** The page that made an operation, also of one that is settled. */
  makerOf(id: OperationId): string | undefined {
    return this.#rows.get(id)?.maker ?? this.#settled.get(id)
  }

  /** What waits of one project, in the order in which it is sent. */
  waitingOf(project: ProjectId): readonly OutboxRow[] {
    const known = this.#waiting.get(project)
    if (known) return known
    const waiting = this.all()
      .filter((row) => row.project === project && row.setAside === null)
      .sort(inOrder)
    this.#waiting.set(project, waiting)
    return waiting
  }

  /** Projects of which something waits. */
  projects(): readonly ProjectId[] {
    const waiting = this.all().filter(({ setAside }) => setAside === null)
    return [...new Set(waiting.map(({ project }) => project))]
  }

  /** Takes in rows; those of them that wait and did not before. Settled ones stay so. */
  take(rows: readonly OutboxRow[]): readonly OutboxRow[] {
    return rows.filter((row) => {
      this.#lastOrder = Math.max(this.#lastOrder, row.order)
      if (this.#settled.has(row.id)) return false
      const known = this.#rows.get(row.id)
      if (known && (known.setAside === null || row.setAside !== null)) return false
      this.#set(row)
      return row.setAside === null
    })
  }

  settle({ accepted, setAside }: Settlement): SettledRows {
    return {
      accepted: accepted.flatMap(({ id, seq }) => {
        const row = this.remove(id)
        return row ? [{ row, seq }] : []
      }),
      setAside: setAside.flatMap(({ id, why }) => {
        const row = this.#rows.get(id)
        return row ? [this.#set({ ...row, setAside: why })] : []
      }),
    }
  }

  /** Lets a row go for good. */
  remove(id: OperationId): OutboxRow | undefined {
    const row = this.#rows.get(id)
    this.#settled.set(id, row?.maker ?? '')
    if (this.#settled.size > rememberedRows)
      for (const oldest of this.#settled.keys()) {
        this.#settled.delete(oldest)
        break
      }
    this.#rows.delete(id)
    if (row) this.#waiting.delete(row.project)
    return row
  }

  #set(row: OutboxRow): OutboxRow {
    this.#rows.set(row.id, row)
    this.#waiting.delete(row.project)
    return row
  }
}
