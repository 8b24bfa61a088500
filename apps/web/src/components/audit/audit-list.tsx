import { useInfiniteQuery } from '@tanstack/react-query'
import type { ApiOutputs } from '../api-outputs.ts'
import { momentText } from '../date-text.ts'
import { FailedState } from '../failed-state.tsx'
import { Button } from '../ui/button.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import { auditText } from './audit-text.ts'

type AuditPage = ApiOutputs['audit']['ofProject']

export type AuditListProps = {
  /** Its name for assistive technology. */
  readonly label: string
  /** What it is about: a project's id, or the installation. */
  readonly about: string
  /** A page of lines, on from the last line of the page before. */
  readonly read: (after: AuditPage['after'], signal: AbortSignal) => Promise<AuditPage>
}

/** Who did what, newest first. Lines cannot be altered, so there is nothing to press in them. */
export function AuditList({ label, about, read }: AuditListProps) {
  const audit = useInfiniteQuery({
    queryKey: ['audit', about],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    // The first page begins at the newest line.
    initialPageParam: null as AuditPage['after'],
    getNextPageParam: ({ after }) => after,
  })
  const lines = audit.data?.pages.flatMap((page) => page.lines)
  if (lines) return <Lines label={label} lines={lines} onMore={moreOf(audit)} />
  if (!audit.error) return <SkeletonRows label={auditText.loading} />
  return (
    <FailedState
      title={auditText.failed}
      reason={audit.error}
      onRetry={() => void audit.refetch()}
    />
  )
}

function moreOf(audit: {
  readonly hasNextPage: boolean
  readonly fetchNextPage: () => Promise<unknown>
}) {
  return audit.hasNextPage ? () => void audit.fetchNextPage() : undefined
}

type LinesProps = {
  readonly label: string
  readonly lines: AuditPage['lines']
  /** Shows earlier lines; undefined when there are none. */
  readonly onMore: (() => void) | undefined
}

function Lines({ label, lines, onMore }: LinesProps) {
  if (lines.length === 0) return <p className="muted">{auditText.none}</p>
  return (
    <div className="grid w-full justify-items-start gap-3">
      <ol className="lines" aria-label={label}>
        {lines.map((line) => (
          <li key={line.id}>
            <span className="grow">
              <b>{line.actorName ?? auditText.atMachine}</b> {auditText.said(line)}
            </span>
            <small>
              <time dateTime={line.at}>{momentText(line.at)}</time>
            </small>
          </li>
        ))}
      </ol>
      {onMore && <Button onClick={onMore}>{auditText.more}</Button>}
    </div>
  )
}
