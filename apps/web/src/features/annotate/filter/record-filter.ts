import type { Codebook, LabelId, LayerRecord, RecordId, UserId } from '@parallax/domain'

export type RecordKind = LayerRecord['kind']

/** Which records are shown. What is empty leaves nothing out. */
export type RecordFilter = {
  readonly hiddenKinds: ReadonlySet<RecordKind>
  /** Only records with one of these labels, or one below it. */
  readonly labels: ReadonlySet<LabelId>
  /** Only what these people made. */
  readonly people: ReadonlySet<UserId>
  /** Only mentions that nobody has said who they are. */
  readonly isUnlinkedOnly: boolean
}

/** Nothing is left out. */
export const noFilter: RecordFilter = {
  hiddenKinds: new Set(),
  labels: new Set(),
  people: new Set(),
  isUnlinkedOnly: false,
}

/** Whether anything may be left out. */
export function isFiltering(filter: RecordFilter): boolean {
  const { hiddenKinds, labels, people, isUnlinkedOnly } = filter
  return isUnlinkedOnly || hiddenKinds.size + labels.size + people.size > 0
}

/** What a filter needs to know beyond the record. */
export type FilterFacts = {
  readonly codebook: Pick<Codebook, 'labels'>
  /** Who made a record. */
  readonly makerOf: (id: RecordId) => UserId
}

/** Whether a filter shows a record. Costs no more the more records there are. */
export function passes(filter: RecordFilter, record: LayerRecord, facts: FilterFacts): boolean {
  const { hiddenKinds, labels, people, isUnlinkedOnly } = filter
  if (hiddenKinds.has(record.kind)) return false
  if (isUnlinkedOnly && !isUnlinked(record)) return false
  if (labels.size > 0 && !labelsOf(record).some((id) => isBelow(id, labels, facts))) return false
  return people.size === 0 || people.has(facts.makerOf(record.id))
}

/** Whether a record is a mention of which nobody has said who or what it is. */
export function isUnlinked(record: LayerRecord): boolean {
  return record.kind === 'mention' && record.data.entity === null
}

/** The labels of the codebook that a record has. */
export function labelsOf(record: LayerRecord): readonly LabelId[] {
  switch (record.kind) {
    case 'mention':
      return [record.data.label]
    case 'claim':
      return record.data.topics
    case 'stance':
      return record.data.attitude.target.kind === 'topic' ? [record.data.attitude.target.id] : []
    case 'relation':
      return [record.data.type]
    case 'documentLabel':
      return record.data.values
  }
}

function isBelow(id: LabelId, wanted: ReadonlySet<LabelId>, { codebook }: FilterFacts): boolean {
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null && !seen.has(at); ) {
    if (wanted.has(at as LabelId)) return true // parents of labels are labels
    seen.add(at)
    at = codebook.labels.get(at)?.parent ?? null
  }
  return false
}
