import { type EntityId, type LabelId, resolvedEntity } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { type ReactNode, useState } from 'react'
import { lazily } from '../../../components/lazily.tsx'
import { LabelDot } from '../../../components/ui/label-colour.tsx'
import { Popover } from '../../../components/ui/popover.tsx'
import { Tag } from '../../../components/ui/tag.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { nameOf } from '../record-words.ts'

const EntityList = lazily(async () => (await import('../entity-list.tsx')).EntityList)

export type EntityPickerProps = {
  readonly trigger: ReactNode
  readonly label: string
  readonly words: string
  readonly type?: LabelId | null
  /** `before` makes the entity first, when it is a new one. */
  readonly onPick: (entity: EntityId, before: readonly Draft[]) => void
}

/** A button that opens the list of entities. */
export function EntityPicker({ trigger, label, words, type = null, onPick }: EntityPickerProps) {
  const { actions } = useAnnotation()
  const [isOpen, setIsOpen] = useState(false)
  const pick = (entity: EntityId, before: readonly Draft[]) => {
    setIsOpen(false)
    onPick(entity, before)
  }
  return (
    <Popover
      trigger={trigger}
      label={label}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      className="menu combo"
    >
      <EntityList
        words={words}
        label={type}
        onPick={(entity) => pick(entity, [])}
        onCreate={(name, newType) => {
          const { id, draft } = actions.entityDraft(name, newType)
          pick(id, [draft])
        }}
        onCancel={() => setIsOpen(false)}
      />
    </Popover>
  )
}

export type EntityTagsProps = {
  readonly ids: readonly EntityId[]
  readonly label: string
  readonly addLabel: string
  readonly words?: string
  readonly onChange: (ids: readonly EntityId[], before: readonly Draft[]) => void
}

/** Several entities in a row, each with a cross, and a button for one more. */
export function EntityTags({ ids, label, addLabel, words = '', onChange }: EntityTagsProps) {
  const { annotation } = useAnnotation()
  return (
    <fieldset className="topics" aria-label={label}>
      {ids.map((id) => (
        <EntityTag
          key={id}
          id={id}
          onRemove={() =>
            onChange(
              ids.filter((x) => x !== id),
              [],
            )
          }
        />
      ))}
      {annotation.canWrite && (
        <EntityPicker
          trigger={
            <button type="button" className="tag tag--dash" aria-label={addLabel}>
              +
            </button>
          }
          label={addLabel}
          words={words}
          onPick={(id, before) => onChange([...ids.filter((x) => x !== id), id], before)}
        />
      )}
    </fieldset>
  )
}

function EntityTag({ id, onRemove }: { readonly id: EntityId; readonly onRemove: () => void }) {
  const { annotation } = useAnnotation()
  const name = nameOf(id, annotation)
  return annotation.canWrite ? (
    <Tag look="plain" removal={{ name, onRemove }}>
      <EntityDot id={id} /> {name}
    </Tag>
  ) : (
    <Tag look="plain">{name}</Tag>
  )
}

/** The dot of an entity's type. */
export function EntityDot({ id }: { readonly id: EntityId }) {
  const { annotation } = useAnnotation()
  const { registry, codebook } = annotation
  const colour = entityColour(id, registry, codebook)
  return <LabelDot colour={colour} />
}

function entityColour(
  id: EntityId,
  registry: ReturnType<typeof useAnnotation>['annotation']['registry'],
  codebook: ReturnType<typeof useAnnotation>['annotation']['codebook'],
): number {
  const entity = resolvedEntity(registry, id)
  return (entity && codebook.labels.get(entity.data.type)?.colour) ?? 12
}
