import type { RecordId, UserId } from './ids.ts'
import { mapGet, mapValues } from './persistent-map.ts'
import type { KindDefinition } from './record-kinds/kind-definition.ts'
import type { LayerRecordKind, RecordKind, recordKinds } from './record-kinds/registry.ts'
import type { StreamState } from './stream-state.ts'

/** Who wrote a register last, and at which place of the stream's log. */
export type Rev = readonly [seq: number, user: UserId]

/** What a record of kind `K` says. */
export type DataOf<K extends RecordKind> =
  (typeof recordKinds)[K] extends KindDefinition<infer Data> ? Data : never

/** Anything that a stream stores. Nothing is ever removed: `deleted` is a register like any other. */
export type RecordOf<K extends RecordKind> = {
  readonly id: RecordId
  readonly kind: K
  readonly data: DataOf<K>
  readonly deleted: boolean
  /** Only registers written after creation. */
  readonly revs: Readonly<Record<string, Rev>>
}

export type AnyRecord = { readonly [K in RecordKind]: RecordOf<K> }[RecordKind]
export type LayerRecord = { readonly [K in LayerRecordKind]: RecordOf<K> }[LayerRecordKind]

/** Whether `record` is of this kind; narrows its data. */
export function isRecordOf<K extends RecordKind>(
  record: AnyRecord,
  kind: K,
): record is Extract<AnyRecord, { readonly kind: K }> {
  return record.kind === kind
}

/** Whether a record counts: it is not deleted. */
export function isLive(record: { readonly deleted: boolean }): boolean {
  return !record.deleted
}

/** The record with this id, deleted or not, or `undefined`. */
export function recordOf(state: StreamState, id: RecordId): AnyRecord | undefined {
  return mapGet(state.records, id)
}

/** The live record of this kind and id, or `undefined`. */
export function liveRecord<K extends RecordKind>(
  state: StreamState,
  kind: K,
  id: RecordId,
): RecordOf<K> | undefined {
  const record = mapGet(state.records, id)
  // The comparison of kinds is what makes the narrowing true.
  return record && !record.deleted && record.kind === kind
    ? (record as unknown as RecordOf<K>)
    : undefined
}

/** All records of one kind, deleted ones too, in no promised order. */
export function* recordsOf<K extends RecordKind>(
  state: StreamState,
  kind: K,
): Generator<RecordOf<K>> {
  // The comparison of kinds is what makes the narrowing true.
  for (const record of mapValues(state.records))
    if (record.kind === kind) yield record as unknown as RecordOf<K>
}

/** The first record of a layer's stream is the layer itself; of a document's, the document. */
export function streamHead<K extends 'layer' | 'document'>(
  state: StreamState,
  kind: K,
): RecordOf<K> | undefined {
  const record = mapGet(state.records, state.id)
  // The comparison of kinds is what makes the narrowing true.
  return record?.kind === kind ? (record as unknown as RecordOf<K>) : undefined
}

/** What an entity or proposition was merged into, or `null`. */
export function redirectOf(record: AnyRecord | undefined): RecordId | null {
  if (record === undefined) return null
  if (isRecordOf(record, 'entity') || isRecordOf(record, 'proposition')) return record.data.redirect
  return null
}
