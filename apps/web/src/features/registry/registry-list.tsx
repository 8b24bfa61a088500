import { type LabelId, labelsOfSlot, type RecordId } from '@parallax/domain'
import { useVirtualizer } from '@tanstack/react-virtual'
import { FileText } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { Select } from '../../components/ui/select.tsx'
import { EmptyState, SkeletonRows } from '../../components/ui/states.tsx'
import { useDebounced } from '../../components/use-debounced.ts'
import { isPlainKey, useWindowKeys } from '../../components/window-keys.ts'
import type { ListRow, RegistryKind } from './list-rows.ts'
import { typeOf, useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { type FoundRows, useFoundRows } from './use-found-rows.ts'

const text = registryText.list
const TYPING_PAUSE_MS = 200
const ANY_TYPE = 'any'

/** The list at the side: found by the server, moved through with the arrows or J and K. */
export function RegistryList({ place }: { readonly place: RegistryPlace }) {
  const { kind } = place
  const [search, setSearch] = useState('')
  const [type, setType] = useState<LabelId | null>(null)
  const query = useDebounced(search.trim(), TYPING_PAUSE_MS)
  const found = useFoundRows({ kind, query, type })
  return (
    <aside className="rg__list" aria-label={text.label[kind]}>
      <SearchField
        label={text.find[kind]}
        placeholder={text.placeholder[kind]}
        value={search}
        onChange={setSearch}
      />
      {kind === 'entity' && <TypeFilter value={type} onChange={setType} />}
      <p className="rg__cols" aria-hidden="true">
        <span className="grow">{text.name[kind]}</span>
        <span>{text.places}</span>
        <FileText className="icon icon--sm" />
      </p>
      <ListBody
        found={found}
        place={place}
        isFiltered={query !== '' || type !== null}
        onClear={() => {
          setSearch('')
          setType(null)
        }}
      />
    </aside>
  )
}

type TypeFilterProps = {
  readonly value: LabelId | null
  readonly onChange: (type: LabelId | null) => void
}

function TypeFilter({ value, onChange }: TypeFilterProps) {
  const { codebook } = useTools()
  const types = codebook ? labelsOfSlot(codebook, 'entityType') : []
  const options = [
    { value: ANY_TYPE, label: text.anyType },
    ...types.map(({ id, name }) => ({ value: id as string, label: name })),
  ]
  return (
    <Select
      label={text.typeFilter}
      className="rg__filter"
      options={options}
      value={value ?? ANY_TYPE}
      onChange={(chosen) => onChange(types.find(({ id }) => id === chosen)?.id ?? null)}
    />
  )
}

type ListBodyProps = {
  readonly found: FoundRows
  readonly place: RegistryPlace
  readonly isFiltered: boolean
  readonly onClear: () => void
}

function ListBody({ found, place, isFiltered, onClear }: ListBodyProps) {
  const { kind } = place
  const { empty } = registryText
  if (found.state === 'failed')
    return <FailedState title={text.failed} reason={found.reason} onRetry={found.retry} />
  if (found.state === 'loading') return <SkeletonRows label={text.loading} rows={8} />
  if (found.rows.length > 0) return <Rows found={found} place={place} />
  if (!isFiltered) return <p className="rg__none">{empty[kind].title}</p>
  return (
    <EmptyState
      title={empty.noMatch}
      text={empty.noMatchText[kind]}
      actions={<Button onClick={onClear}>{empty.clear}</Button>}
    />
  )
}

const ROW_PX = { entity: 48, proposition: 68 } as const

function Rows({ found, place }: { readonly found: FoundRows; readonly place: RegistryPlace }) {
  const { rows, hasMore, askMore } = found
  const { kind, id, go } = place
  const scroller = useRef<HTMLDivElement>(null)
  const at = rows.findIndex((row) => row.id === id)
  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX[kind],
    overscan: 8,
    getItemKey: (index) => rows[index]?.id ?? 'more',
    onChange: ({ range }) => {
      if (range && range.endIndex >= rows.length - 1) askMore()
    },
  })
  useEffect(() => {
    // The list box: what the address opens is scrolled to, once it is among the rows.
    if (at >= 0) virtual.scrollToIndex(at)
  }, [at, virtual])
  const choose = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (!row) return
    go({ kind, id: row.id })
  }
  useWindowKeys((event) => {
    if (!isPlainKey(event) || !(event.key in steps)) return false
    choose(at + (steps[event.key] ?? 0))
    return true
  })
  return (
    <div
      ref={scroller}
      className="rg__items"
      role="listbox"
      tabIndex={0}
      aria-label={text.label[kind]}
      aria-activedescendant={at >= 0 ? optionId(rows[at]?.id) : undefined}
      onKeyDown={(event) => onListKey(event, { at, last: rows.length - 1, choose })}
    >
      <div className="rg__all" style={{ blockSize: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map(({ index, key, start, size }) => (
          <div
            key={key}
            className="rg__slot"
            style={{ transform: `translateY(${start}px)`, blockSize: `${size}px` }}
          >
            <Row row={rows[index]} kind={kind} isOpen={index === at} onOpen={() => choose(index)} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** What J and K do anywhere on the screen. */
const steps: Readonly<Record<string, number>> = { j: 1, k: -1 }

type Moves = {
  readonly at: number
  readonly last: number
  readonly choose: (index: number) => void
}

function onListKey(event: KeyboardEvent, { at, last, choose }: Moves): void {
  const goals: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: last,
  }
  const goal = goals[event.key]
  if (goal === undefined) return
  event.preventDefault()
  choose(goal)
}

function optionId(id: RecordId | undefined): string | undefined {
  return id === undefined ? undefined : `row-${id}`
}

type RowProps = {
  readonly row: ListRow | undefined
  readonly kind: RegistryKind
  readonly isOpen: boolean
  readonly onOpen: () => void
}

function Row({ row, kind, isOpen, onOpen }: RowProps) {
  const tools = useTools()
  if (!row) return <p className="en muted">{text.more}</p>
  const type = row.type === null ? undefined : typeOf(tools, row.type as LabelId) // an entity's type
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box moves through its options by key
    // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus and names the option
    <div id={optionId(row.id)} className="en" role="option" aria-selected={isOpen} onClick={onOpen}>
      {type && <LabelDot colour={type.colour} />}
      <span className="grow">
        <span className={kind === 'entity' ? 'serif clip' : 'serif en__statement'}>
          {row.title}
        </span>
        {type && <small>{type.name}</small>}
      </span>
      <Count count={row.mentions} name={text.places} />
      <Count count={row.documents} name={text.documents} isMuted />
    </div>
  )
}

type CountProps = {
  readonly count: number | null
  readonly name: string
  readonly isMuted?: boolean
}

function Count({ count, name, isMuted = false }: CountProps) {
  return (
    <span className={isMuted ? 'num muted' : 'num'}>
      {count ?? (isMuted ? '' : text.isNew)}
      {count !== null && <span className="sr-only"> {name}</span>}
    </span>
  )
}
