import type { DocumentId, LogEntry, RecordId, StreamId, UserId } from '@parallax/domain'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSession, useViews } from '../../sync/project-provider.tsx'
import { useTRPCClient } from '../../sync/trpc.ts'
import { type Gesture, gesturesOf, type ShownLine } from './gestures.ts'

/** What the history is of, and the streams that it is written in. */
export type HistoryOf =
  | { readonly kind: 'document'; readonly id: DocumentId; readonly streams: readonly StreamId[] }
  | { readonly kind: 'registry' | 'codebook'; readonly streams: readonly StreamId[] }

export type HistoryWanted = { readonly person: UserId | null; readonly record: RecordId | null }

type Page = {
  readonly lines: readonly ShownLine[]
  readonly next: readonly Place[]
  /** How far each stream had come when the page was read. */
  readonly heads: readonly Place[]
}

type Place = { readonly id: string; readonly seq: number }

/**
 * What was done in a document, the registry or the codebook, newest first: read page by page from the
 * log, with what has happened since on top as the feed brings it. `of` is the same while it means so.
 */
export function useHistory(of: HistoryOf, { person, record }: HistoryWanted) {
  const client = useTRPCClient()
  const session = useSession()
  const project = session.project.id
  const { kind, streams } = of
  const document = of.kind === 'document' ? of.id : null
  const query = useInfiniteQuery({
    queryKey: ['history', project, kind, document, person, record],
    initialPageParam: null as Page['next'] | null,
    queryFn: async ({ pageParam }) => {
      const asked = { project, of: { kind, ...(document && { id: document }) }, person, record }
      const page = await client.history.lines.query({
        ...asked,
        before: pageParam === null ? null : [...pageParam],
      } as Parameters<typeof client.history.lines.query>[0]) // the server's own places
      return page as unknown as Page // lines of the log as the server read them
    },
    getNextPageParam: ({ next }) => (next.length > 0 ? next : undefined),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const views = useViews(streams)
  const { pages } = query.data ?? {}
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the feed brings moves the views
  const lines = useMemo((): readonly ShownLine[] => {
    const [newest] = pages ?? []
    if (!pages || !newest) return []
    const heads = new Map(newest.heads.map(({ id, seq }) => [id, seq]))
    const isWanted = ({ actor, change }: LogEntry) =>
      (person === null || actor === person) &&
      (record === null || [...change.added, ...change.written].some(({ id }) => id === record))
    const since = streams.flatMap((id) => {
      const streamKind = session.store.view(id)?.kind
      const entries = session.store.entries(id).filter(({ seq }) => seq > (heads.get(id) ?? 0))
      const lineOf = (entry: LogEntry) => streamKind && { stream: { kind: streamKind, id }, entry }
      return entries.filter(isWanted).flatMap((entry) => lineOf(entry) ?? [])
    })
    const newestFirst = since.sort((a, b) => (isNewer(a, b) ? -1 : 1))
    return [...newestFirst, ...pages.flatMap((page) => page.lines)]
  }, [pages, views, streams, session, person, record])
  const gestures: readonly Gesture[] = useMemo(() => gesturesOf(lines), [lines])
  return { query, lines, gestures }
}

function isNewer(a: ShownLine, b: ShownLine): boolean {
  return a.stream.id === b.stream.id ? a.entry.seq > b.entry.seq : a.entry.at > b.entry.at
}
