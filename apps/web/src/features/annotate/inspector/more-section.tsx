import type { CodebookAttribute, LayerRecord } from '@parallax/domain'
import { Input, Textarea } from '../../../components/ui/input.tsx'
import { Segmented } from '../../../components/ui/segmented.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useTyped } from '../../../components/use-typed.ts'
import { useAnnotation } from '../annotate-context.ts'
import { recordAuthors } from '../record-authors.ts'
import { fieldsText } from './fields-text.ts'

/** What every record has: the attributes of the codebook, a note, and who made it. */
export function MoreSection({ record }: { readonly record: LayerRecord }) {
  const { annotation, actions } = useAnnotation()
  const attributes = [...annotation.codebook.attributes.values()].filter(
    ({ on }) => on === record.kind,
  )
  return (
    <section className="insp__sec">
      {attributes.length > 0 && (
        <div className="insp__grid">
          {attributes.map((attribute) => (
            <AttributeRow key={attribute.id} attribute={attribute} record={record} />
          ))}
        </div>
      )}
      <h3>{fieldsText.note}</h3>
      <NoteField
        key={record.id}
        value={record.data.note}
        isDisabled={!annotation.canWrite}
        onChange={(note) => actions.setRegister(record.id, 'note', note)}
      />
      <Authors record={record} />
    </section>
  )
}

type NoteFieldProps = {
  readonly value: string
  readonly isDisabled: boolean
  readonly onChange: (value: string) => void
}

/** Written when one leaves the field, so that a sentence is one change. */
function NoteField({ value, isDisabled, onChange }: NoteFieldProps) {
  const typed = useTyped({ value, onWrite: onChange })
  return (
    <Textarea
      aria-label={fieldsText.note}
      rows={2}
      value={typed.words}
      placeholder={fieldsText.notePlaceholder}
      disabled={isDisabled}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={typed.write}
    />
  )
}

type AttributeRowProps = {
  readonly attribute: CodebookAttribute
  readonly record: LayerRecord
}

function AttributeRow({ attribute, record }: AttributeRowProps) {
  return (
    <>
      <h3>{attribute.name}</h3>
      <AttributeValue attribute={attribute} record={record} />
    </>
  )
}

function AttributeValue({ attribute, record }: AttributeRowProps) {
  const { annotation, actions } = useAnnotation()
  const value = record.data.attrs[attribute.id]
  const isDisabled = !annotation.canWrite
  const set = (next: unknown) => actions.setRegister(record.id, `attrs.${attribute.id}`, next)
  const { value: wanted } = attribute
  switch (wanted.kind) {
    case 'flag':
      return (
        <Segmented
          label={attribute.name}
          options={[
            { value: 'yes', label: fieldsText.yes },
            { value: 'no', label: fieldsText.no },
          ]}
          value={value === undefined ? undefined : value === true ? 'yes' : 'no'}
          onChange={(chosen) => set(chosen === 'yes')}
          isDisabled={isDisabled}
        />
      )
    case 'number':
    case 'text':
      return (
        <TypedValue
          key={record.id}
          label={attribute.name}
          kind={wanted.kind}
          value={value === undefined ? '' : String(value)}
          isDisabled={isDisabled}
          onChange={set}
        />
      )
    case 'label':
      return (
        <Select
          label={attribute.name}
          options={[...annotation.codebook.labels.values()]
            .filter(({ labelSet }) => labelSet === wanted.labelSet)
            .map(({ id, name }) => ({ value: id as string, label: name }))}
          value={Array.isArray(value) ? value[0] : undefined}
          onChange={(chosen) => set([chosen])}
          isDisabled={isDisabled}
        />
      )
  }
}

type TypedValueProps = {
  readonly label: string
  readonly kind: 'number' | 'text'
  readonly value: string
  readonly isDisabled: boolean
  readonly onChange: (value: string | number | null) => void
}

function TypedValue({ label, kind, value, isDisabled, onChange }: TypedValueProps) {
  const typed = useTyped({ value, onWrite: (words) => onChange(typedValue(words, kind)) })
  return (
    <Input
      aria-label={label}
      type={kind}
      value={typed.words}
      disabled={isDisabled}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={typed.write}
    />
  )
}

/** What was typed, as the attribute stores it; nothing typed clears it. */
function typedValue(typed: string, kind: 'number' | 'text'): string | number | null {
  if (typed.trim() === '') return null
  return kind === 'number' ? Number(typed) : typed
}

function Authors({ record }: { readonly record: LayerRecord }) {
  const { annotation } = useAnnotation()
  const { session, opened } = annotation
  const layer = annotation.layerOf(record.id)
  const entries = layer ? session.store.entries(layer.id) : []
  const authors = recordAuthors(record.id, opened.authors[record.id], entries)
  if (!authors) return null
  const name = (id: string) => session.personName(id as typeof session.me.userId) // ids of people
  const isChanged = authors.updatedAt !== authors.createdAt
  return (
    <p className="hint">
      {fieldsText.madeBy(name(authors.createdBy), whenOf(authors.createdAt))}
      {isChanged && (
        <>
          <br />
          {fieldsText.changedBy(name(authors.updatedBy), whenOf(authors.updatedAt))}
        </>
      )}
    </p>
  )
}

/** Made once: making one takes longer than drawing the rest of the section. */
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function whenOf(at: string): string {
  return moment.format(new Date(at))
}
