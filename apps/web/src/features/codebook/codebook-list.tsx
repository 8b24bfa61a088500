import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { cn } from '../../components/cn.ts'
import { Button } from '../../components/ui/button.tsx'
import { Kbd } from '../../components/ui/kbd.tsx'
import { ColourSwatch } from '../../components/ui/label-colour.tsx'
import { Glyph } from '../../components/ui/record-marks.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { isPlainKey, useWindowKeys } from '../../components/window-keys.ts'
import { type CodebookTools, isChanged, useTools } from './codebook-context.ts'
import { type KindName, liveOf, type OutlineGroup, type OutlineItem } from './codebook-outline.ts'
import type { CodebookPlace } from './codebook-place.ts'
import { codebookText } from './codebook-text.ts'
import { CreateDialog } from './create-dialog.tsx'

const text = codebookText.list

export type CodebookListProps = {
  readonly outline: readonly OutlineGroup[]
  /** The key of the page that is open. */
  readonly shown: string
  readonly place: CodebookPlace
}

/** Labels by their sets, then the built-in kinds with their scales. */
export function CodebookList({ outline, shown, place }: CodebookListProps) {
  const { isOwner } = useTools()
  const [search, setSearch] = useState('')
  const [isMaking, setIsMaking] = useState(false)
  const groups = filtered(outline, search)
  const all = groups.flatMap(({ items }) => items)
  useWindowKeys((event) => {
    const step = { j: 1, k: -1 }[event.key]
    if (step === undefined || !isPlainKey(event)) return false
    const next = all[all.findIndex(({ key }) => key === shown) + step]
    if (next) place.go(next.key)
    return true
  })
  return (
    <aside className="cb__list" aria-label={text.label}>
      <SearchField label={text.find} placeholder={text.find} value={search} onChange={setSearch} />
      {groups.map((group) => (
        <Group key={group.key} group={group} shown={shown} place={place} />
      ))}
      {all.length === 0 && (
        <p className="cb__none">
          {text.noMatch}.{' '}
          <button type="button" className="link" onClick={() => setSearch('')}>
            {text.clear}
          </button>
        </p>
      )}
      {isOwner && (
        <Button look="ghost" size="sm" onClick={() => setIsMaking(true)}>
          <Plus className="icon icon--sm" />
          {text.newOne}
        </Button>
      )}
      {isMaking && <CreateDialog shown={shown} place={place} onClose={() => setIsMaking(false)} />}
    </aside>
  )
}

function filtered(outline: readonly OutlineGroup[], search: string): readonly OutlineGroup[] {
  const wanted = search.trim().toLocaleLowerCase()
  if (wanted === '') return outline
  return outline
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => itemName(item).toLocaleLowerCase().includes(wanted)),
    }))
    .filter(({ items }) => items.length > 0)
}

/** What a page is called. */
export function itemName(item: OutlineItem): string {
  if (item.page === 'label') return item.label.data.name
  if (item.page === 'kind') return codebookText.kinds[item.kind]
  if (item.page === 'scale') return codebookText.scale.title
  return codebookText.scales[item.field]?.name ?? item.field
}

type GroupProps = Omit<CodebookListProps, 'outline'> & { readonly group: OutlineGroup }

function Group({ group, shown, place }: GroupProps) {
  const { set, name, items } = group
  const tools = useTools()
  return (
    <>
      <h2 className="cb__h">
        {set ? (
          <button
            type="button"
            className="cb__set"
            aria-current={shown === set.id}
            aria-label={text.edit(set.data.name)}
            onClick={() => place.go(set.id)}
          >
            {set.data.name}
            <ChangedDot tools={tools} id={set.id} />
          </button>
        ) : (
          name && text[name]
        )}
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <button
              type="button"
              className={cn('lab', isSub(item) && 'lab--sub')}
              aria-current={shown === item.key}
              onClick={() => place.go(item.key)}
            >
              <ItemMark item={item} />
              <span className={cn('clip', isDeprecated(item) && 'lab__gone')}>
                {itemName(item)}
              </span>
              {isDeprecated(item) && <span className="sr-only">, {text.deprecated}</span>}
              <ItemDot tools={tools} item={item} />
              <ItemEnd item={item} />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function isSub(item: OutlineItem): boolean {
  if (item.page === 'label') return item.isSub
  return item.page !== 'kind'
}

function isDeprecated(item: OutlineItem): boolean {
  return item.page === 'label' && item.label.data.deprecated
}

const glyphs: { readonly [Kind in KindName]: ReactNode } = {
  mention: <Glyph kind="mention" />,
  claim: <Glyph kind="claim" />,
  stance: <Glyph kind="stance" />,
  relation: <Glyph kind="relation" />,
  documentLabel: <Glyph kind="document-label" />,
}

function ItemMark({ item }: { readonly item: OutlineItem }) {
  if (item.page === 'label') return <ColourSwatch colour={item.label.data.colour} />
  return item.page === 'kind' ? glyphs[item.kind] : null
}

type DotProps = { readonly tools: CodebookTools; readonly id: string }

function ChangedDot({ tools, id }: DotProps) {
  if (!isChanged(tools, id)) return null
  return (
    <>
      <i className="is-edited" title={text.changed} aria-hidden="true" />
      <span className="sr-only">, {text.changed}</span>
    </>
  )
}

function ItemDot({ tools, item }: { readonly tools: CodebookTools; readonly item: OutlineItem }) {
  const changed = recordsBehind(tools, item).find((id) => isChanged(tools, id))
  return changed === undefined ? null : <ChangedDot tools={tools} id={changed} />
}

/** The records that a page edits. */
function recordsBehind({ stream }: CodebookTools, item: OutlineItem): readonly string[] {
  if (item.page === 'label') return [item.label.id]
  if (item.page === 'scale')
    return [
      ...liveOf(stream, 'scale'),
      ...liveOf(stream, 'guideline').filter(({ data }) => data.field === 'value'),
    ].map(({ id }) => id)
  if (item.page === 'field')
    return liveOf(stream, 'guideline')
      .filter(({ data }) => data.field === item.field)
      .map(({ id }) => id)
  return [...liveOf(stream, 'attribute'), ...liveOf(stream, 'annotatable')]
    .filter(({ data }) => data.on === item.kind)
    .map(({ id }) => id)
}

function ItemEnd({ item }: { readonly item: OutlineItem }) {
  const { stream } = useTools()
  if (item.page === 'field') return <span className="count">{item.values}</span>
  if (item.page === 'scale') {
    const scale = liveOf(stream, 'scale')[0]?.data
    return scale ? <span className="count">{text.scaleRange(scale.min, scale.max)}</span> : null
  }
  const key = item.page === 'label' ? item.label.data.key : kindKeys[item.kind]
  return key ? <Kbd>{key.toUpperCase()}</Kbd> : null
}

const kindKeys: { readonly [Kind in KindName]: string | null } = {
  mention: null,
  claim: 'C',
  stance: 'S',
  relation: 'R',
  documentLabel: null,
}
