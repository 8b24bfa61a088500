import type { EntityId, LabelId, LayerRecord, RecordOf } from '@parallax/domain'
import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { PickList, type PickOption } from '../../components/ui/pick-list.tsx'
import { useAnnotation } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import type { Annotation } from './annotation.ts'
import { offeredLabels } from './offered-labels.ts'
import { type LinkedWords, proposeEntities } from './proposals/propose-entity.ts'
import { quoted } from './record-words.ts'

export type EntityListProps = {
  /** The words that the entity is looked for by, until something is typed. */
  readonly words: string
  /** The type that a new one gets, and that is offered first; none shows a choice of types. */
  readonly label: LabelId | null
  readonly onPick: (entity: EntityId) => void
  readonly onCreate: (name: string, type: LabelId) => void
  readonly onCancel: () => void
}

/** Entities to choose from, best first: Enter takes the first, typing filters or names a new one. */
export function EntityList({ words, label, onPick, onCreate, onCancel }: EntityListProps) {
  const { annotation } = useAnnotation()
  const { registry, codebook } = annotation
  const [typed, setTyped] = useState('')
  const here = useMemo(() => linkedWords(annotation), [annotation])
  const sought = typed.trim() || words
  const found = proposeEntities(registry, sought, { here, label })
  const isSure = found[0] !== undefined && found[0].why !== 'similar'
  const type = label ?? offeredLabels(codebook, 'entityType')[0]?.id
  const create: PickOption[] =
    type && sought
      ? [
          {
            id: 'create',
            run: () => onCreate(sought, type),
            content: <NewLine name={sought} type={codebook.labels.get(type)?.name} />,
          },
        ]
      : []
  const known = found.map(({ entity }) => ({
    id: entity.id,
    run: () => onPick(entity.id as EntityId), // an entity's record id is its entity id
    content: <EntityLine entity={entity} />,
  }))
  return (
    <PickList
      label={annotateText.chooseEntity}
      typed={typed}
      onType={setTyped}
      options={isSure ? [...known, ...create] : [...create, ...known]}
      onKey={(event) => {
        if (event.key !== 'Escape') return false
        event.preventDefault()
        event.stopPropagation()
        onCancel()
        return true
      }}
    />
  )
}

function NewLine({ name, type }: { readonly name: string; readonly type: string | undefined }) {
  return (
    <>
      <Plus className="icon icon--sm" />
      <span className="grow clip">{annotateText.newEntity(name)}</span>
      <small className="muted">{type}</small>
    </>
  )
}

function EntityLine({ entity }: { readonly entity: RecordOf<'entity'> }) {
  const { annotation } = useAnnotation()
  const type = annotation.codebook.labels.get(entity.data.type)
  return (
    <>
      <LabelDot colour={type?.colour ?? 12} />
      <span className="grow clip serif">{entity.data.name}</span>
      <small className="muted">{type?.name}</small>
    </>
  )
}

/** What each record reads, looked up once: a record that changes is another one. */
const wordsOfRecord = new WeakMap<LayerRecord, string>()

function linkedWords({ model, text }: Pick<Annotation, 'model' | 'text'>): LinkedWords[] {
  return Array.from(model.linkedMentions(), (mention) => {
    const words = wordsOfRecord.get(mention) ?? quoted(mention, { text })
    wordsOfRecord.set(mention, words)
    return { words, entity: mention.data.entity }
  })
}
