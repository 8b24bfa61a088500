import { Archive } from 'lucide-react'
import { useRef } from 'react'
import { OutletFilter } from '../../components/document-filters/outlet-filter.tsx'
import { StatusFilter } from '../../components/document-filters/status-filter.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { documentsText } from './documents-text.ts'
import type { ListQuery } from './list-query.ts'

const text = documentsText.filters
const ASK_AFTER_MS = 200

export type DocumentsToolsProps = {
  readonly query: ListQuery
  readonly onChange: (change: Partial<ListQuery>) => void
  /** What stands in the search field; the query follows when one stops typing. */
  readonly typed: string
  readonly onType: (typed: string) => void
}

/** What narrows the list: words, an outlet, a status, the retired ones. */
export function DocumentsTools({ query, onChange, typed, onType }: DocumentsToolsProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  return (
    <div className="tools">
      <SearchField
        className="docs__find"
        label={documentsText.search}
        placeholder={documentsText.searchPlaceholder}
        value={typed}
        onChange={(next) => {
          onType(next)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => onChange({ search: next.trim() }), ASK_AFTER_MS)
        }}
      />
      <OutletFilter outlet={query.outlet} onChange={(outlet) => onChange({ outlet })} />
      <button
        type="button"
        className={query.retired ? 'filter is-set' : 'filter'}
        aria-pressed={query.retired}
        onClick={() => onChange({ retired: !query.retired })}
      >
        <Archive className="icon icon--sm" />
        {text.retired}
      </button>
      <span className="grow max-md:hidden" />
      <StatusFilter status={query.status} onChange={(status) => onChange({ status })} />
    </div>
  )
}
