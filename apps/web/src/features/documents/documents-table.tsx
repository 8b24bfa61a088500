import { useRef } from 'react'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { type Sort, SortHeader, Table } from '../../components/ui/table.tsx'
import { useDocumentKeys } from './document-keys.ts'
import { DocumentLine } from './document-line.tsx'
import type { DocumentRow } from './document-status.ts'
import { documentsText } from './documents-text.ts'
import type { SortKey } from './list-query.ts'

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
  const sorting = { sort, onSort }
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
        <SortHeader by="title" {...sorting}>
          {text.title}
        </SortHeader>
        <SortHeader by="outlet" {...sorting}>
          {text.outlet}
        </SortHeader>
        <SortHeader by="publishedAt" first="descending" {...sorting}>
          {text.date}
        </SortHeader>
        <SortHeader
          by="importedAt"
          first="descending"
          className="t-wide max-[1399px]:hidden"
          {...sorting}
        >
          {text.added}
        </SortHeader>
        <th scope="col">{text.status}</th>
        {hasPeople && (
          <th scope="col" className="max-[1100px]:hidden">
            {text.people}
          </th>
        )}
        <SortHeader by="records" first="descending" className="t-num" {...sorting}>
          {text.records}
        </SortHeader>
        <th scope="col" className="t-num t-wide max-xl:hidden">
          {text.progress}
        </th>
        <th scope="col">
          <span className="sr-only">{text.details}</span>
        </th>
      </tr>
    </thead>
  )
}
