import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { documentPath } from '../../components/project-path.ts'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Tag } from '../../components/ui/tag.tsx'
import { useSession } from '../../sync/project-provider.tsx'

const text = releasesText.compare

type Comparison = ApiOutputs['releases']['compare']

/** Everything that differs, or that nothing does. */
export function Differences({ found }: { readonly found: Comparison }) {
  const { documents, records, registry, codebook } = found
  const { added, removed, changed, moved } = documents
  const groups = [added, removed, changed, moved]
  const isSame =
    groups.every(({ count }) => count === 0) &&
    [records, registry, codebook].every((each) => each.length === 0)
  if (isSame) return <p className="muted">{text.same}</p>
  return (
    <>
      {groups.some(({ count }) => count > 0) && <Documents documents={documents} />}
      {records.length > 0 && <Records title={text.records} rows={records} />}
      {registry.length > 0 && <Records title={text.registry} rows={registry} />}
      {codebook.length > 0 && <CodebookChanges changes={codebook} />}
    </>
  )
}

function Documents({ documents }: { readonly documents: Comparison['documents'] }) {
  const { added, removed, changed, moved } = documents
  return (
    <section className="ds__part">
      <h2 className="h2">{text.documents}</h2>
      <DocumentList title={text.documentGroups.added} list={added} note={() => null} />
      <DocumentList title={text.documentGroups.removed} list={removed} note={() => null} />
      <DocumentList
        title={text.documentGroups.changed}
        list={changed}
        note={({ isTextChanged, areZonesChanged, meta }) =>
          [
            ...(isTextChanged ? [text.text] : []),
            ...(areZonesChanged ? [text.zones] : []),
            ...meta.map((field) => text.fields[field] ?? field),
          ].join(', ')
        }
      />
      <DocumentList
        title={text.documentGroups.moved}
        list={moved}
        note={({ from, to }) => text.moved(partName(from), partName(to))}
      />
    </section>
  )
}

function partName(part: Comparison['documents']['moved']['first'][number]['from']): string {
  return part === null ? text.noPart : text.parts[part]
}

type DocumentListProps<Item> = {
  readonly title: string
  readonly list: { readonly count: number; readonly first: readonly Item[] }
  readonly note: (item: Item) => ReactNode
}

function DocumentList<Item extends { readonly id: string; readonly title: string }>({
  title,
  list,
  note,
}: DocumentListProps<Item>) {
  const { project } = useSession()
  if (list.count === 0) return null
  const hidden = list.count - list.first.length
  return (
    <div className="diff__group">
      <h3 className="h3">
        {title} <span className="count">{list.count}</span>
      </h3>
      <ul className="diff__list">
        {list.first.map((item) => (
          <li key={item.id}>
            <Link className="serif" href={documentPath(project.id, item.id)}>
              {item.title || text.untitled}
            </Link>{' '}
            <span className="muted">{note(item)}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="hint">{text.more(hidden)}</p>}
    </div>
  )
}

type RecordsProps = { readonly title: string; readonly rows: Comparison['records'] }

function Records({ title, rows }: RecordsProps) {
  const columns = ['added', 'removed', 'changed'] as const
  return (
    <section className="ds__part">
      <h2 className="h2">{title}</h2>
      <table className="splits" aria-label={title}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" className="num">
                {text.head[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind} ${row.label ?? ''}`} data-part={row.label !== null || undefined}>
              <th scope="row">{row.name ?? releasesText.kind(row.kind)}</th>
              {columns.map((column) => (
                <td key={column} className="num">
                  {row[column] === 0 ? <span className="muted">0</span> : row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const changeLooks = { added: 'good', removed: 'bad', changed: 'warn' } as const

function CodebookChanges({ changes }: { readonly changes: Comparison['codebook'] }) {
  return (
    <section className="ds__part">
      <h2 className="h2">{text.codebook}</h2>
      <ul className="diff__list">
        {changes.map(({ kind, id, name, change, fields }) => (
          <li key={`${kind} ${id}`}>
            <Tag look={changeLooks[change]}>{text.codebookChange[change]}</Tag>{' '}
            {releasesText.kind(kind)} <b>{name}</b>{' '}
            <span className="muted">{fields.join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
