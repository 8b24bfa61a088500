import {
  type AnyRecord,
  isLive,
  type LabelId,
  type LabelSetData,
  labelIdSchema,
  type RecordOf,
  recordsOf,
  type StreamState,
} from '@parallax/domain'
import { inOrder } from './label-order.ts'

/** Kinds of record that the codebook says something about. */
export type KindName = 'mention' | 'claim' | 'stance' | 'relation' | 'documentLabel'

/** A page of the screen. Records are named by their ids, the others by a word. */
export type OutlineItem =
  | {
      readonly page: 'label'
      readonly key: string
      readonly label: RecordOf<'label'>
      readonly isSub: boolean
    }
  | { readonly page: 'kind'; readonly key: string; readonly kind: KindName }
  | {
      readonly page: 'field'
      readonly key: string
      readonly field: string
      readonly values: number
    }
  | { readonly page: 'scale'; readonly key: string }

/** A heading of the list with what stands below it; `set` when the heading is a label set. */
export type OutlineGroup = {
  readonly key: string
  readonly set: RecordOf<'labelSet'> | null
  readonly name: 'mentions' | 'claims' | 'stances' | 'rest' | null
  readonly items: readonly OutlineItem[]
}

const slotOrder: readonly LabelSetData['slot'][] = [
  'entityType',
  'topic',
  'relationType',
  'documentField',
]

/** Which fixed scales stand under which kind of record. */
const fieldsOf = {
  mentions: ['level', 'figure'],
  claims: ['polarity', 'certainty', 'act', 'rendering', 'relay', 'checkworthiness'],
  stances: ['explicitness'],
  rest: ['zone'],
} as const

/** The draft as the list at the side shows it. */
export function codebookOutline(stream: StreamState): readonly OutlineGroup[] {
  const labels = liveOf(stream, 'label')
  const texts = liveOf(stream, 'guideline')
  const group = (name: keyof typeof fieldsOf, kinds: readonly OutlineItem[]): OutlineGroup => ({
    key: name,
    set: null,
    name,
    items: [...kinds, ...fieldsOf[name].flatMap((field) => fieldItem(field, texts))],
  })
  return [
    ...labelSetsInOrder(stream).map((set) => ({
      key: set.id,
      set,
      name: null,
      items: labelItems(labels, set),
    })),
    group('mentions', [kindItem('mention')]),
    group('claims', [kindItem('claim')]),
    group('stances', [kindItem('stance'), { page: 'scale', key: 'scale' }]),
    group('rest', [kindItem('relation'), kindItem('documentLabel')]),
  ]
}

/** Live label sets: entity types first, then topics, relations, fields of documents. */
export function labelSetsInOrder(stream: StreamState): readonly RecordOf<'labelSet'>[] {
  const sets = liveOf(stream, 'labelSet')
  return slotOrder.flatMap((slot) => ranked(sets.filter(({ data }) => data.slot === slot)))
}

/** Live labels of a set, in their order. */
export function labelsOfSet(stream: StreamState, set: string): readonly RecordOf<'label'>[] {
  return ranked(liveOf(stream, 'label').filter(({ data }) => data.labelSet === set))
}

/** Live entity types, in their order. */
export function entityTypesInOrder(
  stream: StreamState,
): readonly (RecordOf<'label'> & { readonly id: LabelId })[] {
  const sets = labelSetsInOrder(stream).filter(({ data }) => data.slot === 'entityType')
  return sets
    .flatMap(({ id }) => labelsOfSet(stream, id))
    .map((label) => ({ ...label, id: labelIdSchema.parse(label.id) }))
}

/** Live records of one kind. */
export function liveOf<K extends AnyRecord['kind']>(
  stream: StreamState,
  kind: K,
): readonly RecordOf<K>[] {
  return [...recordsOf(stream, kind)].filter(isLive)
}

function ranked<Item extends RecordOf<'label'> | RecordOf<'labelSet'>>(
  items: readonly Item[],
): readonly Item[] {
  return inOrder(items.map((item) => ({ id: item.id, rank: item.data.rank, item }))).map(
    ({ item }) => item,
  )
}

/** Labels of a set, each followed by those that belong under it. */
function labelItems(
  labels: readonly RecordOf<'label'>[],
  set: RecordOf<'labelSet'>,
): readonly OutlineItem[] {
  const own = ranked(labels.filter(({ data }) => data.labelSet === set.id))
  const ids = new Set<string>(own.map(({ id }) => id))
  const isTop = ({ data }: RecordOf<'label'>) => data.parent === null || !ids.has(data.parent)
  const item = (label: RecordOf<'label'>, isSub: boolean): OutlineItem[] => [
    { page: 'label', key: label.id, label, isSub },
    ...own.filter(({ data }) => data.parent === label.id).flatMap((under) => item(under, true)),
  ]
  return own.filter(isTop).flatMap((label) => item(label, false))
}

function kindItem(kind: KindName): OutlineItem {
  return { page: 'kind', key: kind, kind }
}

function fieldItem(field: string, texts: readonly RecordOf<'guideline'>[]): OutlineItem[] {
  const values = texts.filter(({ data }) => data.field === field).length
  return values > 0 ? [{ page: 'field', key: `field-${field}`, field, values }] : []
}
