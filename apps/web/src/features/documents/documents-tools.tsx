import { Archive } from 'lucide-react'
import { useRef } from 'react'
import { SearchField } from '../../components/ui/search-field.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { documentsText } from './documents-text.ts'
import type { ListQuery, StatusFilter } from './list-query.ts'
import { OutletFilter } from './outlet-filter.tsx'

const text = documentsText.filters
const ASK_AFTER_MS = 200

const statusOptions: readonly { readonly value: StatusFilter; readonly label: string }[] = [
  { value: 'all', label: text.all },
  { value: 'todo', label: documentsText.statuses.todo },
  { value: 'in-progress', label: documentsText.statuses['in-progress'] },
  { value: 'submitted', label: documentsText.statuses.submitted },
]

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
      <Segmented
        label={text.status}
        options={statusOptions}
        value={query.status}
        onChange={(status) => onChange({ status })}
      />
    </div>
  )
}
