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

/** What a change of many records is made with. */
export type BulkTools = {
  /** What has to be made first, such as the entity that all are linked to. */
  readonly before: readonly Draft[]
  readonly draftsOf: (records: readonly LayerRecord[]) => readonly Draft[]
  readonly perform: (drafts: readonly Draft[]) => Performed
  /** What the rules would say of each, on what those before it leave; what is refused is passed over. */
  readonly refusalsOf: (drafts: readonly Draft[]) => readonly (Refusal | null)[]
}

/**
 * Does a change of many records in one gesture. Records that a rule keeps from it are left out, and
 * the others are changed all the same. However many are left out, each record is tried a few times.
 */
export function performBulk(records: readonly LayerRecord[], tools: BulkTools): BulkOutcome {
  if (records.length === 0) return { changed: [], leftOut: [], refusal: null }
  const atOnce = performAll(records, tools)
  if (atOnce.ok) return { changed: idsOf(records), leftOut: [], refusal: null }
  const sorted = sortedOut(records, tools)
  if (!sorted) return { changed: [], leftOut: [], refusal: atOnce.refusal }
  const { free, leftOut } = sorted
  if (free.length === 0) return { changed: [], leftOut, refusal: null }
  const performed = performAll(free, tools)
  if (!performed.ok) return { changed: [], leftOut, refusal: performed.refusal }
  return { changed: idsOf(free), leftOut, refusal: null }
}

function performAll(
  records: readonly LayerRecord[],
  { before, draftsOf, perform }: BulkTools,
): Performed {
  return perform([...before, ...draftsOf(records)])
}

type Sorted = Pick<BulkOutcome, 'leftOut'> & { readonly free: readonly LayerRecord[] }

/**
 * Which records can be changed and in which order, and why not the others. One that cannot be changed
 * while another stands as it does, such as a claim with a stance on it, comes after that one.
 * Undefined when what has to be made first is refused already.
 */
function sortedOut(
  records: readonly LayerRecord[],
  { before, draftsOf, refusalsOf }: BulkTools,
): Sorted | undefined {
  let free: readonly LayerRecord[] = []
  let waiting = records
  for (;;) {
    const tried = [...free, ...waiting]
    const drafts = tried.flatMap((record) => draftsOf([record]))
    const refusals = refusalsOf([...before, ...drafts])
    if (before.some((_, at) => refusals[at])) return undefined
    const refused = new Map(
      tried.flatMap((record, at) => {
        const refusal = refusals[before.length + at]
        return refusal ? [[record, causeOf(refusal)] as const] : []
      }),
    )
    const settled = tried.filter((record) => !refused.has(record))
    const hasCome = settled.length > free.length
    free = settled
    waiting = tried.filter((record) => refused.has(record))
    if (!hasCome || waiting.length === 0)
      return { free, leftOut: [...refused].map(([{ id }, refusal]) => ({ id, refusal })) }
  }
}

function causeOf(refusal: Refusal): Refusal {
  return refusal.code === 'batch-failed' ? refusal.cause : refusal
}

function idsOf(records: readonly LayerRecord[]): readonly RecordId[] {
  return records.map(({ id }) => id)
}
