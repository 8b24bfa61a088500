import type { RecordId, StreamId } from './ids.ts'
import { emptyMap, mapGet, mapKeys, type PersistentMap } from './persistent-map.ts'
import type { AnyRecord } from './record.ts'

/** The four kinds of stream. Each stream has its own gapless log. */
export const streamKinds = ['registry', 'codebook', 'document', 'layer'] as const
export type StreamKind = (typeof streamKinds)[number]

/**
 * What a stream's log folds to, with the indexes that rules ask. Immutable; only `applyChange`
 * makes a new one.
 */
export type StreamState = {
  readonly kind: StreamKind
  readonly id: StreamId
  /** The number of the last change taken in; 0 before the first. */
  readonly seq: number
  readonly records: PersistentMap<AnyRecord>
  /** `<kind> <unique key>` → the live record that has it. */
  readonly uniqueKeys: PersistentMap<RecordId>
  /** Record → the live records of this stream that point at it, wherever it stands. */
  readonly pointers: PersistentMap<PersistentMap<true>>
  /** Live records by kind. */
  readonly liveCounts: Readonly<Record<string, number>>
}

/** A stream before its first change. */
export function emptyStream(kind: StreamKind, id: StreamId): StreamState {
  return {
    kind,
    id,
    seq: 0,
    records: emptyMap(),
    uniqueKeys: emptyMap(),
    pointers: emptyMap(),
    liveCounts: {},
  }
}

/** The live record of `kind` with this unique key, or `undefined`. */
export function idByUniqueKey(state: StreamState, kind: string, key: string): RecordId | undefined {
  return mapGet(state.uniqueKeys, `${kind} ${key}`)
}

/** Live records of the stream that point at `target`, sorted. */
export function pointersTo(state: StreamState, target: RecordId): readonly RecordId[] {
  const pointers = mapGet(state.pointers, target)
  // Keys of the index are record ids; the map knows them as strings.
  return pointers ? ([...mapKeys(pointers)].sort() as RecordId[]) : []
}
