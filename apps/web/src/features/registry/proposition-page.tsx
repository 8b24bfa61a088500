import { labelsOfSlot, lintsOfRecord, type RecordOf } from '@parallax/domain'
import { Lightbulb } from 'lucide-react'
import { EditableText } from '../../components/editable-text.tsx'
import { Menu, MenuItem } from '../../components/ui/menu.tsx'
import { Note } from '../../components/ui/states.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { asStatement } from './as-statement.ts'
import { DashButton } from './dash-button.tsx'
import { Fact } from './fact.tsx'
import { LinksField } from './links-field.tsx'
import { NoteFact } from './note-fact.tsx'
import { PageActions } from './page-actions.tsx'
import { setArgs, useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'

const text = registryText.proposition
const MOST_TOPICS = 3

export type PropositionPageProps = {
  readonly record: RecordOf<'proposition'>
  readonly place: RegistryPlace
  readonly onMerge: () => void
}

/** A proposition: its words, its topics, how it stands to others. */
export function PropositionPage({ record, place, onMerge }: PropositionPageProps) {
  const { act, mayWrite } = useTools()
  const { id, data } = record
  const isNegative = useIsNegative(record)
  return (
    <>
      <header className="rg__title">
        <h2 className="grow rg__statement">
          <EditableText
            label={text.statement}
            className="rg__name"
            value={data.statement}
            maxLength={300}
            isReadOnly={!mayWrite}
            onWrite={(words) => act('registry.set', setArgs(id, 'statement', asStatement(words)))}
          />
        </h2>
        <PageActions record={record} name={data.statement} place={place} onMerge={onMerge} />
      </header>
      {isNegative && (
        <div className="rg__hint">
          <Note icon={<Lightbulb className="icon icon--sm" />}>{text.negative}</Note>
        </div>
      )}
      <dl className="rg__facts">
        <Fact name={text.topics}>
          <Topics record={record} />
        </Fact>
        <Fact name={text.links}>
          <LinksField record={record} place={place} />
        </Fact>
        <NoteFact record={record} />
      </dl>
    </>
  )
}

function useIsNegative(record: RecordOf<'proposition'>): boolean {
  const { session, registry } = useTools()
  const context = session.store.context(session.registryId)
  return lintsOfRecord(record, registry, context).some(
    ({ code }) => code === 'statement-is-negative',
  )
}

function Topics({ record }: { readonly record: RecordOf<'proposition'> }) {
  const { codebook, mayWrite, act } = useTools()
  const { topics } = record.data
  const all = codebook ? labelsOfSlot(codebook, 'topic') : []
  const free = all.filter(({ id, deprecated }) => !deprecated && !topics.includes(id))
  const write = (next: readonly string[]) => act('registry.set', setArgs(record.id, 'topics', next))
  const nameOf = (id: string) => all.find((topic) => topic.id === id)?.name ?? ''
  if (all.length === 0) return <span className="muted">{text.noTopics}</span>
  return (
    <>
      {topics.map((id) => (
        <Tag
          key={id}
          look="plain"
          {...(mayWrite && {
            removal: {
              name: nameOf(id),
              onRemove: () => write(topics.filter((each) => each !== id)),
            },
          })}
        >
          {nameOf(id)}
        </Tag>
      ))}
      {mayWrite && topics.length < MOST_TOPICS && free.length > 0 && (
        <Menu trigger={<DashButton>{text.addTopic}</DashButton>}>
          {free.map(({ id, name, definition }) => (
            <MenuItem
              key={id}
              {...(definition !== '' && { hint: definition })}
              onSelect={() => write([...topics, id])}
            >
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  )
}
