import type { RecordOf } from '@parallax/domain'
import { type KeyboardEvent, useState } from 'react'
import { Tag } from '../../components/ui/tag.tsx'
import { DashButton } from './dash-button.tsx'
import { useTools } from './registry-context.ts'
import { registryText } from './registry-text.ts'

const text = registryText.entity

/** Other names, each a pill with a cross, and a place to write one more. */
export function AliasField({ record }: { readonly record: RecordOf<'entity'> }) {
  const { act, mayWrite } = useTools()
  const aliases = Object.keys(record.data.aliases).sort()
  const set = (alias: string, present: boolean) =>
    act('alias.set', { entity: record.id, alias, present })
  if (aliases.length === 0 && !mayWrite) return <span className="muted">{text.nothing}</span>
  return (
    <>
      {aliases.map((alias) =>
        mayWrite ? (
          <Tag
            key={alias}
            look="plain"
            removal={{ name: alias, onRemove: () => set(alias, false) }}
          >
            {alias}
          </Tag>
        ) : (
          <Tag key={alias} look="plain">
            {alias}
          </Tag>
        ),
      )}
      {mayWrite && <NewAlias onAdd={(alias) => set(alias, true)} />}
    </>
  )
}

function NewAlias({ onAdd }: { readonly onAdd: (alias: string) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const take = (written: string) => {
    const alias = written.trim()
    if (alias !== '') onAdd(alias)
  }
  if (!isOpen) return <DashButton onClick={() => setIsOpen(true)}>{text.addAlias}</DashButton>
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      take(event.currentTarget.value)
      event.currentTarget.value = ''
    }
    if (event.key === 'Escape') {
      event.currentTarget.value = ''
      setIsOpen(false)
    }
  }
  return (
    <span className="tag tag--dash rg__new">
      <input
        ref={focusIt}
        aria-label={text.newAlias}
        placeholder={text.newAlias}
        maxLength={300}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          take(event.currentTarget.value)
          setIsOpen(false)
        }}
      />
    </span>
  )
}

/** Whoever asked for the field writes in it at once. */
function focusIt(field: HTMLInputElement | null): void {
  field?.focus()
}
