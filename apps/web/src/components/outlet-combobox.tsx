import { type EntityId, entityIdSchema, isLive, type RecordOf, recordsOf } from '@parallax/domain'
import { useState } from 'react'
import { useRegistry, useSession } from '../sync/project-provider.tsx'
import { chooseOutlet, type OutletChoice, outletType } from './outlet.ts'
import { Combobox } from './ui/combobox.tsx'

const SHOWN_AT_MOST = 50

export type OutletComboboxProps = {
  readonly value: EntityId | undefined
  /** Also called for a new one; its `drafts` must be performed before it is pointed at. */
  readonly onChoose: (outlet: OutletChoice, name: string) => void
  /** The name of a new outlet that was chosen and is not made yet. */
  readonly newName?: string | undefined
  readonly label?: string
  readonly placeholder: string
  readonly className?: string
}

/** Finds the outlet of a document among the entities, or names a new one. */
export function OutletCombobox(props: OutletComboboxProps) {
  const { value, onChoose, newName, label, placeholder, className } = props
  const session = useSession()
  const [search, setSearch] = useState('')
  const fresh = value !== undefined && newName !== undefined ? [{ value, label: newName }] : []
  const found = useOutletOptions(search, value)
  return (
    <Combobox
      options={[...fresh, ...found]}
      value={value}
      placeholder={placeholder}
      onSearch={setSearch}
      onChange={(id) => {
        const name = found.find((option) => option.value === id)?.label
        if (name !== undefined) onChoose({ id: entityIdSchema.parse(id), drafts: [] }, name)
      }}
      onCreate={(name) => {
        const choice = chooseOutlet(session, name)
        if (choice) onChoose(choice, name)
      }}
      {...(label === undefined ? {} : { label })}
      {...(className === undefined ? {} : { className })}
    />
  )
}

type Option = { readonly value: string; readonly label: string }

/** Entities that fit what is typed, the chosen one and organisations first. */
function useOutletOptions(search: string, value: EntityId | undefined): readonly Option[] {
  const session = useSession()
  const registry = useRegistry()
  const wanted = search.trim().toLocaleLowerCase()
  const type = outletType(session)
  const rank = ({ id, data }: RecordOf<'entity'>) => (id === value ? 0 : data.type === type ? 1 : 2)
  return [...recordsOf(registry, 'entity')]
    .filter((entity) => isLive(entity) && entity.data.redirect === null)
    .filter(({ id, data }) => id === value || data.name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || a.data.name.localeCompare(b.data.name))
    .slice(0, SHOWN_AT_MOST)
    .map(({ id, data }) => ({ value: id, label: data.name }))
}
