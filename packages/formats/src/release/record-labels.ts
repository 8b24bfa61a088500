import type { AnyRecord, DataOf, LayerRecordKind } from '@parallax/domain'

/** What a record is labelled with: ids of labels, or words of scales that every project has. */
type LabelsOf = { readonly [K in LayerRecordKind]: (data: DataOf<K>) => readonly string[] }

const labelsOf: LabelsOf = {
  mention: ({ label }) => [label],
  claim: ({ act, topics }) => [act, ...topics],
  stance: ({ value }) => [value > 0 ? `+${value}` : String(value)],
  relation: ({ type }) => [type],
  documentLabel: ({ values }) => values,
}

/** One label as it stands on records of one kind. */
export type RecordLabel = { readonly kind: LayerRecordKind; readonly label: string }

/** The labels on a record; none for what is not a record of a layer. */
export function labelsOfRecord(record: AnyRecord): readonly RecordLabel[] {
  if (!Object.hasOwn(labelsOf, record.kind)) return []
  const kind = record.kind as LayerRecordKind // it is one of the table's keys
  // The table's entry is the one of the record's own kind.
  const labels = (labelsOf[kind] as (data: unknown) => readonly string[])(record.data)
  return labels.map((label) => ({ kind, label }))
}

/** A label of a kind as one word, for maps: what `labelOfKey` takes apart. */
export function keyOfLabel({ kind, label }: RecordLabel): string {
  return `${kind} ${label}`
}

export function labelOfKey(key: string): RecordLabel {
  const gap = key.indexOf(' ')
  // Keys are made above.
  return { kind: key.slice(0, gap) as LayerRecordKind, label: key.slice(gap + 1) }
}
