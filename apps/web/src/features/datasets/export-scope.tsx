import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { ChooseDocumentsDialog } from './choose-documents-dialog.tsx'
import { type ExportChoice, exportKinds, type LayerOwner, withPerson } from './export-choice.ts'
import { exportText as text } from './export-text.ts'

type PartProps = {
  readonly choice: ExportChoice
  readonly onChange: (choice: ExportChoice) => void
}

export type ExportScopeProps = PartProps & {
  /** Whose layers one may choose from; `undefined` while nobody has asked. */
  readonly owners: readonly LayerOwner[] | undefined
  readonly hasKinds: boolean
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
export function ExportScope({ choice, owners, onChange, hasKinds }: ExportScopeProps) {
  return (
    <div className="ds__scope">
      <LayerScope choice={choice} owners={owners} onChange={onChange} />
      <DocumentScope choice={choice} onChange={onChange} />
      {hasKinds && <KindScope choice={choice} onChange={onChange} />}
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
