import { type LabelId, labelsOfSlot, type RecordOf } from '@parallax/domain'
import { EditableText } from '../../components/editable-text.tsx'
import { ColourSwatch } from '../../components/ui/label-colour.tsx'
import { Select } from '../../components/ui/select.tsx'
import { EntityFacts } from './entity-facts.tsx'
import { PageActions } from './page-actions.tsx'
import { setArgs, typeOf, useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'

const text = registryText.entity

export type EntityPageProps = {
  readonly record: RecordOf<'entity'>
  readonly place: RegistryPlace
  readonly onMerge: () => void
}

/** An entity: what it is called, of which type it is, what it belongs to. */
export function EntityPage({ record, place, onMerge }: EntityPageProps) {
  const tools = useTools()
  const { id, data } = record
  return (
    <>
      <header className="rg__title">
        <ColourSwatch colour={typeOf(tools, data.type).colour} size="lg" />
        <div className="grow">
          <h2>
            <EditableText
              label={text.name}
              className="rg__name"
              value={data.name}
              maxLength={300}
              isReadOnly={!tools.mayWrite}
              onWrite={(name) => tools.act('registry.set', setArgs(id, 'name', name))}
            />
          </h2>
          <TypeSelect record={record} />
        </div>
        <PageActions record={record} name={data.name} place={place} onMerge={onMerge} />
      </header>
      <EntityFacts record={record} place={place} />
    </>
  )
}

function TypeSelect({ record }: { readonly record: RecordOf<'entity'> }) {
  const tools = useTools()
  const { codebook, mayWrite, act } = tools
  const { type } = record.data
  const types = codebook ? labelsOfSlot(codebook, 'entityType') : []
  const offered = types.filter(({ id, deprecated }) => !deprecated || id === type)
  const known = offered.map(({ id, name }) => ({ value: id, label: name }))
  const options = known.some(({ value }) => value === type)
    ? known
    : [...known, { value: type, label: typeOf(tools, type).name }]
  if (!mayWrite) return <p className="soft">{typeOf(tools, type).name}</p>
  return (
    <Select<LabelId>
      label={text.type}
      className="rg__type"
      options={options}
      value={type}
      onChange={(next) => act('registry.set', setArgs(record.id, 'type', next))}
    />
  )
}
