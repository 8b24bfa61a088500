import type { OperationId, RecordId, UserId } from './ids.ts'
import { emptyMap, mapGet, mapWith, mapWithout, type PersistentMap } from './persistent-map.ts'
import type { AnyRecord } from './record.ts'
import { kindOf } from './record-kind.ts'
import { writeRegister } from './register.ts'
import type { StreamState } from './stream-state.ts'

/** One register of one record, before and after. `null` in an open map means: no such entry. */
export type Write = {
  readonly id: RecordId
  readonly register: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * What an operation does to one stream, in full. Added records come first, then the writes in
 * their order. Nothing is ever removed.
 */
export type Change = {
  readonly added: readonly AnyRecord[]
  readonly written: readonly Write[]
}

export const emptyChange: Change = { added: [], written: [] }

/** Where in the log a change stands, and whose it is: what the registers' revs are made of. */
export type ChangeStamp = { readonly seq: number; readonly actor: UserId }

/** One line of a stream's log. */
export type LogEntry = {
  readonly seq: number
  readonly opId: OperationId
  readonly opType: string
  readonly group: OperationId
  readonly actor: UserId
  /** ISO 8601, UTC. */
  readonly at: string
  readonly change: Change
}

/** The stream after `change`. The only function that makes one state from another. */
export function applyChange(state: StreamState, change: Change, stamp: ChangeStamp): StreamState {
  const next = { ...state, seq: stamp.seq, liveCounts: { ...state.liveCounts } }
  for (const record of change.added) putRecord(next, undefined, record)
  for (const write of change.written) {
    const record = mapGet(next.records, write.id)
    if (!record) throw new Error(`a change writes ${write.id}, which the stream does not have`)
    putRecord(next, record, written(record, write, stamp))
  }
  return next
}

/** The change that undoes `change`: applying both gives back the state, tombstones aside. */
export function invertChange(change: Change): Change {
  const unwritten = change.written
    .map((write) => ({ ...write, before: write.after, after: write.before }))
    .reverse()
  const unadded = change.added
    .filter(({ deleted }) => !deleted)
    .map(({ id }) => ({ id, register: 'deleted', before: false, after: true }))
    .reverse()
  return { added: [], written: [...unwritten, ...unadded] }
}

/** Both changes as one: first `first`, then `second`. */
export function joinChanges(first: Change, second: Change): Change {
  return {
    added: [...first.added, ...second.added],
    written: [...first.written, ...second.written],
  }
}

/** Ids of every record that a change touches. */
export function touchedIds(change: Change): ReadonlySet<RecordId> {
  return new Set([...change.added.map(({ id }) => id), ...change.written.map(({ id }) => id)])
}

function written(record: AnyRecord, { register, after }: Write, stamp: ChangeStamp): AnyRecord {
  const changed = writeRegister(record, register, after)
  return { ...changed, revs: { ...record.revs, [register]: [stamp.seq, stamp.actor] } }
}

type Draft = { -readonly [K in keyof StreamState]: StreamState[K] } & {
  liveCounts: Record<string, number>
}

/** Puts `after` in the place of `before` and keeps the indexes true. */
function putRecord(draft: Draft, before: AnyRecord | undefined, after: AnyRecord): void {
  draft.records = mapWith(draft.records, after.id, after)
  if (before && !before.deleted) unindex(draft, before)
  if (!after.deleted) index(draft, after)
}

function index(draft: Draft, record: AnyRecord): void {
  draft.liveCounts[record.kind] = (draft.liveCounts[record.kind] ?? 0) + 1
  const key = uniqueKeyOf(record)
  if (key !== null) draft.uniqueKeys = mapWith(draft.uniqueKeys, key, record.id)
  for (const target of targetsOf(record))
    draft.pointers = mapWith(
      draft.pointers,
      target,
      mapWith<true>(mapGet(draft.pointers, target) ?? emptyMap(), record.id, true),
    )
}

function unindex(draft: Draft, record: AnyRecord): void {
  const left = (draft.liveCounts[record.kind] ?? 0) - 1
  if (left > 0) draft.liveCounts[record.kind] = left
  else delete draft.liveCounts[record.kind]
  const key = uniqueKeyOf(record)
  if (key !== null && mapGet(draft.uniqueKeys, key) === record.id)
    draft.uniqueKeys = mapWithout(draft.uniqueKeys, key)
  for (const target of targetsOf(record)) draft.pointers = withoutPointer(draft, target, record.id)
}

function withoutPointer(
  { pointers }: Draft,
  target: RecordId,
  from: RecordId,
): PersistentMap<PersistentMap<true>> {
  const rest = mapWithout(mapGet(pointers, target) ?? emptyMap<true>(), from)
  return rest.size === 0 ? mapWithout(pointers, target) : mapWith(pointers, target, rest)
}

/** The key under which the index of unique keys holds a record, or `null`. */
export function uniqueKeyOf(record: AnyRecord): string | null {
  const key = kindOf(record).uniqueKey(record.data)
  return key === null ? null : `${record.kind} ${key}`
}

/** Everything a record points at, within the stream and beyond it. */
export function targetsOf(record: AnyRecord): ReadonlySet<RecordId> {
  const kind = kindOf(record)
  return new Set([...kind.dependsOn(record.data), ...kind.refersTo(record.data)])
}
