import { type EntityId, entityIdSchema, liveRecord, type RecordOf } from '@parallax/domain'
import { ChevronsUpDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useRegistry, useSession } from '../sync/project-provider.tsx'
import { cn } from './cn.ts'
import { entitiesByName } from './entities-by-name.ts'
import { chooseOutlet, type OutletChoice, outletType } from './outlet.ts'
import { useField } from './ui/field.tsx'
import { Popover } from './ui/popover.tsx'
import { Spinner } from './ui/spinner.tsx'

const SHOWN_AT_MOST = 50

const ComboboxList = lazy(async () => ({
  default: (await import('./ui/combobox-list.tsx')).ComboboxList,
}))

export type OutletComboboxProps = {
  readonly value: EntityId | undefined
  /** Also called for a new one; its `drafts` must be performed before it is pointed at. */
  readonly onChoose: (outlet: OutletChoice, name: string) => void
  /** The name of a new outlet that was chosen and is not made yet. */
  readonly newName?: string | undefined
  /** Its name where no `Field` gives one. */
  readonly label?: string
  readonly placeholder: string
  readonly className?: string
}

/** Finds the outlet of a document among the entities, or names a new one. */
export function OutletCombobox(props: OutletComboboxProps) {
  const { value, newName, label, placeholder, className } = props
  const [isOpen, setIsOpen] = useState(false)
  const registry = useRegistry()
  const field = useField()
  const chosen = value && (newName ?? liveRecord(registry, 'entity', value)?.data.name)
  return (
    <Popover
      label={label ?? placeholder}
      className="menu combo"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button
          type="button"
          {...field}
          aria-label={label}
          className={cn('field field--pick', className)}
          data-placeholder={chosen === undefined ? '' : undefined}
        >
          <span className="grow">{chosen ?? placeholder}</span>
          <ChevronsUpDown className="icon icon--sm" />
        </button>
      }
    >
      <Suspense fallback={<Spinner />}>
        <OutletList {...props} onDone={() => setIsOpen(false)} />
      </Suspense>
    </Popover>
  )
}

type OutletListProps = OutletComboboxProps & { readonly onDone: () => void }

function OutletList({ value, onChoose, placeholder, onDone }: OutletListProps) {
  const session = useSession()
  const [search, setSearch] = useState('')
  const options = useOutletOptions(search)
  return (
    <ComboboxList
      label={placeholder}
      options={options}
      value={value}
      onSearch={setSearch}
      onDone={onDone}
      onChange={(id) => {
        const name = options.find((option) => option.value === id)?.label
        if (name !== undefined) onChoose({ id: entityIdSchema.parse(id), drafts: [] }, name)
      }}
      onCreate={(name) => {
        const choice = chooseOutlet(session, name)
        if (choice) onChoose(choice, name)
      }}
    />
  )
}

type Option = { readonly value: string; readonly label: string }

/** Entities that fit what is typed, organisations first. */
function useOutletOptions(search: string): readonly Option[] {
  const session = useSession()
  const registry = useRegistry()
  const wanted = search.trim().toLocaleLowerCase()
  const type = outletType(session)
  const rank = ({ data }: RecordOf<'entity'>) => (data.type === type ? 0 : 1)
  return entitiesByName(registry)
    .filter(({ data }) => data.name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN_AT_MOST)
    .map(({ id, data }) => ({ value: id, label: data.name }))
}
