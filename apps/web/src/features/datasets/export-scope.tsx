import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { ChooseDocumentsDialog } from './choose-documents-dialog.tsx'
import {
  type ExportChoice,
  type ExportField,
  exportFields,
  exportKinds,
  type LayerOwner,
  withPerson,
} from './export-choice.ts'
import { exportText as text } from './export-text.ts'
import type { Format } from './format-choice.tsx'

type PartProps = {
  readonly choice: ExportChoice
  readonly onChange: (choice: ExportChoice) => void
}

export type ExportScopeProps = PartProps & {
  /** Whose layers one may choose from; `undefined` while nobody has asked. */
  readonly owners: readonly LayerOwner[] | undefined
  readonly format: Format
}

const layerOptions = (['all', 'adjudicated', 'person'] as const).map((value) => ({
  value,
  label: text.layerChoices[value],
}))
const documentOptions = (['all', 'some'] as const).map((value) => ({
  value,
  label: text.documentChoices[value],
}))

/** Whose annotations of which documents go into the file, and which records of them. */
export function ExportScope({ choice, owners, onChange, format }: ExportScopeProps) {
  const part = { choice, onChange }
  return (
    <div className="ds__scope">
      <LayerScope {...part} owners={owners} />
      <DocumentScope {...part} />
      {format.choosesParts && <KindScope {...part} />}
      {format.offsetUnits.length > 0 && <UnitScope {...part} format={format} />}
      {format.choosesParts && <FieldScope {...part} />}
    </div>
  )
}

/** The choice with the person whom it means, and everybody whom it could mean. */
export function useLayerOwners(picked: ExportChoice) {
  const { project, me } = useSession()
  const trpc = useTRPC()
  const { data: owners } = useQuery(
    trpc.exports.people.queryOptions(
      { project: project.id },
      { enabled: picked.layers === 'person' },
    ),
  )
  return { owners, choice: withPerson(picked, owners, me.userId) }
}

type LayerScopeProps = PartProps & Pick<ExportScopeProps, 'owners'>

function LayerScope({ choice, owners, onChange }: LayerScopeProps) {
  return (
    <div>
      <span className="label">{text.layers}</span>
      <div className="ds__whose">
        <Segmented
          label={text.layers}
          options={layerOptions}
          value={choice.layers}
          onChange={(layers) => onChange({ ...choice, layers })}
        />
        {choice.layers === 'person' && owners && (
          <PersonChoice choice={choice} owners={owners} onChange={onChange} />
        )}
      </div>
    </div>
  )
}

function PersonChoice({
  choice,
  owners,
  onChange,
}: PartProps & { readonly owners: readonly LayerOwner[] }) {
  const { me } = useSession()
  if (owners.length === 0) return <span className="muted">{text.person.nobody}</span>
  return (
    <Select
      className="ds__person"
      label={text.person.label}
      options={owners.map(({ id, name, guest, documents }) => ({
        value: id,
        label: name,
        hint: text.person.hint(documents, { isSelf: id === me.userId, isGuest: guest }),
      }))}
      value={choice.person ?? undefined}
      onChange={(person) => onChange({ ...choice, person })}
    />
  )
}

function DocumentScope({ choice, onChange }: PartProps) {
  const [isChoosing, setIsChoosing] = useState(false)
  const { documents } = choice
  const choose = (which: 'all' | 'some') => {
    onChange({ ...choice, documents: which === 'all' ? null : [] })
    setIsChoosing(which === 'some')
  }
  return (
    <div>
      <span className="label">{text.documents}</span>
      <div className="row">
        <Segmented
          label={text.documents}
          options={documentOptions}
          value={documents === null ? 'all' : 'some'}
          onChange={choose}
        />
        {documents !== null && (
          <Button onClick={() => setIsChoosing(true)}>{text.choose(documents.length)}</Button>
        )}
      </div>
      {isChoosing && documents !== null && (
        <ChooseDocumentsDialog
          chosen={documents}
          onChange={(next) => onChange({ ...choice, documents: next })}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </div>
  )
}

function KindScope({ choice, onChange }: PartProps) {
  const { kinds } = choice
  return (
    <fieldset className="ds__kinds">
      <legend className="label">{text.kinds}</legend>
      {exportKinds.map((kind) => (
        <Checkbox
          key={kind}
          label={text.kindNames[kind]}
          checked={kinds.includes(kind)}
          onChange={(isChecked) =>
            onChange({
              ...choice,
              kinds: exportKinds.filter((each) =>
                each === kind ? isChecked : kinds.includes(each),
              ),
            })
          }
        />
      ))}
    </fieldset>
  )
}

function UnitScope({ choice, onChange, format }: PartProps & { readonly format: Format }) {
  return (
    <div>
      <span className="label">{text.unit}</span>
      <Segmented
        label={text.unit}
        options={format.offsetUnits.map((value) => ({ value, label: text.unitNames[value] }))}
        value={choice.offsetUnit ?? format.offsetUnits.find((unit) => unit === format.offsetUnit)}
        onChange={(offsetUnit) => onChange({ ...choice, offsetUnit })}
      />
    </div>
  )
}

const fieldGroups = ['document', 'annotation'] as const

/** Fields stay unless one says so: folded away, with what is left out beside the word. */
function FieldScope({ choice, onChange }: PartProps) {
  const { without } = choice
  const toggle = (field: ExportField, isKept: boolean) =>
    onChange({
      ...choice,
      without: isKept ? without.filter((each) => each !== field) : [...without, field],
    })
  return (
    <details className="ds__fields">
      <summary>
        {text.fields.title}
        <span className="muted">{text.fields.told(without.length)}</span>
      </summary>
      <div className="ds__fieldlists">
        {fieldGroups.map((group) => (
          <fieldset key={group}>
            <legend className="label">{text.fields.groups[group]}</legend>
            {exportFields[group].map((field) => (
              <Checkbox
                key={field}
                label={text.fields.names[field]}
                {...(field === 'authors' ? { hint: text.fields.authorsHint } : {})}
                checked={!without.includes(field)}
                onChange={(isKept) => toggle(field, isKept)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </details>
  )
}
