import { type EntityId, entityName, type RecordOf, resolvedEntity } from '@parallax/domain'
import { X } from 'lucide-react'
import { IconButton } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { AliasField } from './alias-field.tsx'
import { DashButton } from './dash-button.tsx'
import { Fact } from './fact.tsx'
import { findEntities } from './find-records.ts'
import { NoteFact } from './note-fact.tsx'
import { RecordPicker } from './record-picker.tsx'
import { type RegistryTools, setArgs, typeOf, useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { asEntityId } from './same-names.ts'
import { WikidataField } from './wikidata-field.tsx'

const text = registryText.entity

export type EntityFactsProps = {
  readonly record: RecordOf<'entity'>
  readonly place: RegistryPlace
}

/** What is known of an entity, a line each. */
export function EntityFacts({ record, place }: EntityFactsProps) {
  const { mayWrite, act } = useTools()
  const { id, data } = record
  return (
    <dl className="rg__facts">
      <Fact name={text.aliases}>
        <AliasField record={record} />
      </Fact>
      <Fact name={text.partOf}>
        <PartOf record={record} place={place} />
      </Fact>
      {mayWrite && (
        <Fact name={text.group}>
          <Checkbox
            label={text.isGroup}
            checked={data.collective}
            isDisabled={data.members.length > 0}
            onChange={(isGroup) => act('registry.set', setArgs(id, 'collective', isGroup))}
          />
          {!data.collective && <span className="muted">{text.isGroupHint}</span>}
          {data.members.length > 0 && <span className="muted">{text.isGroupKept}</span>}
        </Fact>
      )}
      {data.collective && (
        <Fact name={text.members}>
          <Members record={record} place={place} />
        </Fact>
      )}
      <Fact name={text.elsewhere}>
        <WikidataField record={record} />
      </Fact>
      <NoteFact record={record} />
    </dl>
  )
}

/** Options of a picker: entities with the dot and name of their type. */
function entityOptions(tools: RegistryTools, words: string, except: readonly EntityId[]) {
  return findEntities(tools.registry, words, { except }).map(({ id, data }) => {
    const type = typeOf(tools, data.type)
    return {
      value: id as string,
      label: data.name,
      hint: type.name,
      mark: <LabelDot colour={type.colour} />,
    }
  })
}

function PartOf({ record, place }: EntityFactsProps) {
  const tools = useTools()
  const { id, data } = record
  const write = (next: string | null) => tools.act('registry.set', setArgs(id, 'partOf', next))
  if (data.partOf !== null)
    return (
      <>
        <EntityLink id={data.partOf} place={place} />
        {tools.mayWrite && (
          <IconButton size="sm" label={text.clearPart} onClick={() => write(null)}>
            <X className="icon icon--sm" />
          </IconButton>
        )}
      </>
    )
  if (!tools.mayWrite) return <span className="muted">{text.nothing}</span>
  return (
    <RecordPicker
      label={text.choosePart}
      emptyText={registryText.empty.noMatch}
      trigger={<DashButton>{text.choosePart}</DashButton>}
      find={(words) => entityOptions(tools, words, [asEntityId(id)])}
      onPick={write}
    />
  )
}

type EntityLinkProps = { readonly id: EntityId; readonly place: RegistryPlace }

function EntityLink({ id, place }: EntityLinkProps) {
  const tools = useTools()
  const entity = resolvedEntity(tools.registry, id)
  const type = entity && typeOf(tools, entity.data.type)
  return (
    <button
      type="button"
      className="rg__link"
      onClick={() => place.go({ kind: 'entity', id: entity?.id ?? id })}
    >
      {type && <LabelDot colour={type.colour} />}
      <span className="link">{entity?.data.name ?? registryText.empty.gone}</span>
    </button>
  )
}

function Members({ record, place }: EntityFactsProps) {
  const tools = useTools()
  const { id, data } = record
  const { members } = data
  const write = (next: readonly string[]) => tools.act('registry.set', setArgs(id, 'members', next))
  return (
    <>
      {members.map((member) =>
        tools.mayWrite ? (
          <Tag
            key={member}
            look="plain"
            removal={{
              name: entityName(tools.registry, member) ?? '',
              onRemove: () => write(members.filter((each) => each !== member)),
            }}
          >
            {entityName(tools.registry, member)}
          </Tag>
        ) : (
          <EntityLink key={member} id={member} place={place} />
        ),
      )}
      {tools.mayWrite && (
        <RecordPicker
          label={text.chooseMember}
          emptyText={registryText.empty.noMatch}
          trigger={<DashButton>{text.addMember}</DashButton>}
          find={(words) => entityOptions(tools, words, [asEntityId(id), ...members])}
          onPick={(member) => write([...members, member])}
        />
      )}
    </>
  )
}
