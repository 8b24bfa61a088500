import type { StoredStream } from '@parallax/db'
import type { AnyRecord, StreamId, StreamKind } from '@parallax/domain'
import { recordFromRow } from './submit/stored-form.ts'

/** A whole stream at `seq`, deleted records too: what a replica starts from. */
export type Snapshot = {
  readonly kind: StreamKind
  readonly id: StreamId
  readonly seq: number
  readonly records: readonly AnyRecord[]
}

export function snapshotOf(stored: StoredStream): Snapshot {
  return {
    // Streams are stored under one of the four kinds, by an id that was parsed.
    kind: stored.kind as StreamKind,
    id: stored.streamId as StreamId,
    seq: stored.seq,
    records: stored.records.map(recordFromRow),
  }
}

export function emptySnapshot(kind: StreamKind, id: StreamId): Snapshot {
  return { kind, id, seq: 0, records: [] }
}
