import type { LabelData, LabelSetData } from '@parallax/domain'
import type { CorpusLabel } from '@parallax/formats'

/** Where a label is used: of a document, the field counts too. */
type Use = Pick<CorpusLabel, 'slot' | 'set'>

/** A label of a project, with where it may stand. */
export type OwnLabel = Use & {
  readonly id: string
  readonly name: string
  readonly deprecated: boolean
}

/** The labels of a codebook, those that are retired included. */
export function ownLabels({
  labels,
  labelSets,
}: {
  readonly labels: ReadonlyMap<string, LabelData>
  readonly labelSets: ReadonlyMap<string, LabelSetData>
}): readonly OwnLabel[] {
  return [...labels].flatMap(([id, { name, labelSet, deprecated }]) => {
    const set = labelSets.get(labelSet)
    return set ? [{ id, name, deprecated, slot: set.slot, set: set.name }] : []
  })
}

/** Whether a label of a project can stand where one of a file is used. */
export function canStandFor(label: Use, { slot, set }: Use): boolean {
  return label.slot === slot && (slot !== 'documentField' || label.set === set)
}
