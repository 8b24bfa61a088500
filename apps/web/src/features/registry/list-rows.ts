import {
  isLive,
  type LabelId,
  type RecordId,
  type RecordOf,
  recordOf,
  recordsOf,
  type StreamState,
} from '@parallax/domain'
import { foldedName, standsForItself } from './same-names.ts'

export type RegistryKind = 'entity' | 'proposition'

/** A row as the server's search answers it. */
export type FoundRow = {
  readonly id: string
  readonly title: string
  readonly type: string | null
  readonly mentions: number
  readonly documents: number
}

/** A row of the list. Counts are `null` while the server does not know it yet. */
export type ListRow = {
  readonly id: RecordId
  readonly title: string
  readonly type: string | null
  readonly mentions: number | null
  readonly documents: number | null
}

export type ListQuery = {
  readonly kind: RegistryKind
  readonly query: string
  /** An entity type, or `null` for all. */
  readonly type: LabelId | null
}

/**
 * What the list shows: rows made since the server answered, newest first, then the server's rows
 * as they read now. What was merged or deleted meanwhile is left out.
 */
export function listRows(
  registry: StreamState,
  asked: ListQuery,
  answer: { readonly rows: readonly FoundRow[]; readonly atMs: number },
): readonly ListRow[] {
  const known = new Set(answer.rows.map(({ id }) => id))
  const found = answer.rows.flatMap((row) => rowNow(registry, row))
  const fresh = [...recordsOf(registry, asked.kind)]
    .filter((record) => !known.has(record.id) && standsForItself(record))
    .filter((record) => mintedAtMs(record.id) >= answer.atMs - clockSlackMs)
    .filter((record) => fits(record, asked))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .map((record) => ({ id: record.id, ...wordsOf(record), mentions: null, documents: null }))
  return [...fresh, ...found]
}

/** What the server may not have taken in when it answered. */
const clockSlackMs = 5_000

function rowNow(registry: StreamState, row: FoundRow): ListRow[] {
  const id = row.id as RecordId // the server's ids are the registry's
  const record = recordOf(registry, id)
  const { mentions, documents } = row
  if (!record) return [{ ...row, id }]
  if (record.kind !== 'entity' && record.kind !== 'proposition') return []
  return isLive(record) && record.data.redirect === null
    ? [{ id, ...wordsOf(record), mentions, documents }]
    : []
}

type Registered = RecordOf<'entity'> | RecordOf<'proposition'>

function wordsOf(record: Registered): { title: string; type: string | null } {
  return record.kind === 'entity'
    ? { title: record.data.name, type: record.data.type }
    : { title: record.data.statement, type: null }
}

function fits(record: Registered, { query, type }: ListQuery): boolean {
  const wanted = foldedName(query)
  const { title, type: own } = wordsOf(record)
  const words = record.kind === 'entity' ? [title, ...Object.keys(record.data.aliases)] : [title]
  return (type === null || own === type) && words.some((each) => foldedName(each).includes(wanted))
}

/** When a UUIDv7 was minted, in ms since 1970; 0 for an id of another version. */
export function mintedAtMs(id: string): number {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0
}
