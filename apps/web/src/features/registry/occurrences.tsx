import type { RecordOf } from '@parallax/domain'
import Link from 'next/link'
import { useState } from 'react'
import { cn } from '../../components/cn.ts'
import { dateText } from '../../components/date-text.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { documentPath } from '../../components/project-path.ts'
import { Button } from '../../components/ui/button.tsx'
import { labelColourClass } from '../../components/ui/label-colour.tsx'
import { Glyph, Monogram, Outlet } from '../../components/ui/record-marks.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { EmptyState, SkeletonRows } from '../../components/ui/states.tsx'
import { typeOf, useTools } from './registry-context.ts'
import { registryText } from './registry-text.ts'
import { type PlaceRow, usePlaces } from './use-places.ts'

const text = registryText.occurrences

type Grouping = 'line' | 'outlet'
const groupings = [
  { value: 'line' as const, label: text.line },
  { value: 'outlet' as const, label: text.outlet },
]

export type OccurrencesProps = { readonly record: RecordOf<'entity'> | RecordOf<'proposition'> }

/** Every place where it stands, the words under each other; each row leads into its text. */
export function Occurrences({ record }: OccurrencesProps) {
  const places = usePlaces(record.id)
  const [grouping, setGrouping] = useState<Grouping>('line')
  const first = places.data?.pages[0]
  const rows = (places.data?.pages ?? []).flatMap((page) => page.rows)
  if (places.isPending) return <SkeletonRows label={text.loading} rows={5} />
  if (!first)
    return (
      <FailedState
        title={text.failed}
        reason={places.error}
        onRetry={() => void places.refetch()}
      />
    )
  if (first.total === 0)
    return <EmptyState title={text.none[record.kind]} text={text.noneText[record.kind]} />
  return (
    <section>
      <header className="rg__occ">
        <h3 className="h2 grow">{text.title(first.total, first.documents)}</h3>
        <Segmented
          label={text.grouping}
          options={groupings}
          value={grouping}
          onChange={setGrouping}
        />
      </header>
      {grouping === 'line' ? (
        <Places rows={rows} record={record} />
      ) : (
        byOutlet(rows).map(([outlet, own]) => (
          <section key={outlet} className="rg__outlet">
            <h4>
              <Outlet name={outlet} /> <span className="count">{own.length}</span>
            </h4>
            <Places rows={own} record={record} />
          </section>
        ))
      )}
      {places.hasNextPage && (
        <Button isBusy={places.isFetchingNextPage} onClick={() => void places.fetchNextPage()}>
          {text.more(first.total - rows.length)}
        </Button>
      )}
    </section>
  )
}

/** Rows by the outlet of their document, in the order in which outlets first appear. */
function byOutlet(rows: readonly PlaceRow[]): (readonly [string, readonly PlaceRow[]])[] {
  const groups = new Map<string, PlaceRow[]>()
  for (const row of rows) {
    const outlet = row.document.publisherName ?? text.noOutlet
    groups.set(outlet, [...(groups.get(outlet) ?? []), row])
  }
  return [...groups]
}

type PlacesProps = OccurrencesProps & { readonly rows: readonly PlaceRow[] }

function Places({ rows, record }: PlacesProps) {
  return (
    <div className="rg__occs">
      <table
        className={cn('kw', record.kind === 'proposition' && 'kw--long')}
        aria-label={text.table}
      >
        <tbody>
          {rows.map((row) => (
            <Place key={`${row.record.id} ${row.startUtf16}`} row={row} record={record} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type PlaceProps = OccurrencesProps & { readonly row: PlaceRow }

function Place({ row, record }: PlaceProps) {
  const { document } = row
  const outlet = document.publisherName
  const thisYear = new Date().getFullYear()
  return (
    <tr>
      <td title={outlet ?? text.noOutlet}>
        {outlet !== null && <Monogram outlet={outlet} />}
        <span className="sr-only">{outlet ?? text.noOutlet}</span>
      </td>
      <td className="muted num">
        {document.publishedAt === null ? text.noDate : dateText(document.publishedAt, thisYear)}
      </td>
      {record.kind === 'entity' && row.record.kind === 'mention' ? (
        <InALine row={row} record={record} />
      ) : (
        <td className="kw__p" colSpan={3}>
          <Passage row={row} />
        </td>
      )}
    </tr>
  )
}

/** The word in the middle, what is before it to its left, what follows to its right. */
function InALine({ row, record }: { readonly row: PlaceRow; readonly record: RecordOf<'entity'> }) {
  const tools = useTools()
  const { colour } = typeOf(tools, record.data.type)
  return (
    <>
      <td className="kw__l">
        <span>{row.before}</span>
      </td>
      <td className="kw__k">
        <PlaceLink row={row} className={cn('m', labelColourClass(colour))} />
      </td>
      <td className="kw__r">
        <span>{row.after}</span>
      </td>
    </>
  )
}

/** A longer stretch, in full, with what kind of record it is and whose. */
function Passage({ row }: { readonly row: PlaceRow }) {
  const { kind } = row.record
  return (
    <>
      <span className="kw__kind">
        {(kind === 'claim' || kind === 'stance') && <Glyph kind={kind} />}
        {row.layer.ownerName === null
          ? kindName(kind)
          : text.by(kindName(kind), row.layer.ownerName)}
      </span>
      <span className="muted">{row.before}</span>
      <PlaceLink row={row} className={cn('kw__words', `kw__words--${kind}`)} />
      <span className="muted">{row.after}</span>
    </>
  )
}

function kindName(kind: string): string {
  return Object.entries(text.kinds).find(([name]) => name === kind)?.[1] ?? kind
}

type PlaceLinkProps = { readonly row: PlaceRow; readonly className: string }

function PlaceLink({ row, className }: PlaceLinkProps) {
  const { project } = useTools()
  const href = `${documentPath(project, row.document.id)}?record=${row.record.id}`
  return (
    <Link
      className="kw__go"
      href={href}
      prefetch={false}
      aria-label={text.open(row.quote, row.document.title)}
    >
      <mark className={className}>{row.quote || kindName(row.record.kind)}</mark>
    </Link>
  )
}
