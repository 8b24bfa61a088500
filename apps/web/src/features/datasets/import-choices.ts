import type { ImportChoices, ImportPreview } from './use-import.ts'

type LabelUse = ImportPreview['labels'][number]

/** What somebody has chosen on the screen: of a label by its key, of an annotator by name. */
export type ChosenImport = {
  /** `create`, `skip` or the id of a label. */
  readonly labels: Readonly<Record<string, string>>
  /** `guest` or the id of a member. */
  readonly people: Readonly<Record<string, string>>
  readonly standingDocuments: 'add' | 'skip'
  readonly withoutBadLines: boolean
}

export const nothingChosen: ChosenImport = {
  labels: {},
  people: {},
  standingDocuments: 'add',
  withoutBadLines: false,
}

/** Tells labels of a file apart. */
export function labelKey({ slot, set, name }: Pick<LabelUse, 'slot' | 'set' | 'name'>): string {
  return [slot, set, name].join('\n')
}

/** Labels that the project lacks. */
export function unknownLabels({ labels }: Pick<ImportPreview, 'labels'>): readonly LabelUse[] {
  return labels.filter(({ id }) => id === null)
}

/** What becomes of a label: what was chosen, else what looks like it, else a new one. */
export function labelFate(label: LabelUse, { labels }: ChosenImport): string {
  return labels[labelKey(label)] ?? label.suggestion ?? 'create'
}

/** Who an annotator is: who was chosen, else the member of that name, else a guest. */
export function personFate(
  { name, suggestion }: ImportPreview['annotators'][number],
  { people }: ChosenImport,
): string {
  return people[name] ?? suggestion ?? 'guest'
}

/** The choices as the server takes them. */
export function choicesOf(preview: ImportPreview, chosen: ChosenImport): ImportChoices {
  const { standingDocuments, withoutBadLines } = chosen
  return {
    labels: unknownLabels(preview).map((label) => {
      const { slot, set, name } = label
      const fate = labelFate(label, chosen)
      return { slot, set, name, to: fate === 'create' || fate === 'skip' ? fate : { id: fate } }
    }),
    people: preview.annotators.map((annotator) => {
      const fate = personFate(annotator, chosen)
      return { name: annotator.name, userId: fate === 'guest' ? null : fate }
    }),
    standingDocuments,
    withoutBadLines,
  }
}
