import { type EntityId, entityIdSchema, liveRecord } from '@parallax/domain'
import { ChevronDown, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useRegistry, useSession } from '../../sync/project-provider.tsx'
import { entitiesByName } from '../entities-by-name.ts'
import { outletType } from '../outlet.ts'
import { Popover } from '../ui/popover.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { documentFiltersText as text } from './document-filters-text.ts'

const ComboboxList = lazy(async () => ({
  default: (await import('../ui/combobox-list.tsx')).ComboboxList,
}))

export type OutletFilterProps = {
  readonly outlet: EntityId | null
  readonly onChange: (outlet: EntityId | null) => void
}

/** Shows the documents of one outlet. */
export function OutletFilter({ outlet, onChange }: OutletFilterProps) {
  const [isOpen, setIsOpen] = useState(false)
  const registry = useRegistry()
  const chosen = outlet === null ? undefined : liveRecord(registry, 'entity', outlet)
  if (chosen)
    return (
      <button
        type="button"
        className="filter is-set"
        aria-label={text.clearOutlet(chosen.data.name)}
        onClick={() => onChange(null)}
      >
        {text.outlet} <b className="clip max-w-40">{chosen.data.name}</b>
        <X className="icon icon--sm" />
      </button>
    )
  return (
    <Popover
      label={text.outlet}
      className="menu combo"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className="filter">
          {text.outlet}
          <ChevronDown className="icon icon--sm" />
        </button>
      }
    >
      <Suspense fallback={<Spinner />}>
        <OutletList onChoose={onChange} onDone={() => setIsOpen(false)} />
      </Suspense>
    </Popover>
  )
}

type OutletListProps = {
  readonly onChoose: (outlet: EntityId) => void
  readonly onDone: () => void
}

function OutletList({ onChoose, onDone }: OutletListProps) {
  const session = useSession()
  const registry = useRegistry()
  const type = outletType(session)
  const options = entitiesByName(registry)
    .filter(({ data }) => data.type === type)
    .map(({ id, data }) => ({ value: String(id), label: data.name }))
  return (
    <ComboboxList
      label={text.outlet}
      options={options}
      value={undefined}
      onChange={(id) => onChoose(entityIdSchema.parse(id))}
      onDone={onDone}
    />
  )
}
