import { CircleCheck, CircleDashed, CircleDot, MessageSquare, Pencil } from 'lucide-react'
import Link from 'next/link'
import { cn } from '../../components/cn.ts'
import { dateText, dayText } from '../../components/date-text.ts'
import { mentionsText } from '../../components/mentions-text.ts'
import { documentPath } from '../../components/project-path.ts'
import { IconButton } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { Face } from '../../components/ui/face.tsx'
import { Meter } from '../../components/ui/meter.tsx'
import { Outlet } from '../../components/ui/record-marks.tsx'
import { useCommentsWaiting } from '../../components/use-comments-waiting.ts'
import { useSession } from '../../sync/project-provider.tsx'
import {
  type DocumentRow,
  documentProgress,
  type LayerStatus,
  layerStatus,
} from './document-status.ts'
import { documentsText as text } from './documents-text.ts'
import { HereNow } from './here-now.tsx'

export type DocumentLineProps = {
  readonly row: DocumentRow
  readonly hasPeople: boolean
  readonly isChosen: boolean
  readonly onToggle: () => void
  readonly onEdit: () => void
}

/** One document: what it is, who works on it, how far that is. */
export function DocumentLine({ row, hasPeople, isChosen, onToggle, onEdit }: DocumentLineProps) {
  const { project } = useSession()
  const title = row.title === '' ? text.untitled : row.title
  const progress = documentProgress(row.layers)
  // One layer at least is asked of every document.
  const expected = Math.max(1, progress.begun)
  return (
    <tr className={cn(isChosen && 'is-on')} data-document={row.id}>
      <td>
        <Checkbox label={text.choose(title)} isLabelHidden checked={isChosen} onChange={onToggle} />
      </td>
      <td className="t-title">
        <Link data-title href={documentPath(project.id, row.id)}>
          {title}
        </Link>
        <HereNow document={row.id} />
        <Unread document={row.id} />
      </td>
      <td className="docs__outlet">
        <OutletCell row={row} onEdit={onEdit} />
      </td>
      <td className="docs__publishedAt num soft">
        <DateCell row={row} onEdit={onEdit} />
      </td>
      <td className="docs__importedAt num soft">
        {dayText(row.importedAt, new Date().getFullYear())}
      </td>
      <td className="docs__status">
        <Status status={progress.status} />
      </td>
      {hasPeople && (
        <td className="docs__people">
          <People row={row} />
        </td>
      )}
      <td className="docs__records num">
        {row.records === 0 ? <span className="muted">0</span> : row.records}
      </td>
      <td className="docs__progress">
        <span className="prog">
          <Meter
            ratio={progress.submitted / expected}
            tone={progress.status === 'submitted' ? 'good' : 'plain'}
          />
          <span className="num" title={text.progress(progress.submitted, expected)}>
            {text.submittedOf(progress.submitted, expected)}
          </span>
        </span>
      </td>
      <td className="docs__details">
        <IconButton label={text.details(title)} size="sm" onClick={onEdit}>
          <Pencil className="icon icon--sm" />
        </IconButton>
      </td>
    </tr>
  )
}

/** How many comments of others one has not read there. */
function Unread({ document }: { readonly document: string }) {
  const waiting = useCommentsWaiting()
  const count = waiting?.unread.find((each) => each.document === document)?.count ?? 0
  if (count === 0) return null
  return (
    <span className="docs__unread num" title={mentionsText.unread(count)}>
      <MessageSquare className="icon icon--sm" aria-hidden />
      <span aria-hidden>{count}</span>
      <span className="sr-only">{mentionsText.unread(count)}</span>
    </span>
  )
}

type CellProps = { readonly row: DocumentRow; readonly onEdit: () => void }

function OutletCell({ row, onEdit }: CellProps) {
  if (row.publisher !== null) return <Outlet name={row.publisher.name} />
  return (
    <button type="button" className="add-value" onClick={onEdit}>
      {text.whichOutlet}
    </button>
  )
}

function DateCell({ row, onEdit }: CellProps) {
  if (row.publishedAt !== null) return dateText(row.publishedAt, new Date().getFullYear())
  return (
    <button type="button" className="add-value" onClick={onEdit}>
      {text.whichDate}
    </button>
  )
}

const statusLooks = {
  todo: { Icon: CircleDashed, className: 'status status--todo' },
  'in-progress': { Icon: CircleDot, className: 'status status--progress' },
  submitted: { Icon: CircleCheck, className: 'status status--done' },
} satisfies Record<LayerStatus, unknown>

function Status({ status }: { readonly status: LayerStatus }) {
  const { Icon, className } = statusLooks[status]
  return (
    <span className={className} title={text.statuses[status]}>
      <Icon className="icon icon--sm" />
      <span className="status__word">{text.statuses[status]}</span>
    </span>
  )
}

const MOST_FACES = 4

/** Whose layers there are; a face that is only outlined has not begun yet. */
function People({ row }: { readonly row: DocumentRow }) {
  const owned = row.layers.filter(({ owner }) => owner !== null)
  const shown = owned.length > MOST_FACES ? owned.slice(0, MOST_FACES - 1) : owned
  const others = owned.slice(shown.length)
  return (
    <span className="faces">
      {shown.map((layer) => {
        const status = layerStatus(layer)
        const name = layer.ownerName ?? ''
        const words = text.layer(name, text.statuses[status].toLowerCase(), layer.records)
        return (
          <span
            key={layer.id}
            className="inline-flex *:pointer-events-none"
            role="img"
            aria-label={words}
            title={words}
          >
            <Face
              userId={layer.owner ?? ''}
              name={name}
              size="sm"
              isAway={status === 'todo'}
              isDecorative
            />
          </span>
        )
      })}
      {others.length > 0 && (
        <span className="count" title={others.map(({ ownerName }) => ownerName).join(', ')}>
          <span aria-hidden="true">+{others.length}</span>
          <span className="sr-only">{text.otherPeople(others.length)}</span>
        </span>
      )}
    </span>
  )
}
