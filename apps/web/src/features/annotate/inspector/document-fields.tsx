import { type EntityId, labelSetsOfSlot, type RecordId } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { Checkbox } from '../../../components/ui/checkbox.tsx'
import { useTyped } from '../../../components/use-typed.ts'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { isOffered } from '../offered-labels.ts'
import { nameOf } from '../record-words.ts'
import { DateField } from './date-field.tsx'
import { EntityPicker } from './entity-field.tsx'

/** What is known of the document, and what this person says of it as a whole. */
export function DocumentFields() {
  const { annotation, actions } = useAnnotation()
  const { meta } = annotation.document.data
  const isDisabled = annotation.isReader
  const set = (field: string) => (value: unknown) => void actions.setMeta(field, value)
  return (
    <>
      <section className="insp__sec insp__sec--first">
        <div className="insp__grid">
          <h3>{annotateText.documentTitle}</h3>
          <LineField
            label={annotateText.documentTitle}
            value={meta.title}
            onChange={set('title')}
          />
          <h3>{annotateText.outlet}</h3>
          <OutletField field="publisher" id={meta.publisher} label={annotateText.outlet} />
          <h3>{annotateText.agency}</h3>
          <OutletField field="agency" id={meta.agency} label={annotateText.agency} />
          <h3>{annotateText.byline}</h3>
          <LineField
            label={annotateText.byline}
            value={meta.byline.join(', ')}
            onChange={(typed) =>
              actions.setMeta(
                'byline',
                typed
                  .split(',')
                  .map((name) => name.trim())
                  .filter(Boolean),
              )
            }
          />
          <h3>{annotateText.publishedAt}</h3>
          <DateField
            label={annotateText.publishedAt}
            value={meta.publishedAt}
            onChange={set('publishedAt')}
            isDisabled={isDisabled}
          />
          <h3>{annotateText.language}</h3>
          <LineField
            label={annotateText.language}
            value={meta.language}
            onChange={set('language')}
          />
          <h3>{annotateText.url}</h3>
          <LineField
            label={annotateText.url}
            value={meta.url ?? ''}
            onChange={(url) => actions.setMeta('url', url === '' ? null : url)}
          />
        </div>
      </section>
      {labelSetsOfSlot(annotation.codebook, 'documentField').map((field) => (
        <section key={field.id} className="insp__sec">
          <h3>{field.name}</h3>
          <FieldValues field={field.id} isMany={field.select === 'many'} />
        </section>
      ))}
    </>
  )
}

type LineFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One line of text, written when one leaves it. */
function LineField({ label, value, onChange }: LineFieldProps) {
  const { annotation } = useAnnotation()
  const typed = useTyped({ value, onWrite: onChange })
  return (
    <div className="field">
      <input
        aria-label={label}
        value={typed.words}
        disabled={annotation.isReader}
        onChange={(event) => typed.type(event.currentTarget.value)}
        onBlur={typed.write}
      />
    </div>
  )
}

type OutletFieldProps = {
  readonly field: 'publisher' | 'agency'
  readonly id: EntityId | null
  readonly label: string
}

function OutletField({ field, id, label }: OutletFieldProps) {
  const { annotation, actions } = useAnnotation()
  const organisation = [...annotation.codebook.labels.values()].find(
    ({ name }) => name === 'Organisation',
  )
  const name = id ? nameOf(id, annotation) : annotateText.noneChosen
  return (
    <EntityPicker
      label={label}
      words=""
      type={organisation?.id ?? null}
      trigger={
        <button
          type="button"
          className="field field--pick"
          aria-label={annotateText.valueOf(label, name)}
          disabled={annotation.isReader}
        >
          <span className="grow clip">{name}</span>
        </button>
      }
      onPick={(picked, before: readonly Draft[]) => actions.setMeta(field, picked, before)}
    />
  )
}

function FieldValues({ field, isMany }: { readonly field: RecordId; readonly isMany: boolean }) {
  const { annotation, actions } = useAnnotation()
  const said = annotation.model
    .pointingAt(field)
    .find(
      (record) =>
        record.kind === 'documentLabel' &&
        record.data.field === field &&
        annotation.layerOf(record.id)?.id === annotation.ownLayerId,
    )
  const values = said?.kind === 'documentLabel' ? said.data.values : []
  const labels = [...annotation.codebook.labels.values()].filter(
    (label) => label.labelSet === field && isOffered(label, values),
  )
  return (
    <div className="grid gap-1">
      {labels.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={values.includes(id)}
          isDisabled={!annotation.canWrite}
          onChange={(isChecked) => {
            const rest = isMany ? values.filter((each) => each !== id) : []
            actions.setLabel(field, isChecked ? [...rest, id] : rest)
          }}
        />
      ))}
    </div>
  )
}
