import { useRef } from 'react'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { type Sort, type SortDirection, SortHeader, Table } from '../../components/ui/table.tsx'
import { useDocumentKeys } from './document-keys.ts'
import { DocumentLine } from './document-line.tsx'
import type { DocumentRow } from './document-status.ts'
import { documentsText } from './documents-text.ts'
import { firstQuery, type SortKey } from './list-query.ts'

const text = documentsText.columns

export type DocumentsTableProps = {
  readonly rows: readonly DocumentRow[]
  readonly sort: Sort<SortKey>
  readonly onSort: (sort: Sort<SortKey>) => void
  readonly chosenIds: ReadonlySet<string>
  readonly onChoose: (ids: ReadonlySet<string>) => void
  readonly onEdit: (row: DocumentRow) => void
}

/** One line a document; on a small screen one card. */
export function DocumentsTable(props: DocumentsTableProps) {
  const { rows, chosenIds, onChoose, onEdit } = props
  const table = useRef<HTMLTableSectionElement>(null)
  const chooseAll = () => onChoose(new Set(rows.map(({ id }) => id)))
  const toggle = (id: string) => {
    const next = new Set(chosenIds)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  useDocumentKeys({
    rows,
    table,
    onToggle: toggle,
    onChooseAll: chooseAll,
    onClear: () => onChoose(new Set()),
    onEdit,
  })
  const hasPeople = rows.some(({ layers }) => layers.some(({ owner }) => owner !== null))
  return (
    <Table label={documentsText.table} className="docs">
      <TableHead {...props} hasPeople={hasPeople} onChooseAll={chooseAll} />
      <tbody ref={table}>
        {rows.map((row) => (
          <DocumentLine
            key={row.id}
            row={row}
            hasPeople={hasPeople}
            isChosen={chosenIds.has(row.id)}
            onToggle={() => toggle(row.id)}
            onEdit={() => onEdit(row)}
          />
        ))}
      </tbody>
    </Table>
  )
}

type TableHeadProps = DocumentsTableProps & {
  readonly hasPeople: boolean
  readonly onChooseAll: () => void
}

function TableHead(props: TableHeadProps) {
  const { rows, chosenIds, onChoose, onChooseAll, hasPeople, sort, onSort } = props
  const chosen = rows.filter(({ id }) => chosenIds.has(id)).length
  const heading = (by: SortKey) => ({
    by,
    sort,
    first: firstDirections[by],
    className: `docs__${by}`,
    onSort: (next: Sort<SortKey>) => onSort(isThirdPress(sort, next) ? firstQuery.sort : next),
  })
  return (
    <thead>
      <tr>
        <th scope="col">
          <Checkbox
            label={documentsText.chooseAll}
            isLabelHidden
            checked={chosen > 0 && (chosen === rows.length || 'mixed')}
            onChange={(isChecked) => (isChecked ? onChooseAll() : onChoose(new Set()))}
          />
        </th>
        <SortHeader {...heading('title')}>{text.title}</SortHeader>
        <SortHeader {...heading('outlet')}>{text.outlet}</SortHeader>
        <SortHeader {...heading('publishedAt')}>{text.date}</SortHeader>
        <SortHeader {...heading('importedAt')}>{text.added}</SortHeader>
        <th scope="col" className="docs__status">
          {text.status}
        </th>
        {hasPeople && (
          <th scope="col" className="docs__people">
            {text.people}
          </th>
        )}
        <SortHeader {...heading('records')}>{text.records}</SortHeader>
        <th scope="col" className="docs__progress">
          {text.progress}
        </th>
        <th scope="col" className="docs__details">
          <span className="sr-only">{text.details}</span>
        </th>
      </tr>
    </thead>
  )
}

const firstDirections: Readonly<Record<SortKey, SortDirection>> = {
  title: 'ascending',
  outlet: 'ascending',
  publishedAt: 'descending',
  importedAt: 'descending',
  records: 'descending',
}

/** Sorted both ways already: back to the newest first, whose column not every window has room for. */
function isThirdPress(sort: Sort<SortKey>, next: Sort<SortKey>): boolean {
  return sort.by === next.by && next.direction === firstDirections[next.by]
}
