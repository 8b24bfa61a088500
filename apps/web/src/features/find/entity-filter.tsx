import {
  type EntityId,
  entityIdSchema,
  labelsOfSlot,
  latestCodebook,
  liveRecord,
} from '@parallax/domain'
import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { entitiesByName } from '../../components/entities-by-name.ts'
import type { ComboboxOption } from '../../components/ui/combobox.tsx'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { useCodebookStream, useRegistry } from '../../sync/project-provider.tsx'
import { findText as text } from './find-text.ts'

const ComboboxList = lazy(async () => ({
  default: (await import('../../components/ui/combobox-list.tsx')).ComboboxList,
}))

const shownAtMost = 50
const none = 'none'

export type EntityFilterProps = {
  readonly entity: EntityId | null
  readonly onChange: (entity: EntityId | null) => void
}

/** Which entity the records over a hit must be about, found by typing its name. */
export function EntityFilter({ entity, onChange }: EntityFilterProps) {
  const [isOpen, setIsOpen] = useState(false)
  const registry = useRegistry()
  const name = entity && (liveRecord(registry, 'entity', entity)?.data.name ?? text.goneEntity)
  return (
    <Popover
      label={text.entity}
      className="menu combo"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className="field field--pick" aria-label={text.entityIs(name)}>
          <span className="grow clip">{name ?? text.anyEntity}</span>
          <ChevronDown className="icon icon--sm" />
        </button>
      }
    >
      <Suspense fallback={<Spinner />}>
        <EntityList entity={entity} onChange={onChange} onDone={() => setIsOpen(false)} />
      </Suspense>
    </Popover>
  )
}

function EntityList({
  entity,
  onChange,
  onDone,
}: EntityFilterProps & { readonly onDone: () => void }) {
  const [words, setWords] = useState('')
  const all = useEntities()
  const wanted = words.trim().toLocaleLowerCase()
  const found = all.filter(({ names }) => names.includes(wanted)).slice(0, shownAtMost)
  const any = wanted === '' ? [{ value: none, label: text.anyEntity }] : []
  return (
    <ComboboxList
      label={text.entity}
      options={[...any, ...found.map(({ option }) => option)]}
      value={entity ?? none}
      onSearch={setWords}
      onChange={(id) => onChange(id === none ? null : entityIdSchema.parse(id))}
      onDone={onDone}
    />
  )
}

type Listed = { readonly option: ComboboxOption; readonly names: string }

/** Every entity by name, with all its names as they are looked for. */
function useEntities(): readonly Listed[] {
  const registry = useRegistry()
  const codebook = latestCodebook(useCodebookStream())
  return useMemo(() => {
    const types = new Map(
      codebook ? labelsOfSlot(codebook, 'entityType').map((label) => [label.id, label]) : [],
    )
    return entitiesByName(registry).map(({ id, data }) => {
      const type = types.get(data.type)
      const names = [data.name, ...Object.keys(data.aliases)].join('\n').toLocaleLowerCase()
      const hint = type ? { hint: type.name } : {}
      const mark = markOf(type?.colour)
      return { names, option: { value: id, label: data.name, mark, ...hint } }
    })
  }, [registry, codebook])
}

function markOf(colour = 12) {
  return <LabelDot colour={colour} />
}
