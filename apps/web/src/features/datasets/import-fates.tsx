import { FateTable } from './fate-table.tsx'
import { labelFate, labelKey, personFate, unknownLabels } from './import-choices.ts'
import type { FindingsProps } from './import-findings.tsx'
import { importText } from './import-text.ts'
import type { CurrentImport, ImportPreview } from './use-import.ts'

const { labels: labelText, people: personText } = importText
type LabelUse = ImportPreview['labels'][number]

/** What becomes of labels that the project lacks. */
export function LabelFates(props: FindingsProps) {
  const { preview } = props
  const unknown = unknownLabels(preview)
  const knownCount = preview.labels.filter(({ id, count }) => id !== null && count > 0).length
  const moreCount = preview.labelCount - preview.labels.length
  if (unknown.length + knownCount === 0) return null
  return (
    <section className="imp__part" aria-label={labelText.title}>
      <h4 className="h3">{labelText.title}</h4>
      {unknown.length > 0 && <LabelTable {...props} unknown={unknown} />}
      {knownCount > 0 && (
        <p className="muted">
          {unknown.length > 0 ? labelText.known(knownCount) : labelText.allKnown(knownCount)}
        </p>
      )}
      {moreCount > 0 && <p className="muted">{labelText.more(moreCount)}</p>}
    </section>
  )
}

function LabelTable(props: FindingsProps & { readonly unknown: readonly LabelUse[] }) {
  const { current, chosen, onChange, unknown } = props
  const { name, count, becomes } = labelText.columns
  return (
    <FateTable
      columns={[name, count, becomes]}
      rows={unknown.map((label) => ({
        key: labelKey(label),
        name: label.name,
        detail: kindOf(label),
        count: label.count,
        question: labelText.becomes(label.name),
        options: fatesOf(label, current),
        fate: labelFate(label, chosen),
        onChange: (fate) => onChange({ labels: { ...chosen.labels, [labelKey(label)]: fate } }),
      }))}
    />
  )
}

function kindOf({ slot, set }: LabelUse): string {
  return slot === 'documentField' ? `${labelText.slots[slot]}: ${set}` : labelText.slots[slot]
}

function fatesOf({ slot, set }: LabelUse, { ownLabels }: CurrentImport) {
  const fitting = ownLabels.filter(
    (own) => own.slot === slot && (slot !== 'documentField' || own.set === set),
  )
  return [
    { value: 'create', label: labelText.create },
    { value: 'skip', label: labelText.skip, hint: labelText.skipHint },
    ...fitting.map(({ id, name }) => ({ value: id, label: name })),
  ]
}

/** Who the annotators of the file are. */
export function PersonFates({ current, preview, chosen, onChange }: FindingsProps) {
  const { annotators, annotatorCount } = preview
  const { name, count, is } = personText.columns
  const moreCount = annotatorCount - annotators.length
  if (annotators.length === 0) return null
  const options = [
    { value: 'guest', label: personText.guest },
    ...current.members.map((member) => ({ value: member.id, label: member.name })),
  ]
  return (
    <section className="imp__part" aria-label={personText.title}>
      <h4 className="h3">{personText.title}</h4>
      <FateTable
        columns={[name, count, is]}
        rows={annotators.map((annotator) => ({
          key: annotator.name,
          name: annotator.name,
          count: annotator.count,
          question: personText.is(annotator.name),
          options,
          fate: personFate(annotator, chosen),
          onChange: (fate) => onChange({ people: { ...chosen.people, [annotator.name]: fate } }),
        }))}
      />
      {moreCount > 0 && <p className="muted">{personText.more(moreCount)}</p>}
    </section>
  )
}
