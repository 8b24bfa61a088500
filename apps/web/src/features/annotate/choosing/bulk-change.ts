import {
  type EntityId,
  type LabelId,
  type LayerRecord,
  maxOperationRecords,
  type Operation,
  type RecordId,
  type Refusal,
} from '@parallax/domain'
import type { Draft, Performed } from '@parallax/sync'
import { inChunks } from './in-chunks.ts'

/** One change of many records. */
export type BulkChange =
  | { readonly kind: 'label'; readonly of: 'mention' | 'relation'; readonly label: LabelId }
  | { readonly kind: 'entity'; readonly entity: EntityId | null }
  | { readonly kind: 'note'; readonly note: string }
  | { readonly kind: 'delete' }

/** Whether a change means anything for a record. */
export function isFor(change: BulkChange, record: LayerRecord): boolean {
  switch (change.kind) {
    case 'label':
      return record.kind === change.of
    case 'entity':
      return record.kind === 'mention'
    case 'note':
    case 'delete':
      return true
  }
}

/** Whether a record is already as the change would make it. */
export function isDone(change: BulkChange, record: LayerRecord): boolean {
  const [register, value] = writeOf(change, record) ?? ['', undefined]
  // A register of the record's own kind, by its name.
  return (record.data as Readonly<Record<string, unknown>>)[register] === value && register !== ''
}

/** The operations of a change, all of one gesture: in batches of as many as one operation may touch. */
export function bulkDrafts(
  change: BulkChange,
  records: readonly LayerRecord[],
  stream: Operation['stream'],
): readonly Draft[] {
  return inChunks(records, maxOperationRecords).map((chunk): Draft => {
    if (change.kind === 'delete') {
      const ids = chunk.map(({ id }) => id)
      return { stream, type: 'records.delete', args: { ids } }
    }
    const operations = chunk.flatMap((record) => {
      const write = writeOf(change, record)
      if (!write) return []
      const [register, value] = write
      return [{ type: 'record.set', args: { id: record.id, register, value } }]
    })
    return { stream, type: 'batch', args: { operations } }
  })
}

/** The register that a change writes; nothing for a deletion. */
function writeOf(
  change: BulkChange,
  record: LayerRecord,
): readonly [register: string, value: unknown] | undefined {
  switch (change.kind) {
    case 'label':
      return [record.kind === 'relation' ? 'type' : 'label', change.label]
    case 'entity':
      return ['entity', change.entity]
    case 'note':
      return ['note', change.note]
    case 'delete':
      return undefined
  }
}

/** What became of a change of many records. */
export type BulkOutcome = {
  readonly changed: readonly RecordId[]
  /** Records that a rule kept from it, each with the rule. */
  readonly leftOut: readonly { readonly id: RecordId; readonly refusal: Refusal }[]
  /** Why nothing could be done at all. */
  readonly refusal: Refusal | null
}

/**
 * Does a change of many records in one gesture. Records that a rule keeps from it are left out, and
 * the others are changed all the same.
 */
export function performBulk(
  records: readonly LayerRecord[],
  draftsOf: (records: readonly LayerRecord[]) => readonly Draft[],
  perform: (drafts: readonly Draft[]) => Performed,
): BulkOutcome {
  const leftOut: { id: RecordId; refusal: Refusal }[] = []
  let rest = records
  while (rest.length > 0) {
    const performed = perform(draftsOf(rest))
    if (performed.ok) return { changed: rest.map(({ id }) => id), leftOut, refusal: null }
    const blamed = blamedFor(performed.refusal, rest)
    if (!blamed) return { changed: [], leftOut, refusal: performed.refusal }
    leftOut.push(blamed)
    rest = rest.filter(({ id }) => id !== blamed.id)
  }
  return { changed: [], leftOut, refusal: null }
}

/** The record for whose sake a change was refused, if that can be told. */
function blamedFor(
  refusal: Refusal,
  records: readonly LayerRecord[],
): BulkOutcome['leftOut'][number] | undefined {
  const cause = refusal.code === 'batch-failed' ? refusal.cause : refusal
  const named = 'recordId' in cause ? cause.recordId : undefined
  if (records.some(({ id }) => id === named) && named) return { id: named, refusal: cause }
  // The place in a batch is that in the list only while there is one batch.
  const isOneBatch = refusal.code === 'batch-failed' && records.length <= maxOperationRecords
  const at = isOneBatch ? records[refusal.index] : undefined
  return at && { id: at.id, refusal: cause }
}
