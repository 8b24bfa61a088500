import type { OperationId, RecordId, UserId } from './ids.ts'
import { jsonEqual } from './json-equal.ts'
import {
  emptyMap,
  mapGet,
  mapOf,
  mapWith,
  mapWithout,
  type PersistentMap,
} from './persistent-map.ts'
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
  /** Only of a change that takes back others: which lines of the same stream. */
  readonly reverts?: RevertedLines
}

/** Lines of a stream's log by their seq, the oldest and the newest included. */
export type RevertedLines = { readonly from: number; readonly to: number }

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

/**
 * The stream after `change`. The only function that makes one state from another. Indexes follow
 * from what the change leaves, not from what its writes pass through.
 */
export function applyChange(state: StreamState, change: Change, stamp: ChangeStamp): StreamState {
  const { seq, actor } = stamp
  if (applied?.state === state && applied.change === change)
    if (applied.seq === seq && applied.actor === actor) return applied.next
  const next = withChange(state, change, stamp)
  applied = { state, change, seq, actor, next }
  return next
}

/** What was asked last. A rule looks at what comes of a change, and then the change is taken in: once more the same. */
let applied:
  | (ChangeStamp & {
      readonly state: StreamState
      readonly change: Change
      readonly next: StreamState
    })
  | undefined

function withChange(state: StreamState, change: Change, stamp: ChangeStamp): StreamState {
  const next = { ...state, seq: stamp.seq, liveCounts: { ...state.liveCounts } }
  const moves: Move[] = []
  for (const [id, record] of touchedRecords(state, change, stamp)) {
    moves.push({ id, before: indexedAs(mapGet(state.records, id)), after: indexedAs(record) })
    next.records = mapWith(next.records, id, record)
  }
  // Old keys go before new ones come, so that records which swap a key both keep theirs.
  for (const move of moves) unindex(next, move)
  for (const move of moves) index(next, move)
  return next
}

/**
 * The state that stored records make, as they stand. Says what `applyChange` would say of a change
 * that adds them all to an empty stream, in a fraction of its time.
 */
export function stateOfRecords(
  stream: Pick<StreamState, 'kind' | 'id'>,
  seq: number,
  records: Iterable<AnyRecord>,
): StreamState {
  const byId = new Map<string, AnyRecord>()
  for (const record of records) byId.set(record.id, record)
  const uniqueKeys = new Map<string, RecordId>()
  const pointers = new Map<RecordId, [string, true][]>()
  const liveCounts: Record<string, number> = {}
  for (const record of byId.values()) {
    const { kind, key, targets } = indexedAs(record)
    count({ liveCounts }, kind, 1)
    if (key !== null) uniqueKeys.set(key, record.id)
    for (const target of targets) {
      const known = pointers.get(target)
      if (known) known.push([record.id, true])
      else pointers.set(target, [[record.id, true]])
    }
  }
  return {
    kind: stream.kind,
    id: stream.id,
    seq,
    records: mapOf(byId),
    uniqueKeys: mapOf(uniqueKeys),
    pointers: mapOf([...pointers].map(([target, from]) => [target, mapOf(from)] as const)),
    liveCounts,
  }
}

function touchedRecords(
  { records }: StreamState,
  change: Change,
  stamp: ChangeStamp,
): ReadonlyMap<RecordId, AnyRecord> {
  const touched = new Map<RecordId, AnyRecord>()
  for (const record of change.added) touched.set(record.id, record)
  for (const write of change.written) {
    const record = touched.get(write.id) ?? mapGet(records, write.id)
    if (!record) throw new Error(`a change writes ${write.id}, which the stream does not have`)
    touched.set(write.id, written(record, write, stamp))
  }
  return touched
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

/**
 * The change that takes back several lines of one stream, newest first, as one: each register is
 * written once, to what it said before the oldest, and not at all if it says that already, unless
 * `isSaid` wants it said. What the lines made becomes a tombstone that keeps what it said last.
 */
export function invertLines(
  newestFirst: readonly { readonly change: Change }[],
  isSaid: (write: Write) => boolean = isWriting,
): Change {
  const [only, ...others] = newestFirst
  if (only && others.length === 0) return invertChange(only.change)
  const added = new Set(newestFirst.flatMap(({ change }) => change.added.map(({ id }) => id)))
  const net = new Map<string, Write>()
  for (const { change } of newestFirst)
    for (const write of invertChange(change).written) {
      if (added.has(write.id) && write.register !== 'deleted') continue
      const key = `${write.id} ${write.register}`
      const first = net.get(key) ?? write
      net.set(key, { ...write, before: first.before })
    }
  return { added: [], written: [...net.values()].filter(isSaid) }
}

/** Whether a write says anything that was not said before. */
export function isWriting({ before, after }: Write): boolean {
  return !jsonEqual(before, after)
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

/** What the indexes know of a record: nothing unless it is live. */
type Indexed = {
  readonly kind: string | null
  readonly key: string | null
  readonly targets: ReadonlySet<RecordId>
}
type Move = { readonly id: RecordId; readonly before: Indexed; readonly after: Indexed }

const notIndexed: Indexed = { kind: null, key: null, targets: new Set() }

function indexedAs(record: AnyRecord | undefined): Indexed {
  if (!record || record.deleted) return notIndexed
  return { kind: record.kind, key: uniqueKeyOf(record), targets: targetsOf(record) }
}

function unindex(draft: Draft, { id, before, after }: Move): void {
  if (before.kind !== after.kind) count(draft, before.kind, -1)
  if (before.key !== null && before.key !== after.key)
    draft.uniqueKeys = mapWithout(draft.uniqueKeys, before.key)
  for (const target of before.targets)
    if (!after.targets.has(target)) draft.pointers = withoutPointer(draft, target, id)
}

function index(draft: Draft, { id, before, after }: Move): void {
  if (before.kind !== after.kind) count(draft, after.kind, 1)
  if (after.key !== null && before.key !== after.key)
    draft.uniqueKeys = mapWith(draft.uniqueKeys, after.key, id)
  for (const target of after.targets)
    if (!before.targets.has(target)) draft.pointers = withPointer(draft, target, id)
}

function count({ liveCounts }: Pick<Draft, 'liveCounts'>, kind: string | null, by: 1 | -1): void {
  if (kind === null) return
  const left = (liveCounts[kind] ?? 0) + by
  if (left > 0) liveCounts[kind] = left
  else delete liveCounts[kind]
}

function withPointer(
  { pointers }: Draft,
  target: RecordId,
  from: RecordId,
): PersistentMap<PersistentMap<true>> {
  const known = mapGet(pointers, target) ?? emptyMap<true>()
  return mapWith(pointers, target, mapWith<true>(known, from, true))
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
