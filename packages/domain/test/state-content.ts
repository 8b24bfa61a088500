import { targetsOf, uniqueKeyOf } from '../src/change.ts'
import { mapEntries, mapKeys, type PersistentMap } from '../src/persistent-map.ts'
import { type AnyRecord, isLive } from '../src/record.ts'
import type { StreamState } from '../src/stream-state.ts'

/** What a state says, sorted, so that two states can be compared whatever their history. */
export type StateContent = {
  readonly records: Readonly<Record<string, AnyRecord>>
  readonly indexes: Indexes
}

type Indexes = {
  readonly uniqueKeys: Readonly<Record<string, string>>
  readonly pointers: Readonly<Record<string, readonly string[]>>
  readonly liveCounts: Readonly<Record<string, number>>
}

/** Everything of a state, revs and indexes included. */
export function contentOf(state: StreamState): StateContent {
  const pointers = sorted(state.pointers).map(([id, from]): [string, string[]] => [
    id,
    [...mapKeys(from)].sort(),
  ])
  return {
    records: Object.fromEntries(sorted(state.records)),
    indexes: {
      uniqueKeys: Object.fromEntries(sorted(state.uniqueKeys)),
      pointers: Object.fromEntries(pointers),
      liveCounts: state.liveCounts,
    },
  }
}

/** A state without its revs: what undoing must give back. */
export function contentWithoutRevs(state: StreamState): StateContent {
  const { records, indexes } = contentOf(state)
  const bare = Object.values(records).map((record): [string, AnyRecord] => [
    record.id,
    { ...record, revs: {} },
  ])
  return { records: Object.fromEntries(bare), indexes }
}

/** The indexes that records call for, counted one by one and not by `applyChange`. */
export function indexesOf(records: readonly AnyRecord[]): Indexes {
  const live = records.filter(isLive).sort((a, b) => (a.id < b.id ? -1 : 1))
  const keys = live.flatMap((record): [string, string][] => {
    const key = uniqueKeyOf(record)
    return key === null ? [] : [[key, record.id]]
  })
  const pointers = new Map<string, string[]>()
  for (const record of live)
    for (const target of targetsOf(record))
      pointers.set(target, [...(pointers.get(target) ?? []), record.id])
  const kinds = [...new Set(live.map(({ kind }) => kind))]
  return {
    uniqueKeys: Object.fromEntries(keys),
    pointers: Object.fromEntries(pointers),
    liveCounts: Object.fromEntries(
      kinds.map((kind) => [kind, live.filter((record) => record.kind === kind).length]),
    ),
  }
}

function sorted<Value>(map: PersistentMap<Value>): (readonly [string, Value])[] {
  return [...mapEntries(map)].sort(([a], [b]) => (a < b ? -1 : 1))
}
