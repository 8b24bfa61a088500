import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTRPCClient } from '../../sync/trpc.ts'
import { type ListQuery, type ListRow, listRows } from './list-rows.ts'
import { useTools } from './registry-context.ts'

const PAGE_ROWS = 100
const FOLLOW_AFTER_MS = 500

export type FoundRows = {
  readonly rows: readonly ListRow[]
  readonly state: 'loading' | 'failed' | 'here'
  readonly reason: unknown
  readonly retry: () => void
  readonly hasMore: boolean
  /** Asks for the next page, unless it is on its way. */
  readonly askMore: () => void
}

/** What the server finds, page after page, with what was made here meanwhile. */
export function useFoundRows(asked: ListQuery): FoundRows {
  const { project, registry } = useTools()
  const client = useTRPCClient()
  const { kind, query, type } = asked
  const found = useInfiniteQuery({
    queryKey: ['registry-list', project, kind, query, type],
    queryFn: ({ pageParam: offset }) =>
      client.registry.search.query({ project, kind, query, type, offset, limit: PAGE_ROWS }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const offset = pages.reduce((sum, { rows }) => sum + rows.length, 0)
      return offset < total && pages.at(-1)?.rows.length !== 0 ? offset : undefined
    },
    placeholderData: (before, asking) => (asking?.queryKey[2] === kind ? before : undefined),
  })
  useFollowLog()
  const { data, dataUpdatedAt, hasNextPage, isFetching } = found
  const rows = useMemo(() => {
    const answered = (data?.pages ?? []).flatMap((page) => page.rows)
    // Before the first answer nothing is known to be new.
    const atMs = data ? dataUpdatedAt : Number.POSITIVE_INFINITY
    return listRows(registry, { kind, query, type }, { rows: answered, atMs })
  }, [registry, kind, query, type, data, dataUpdatedAt])
  return {
    rows,
    state: found.isPending ? 'loading' : found.isError && !data ? 'failed' : 'here',
    reason: found.error,
    retry: () => void found.refetch(),
    hasMore: hasNextPage,
    askMore: () => {
      if (hasNextPage && !isFetching) void found.fetchNextPage()
    },
  }
}

/** Asks anew when the registry has changed: counts and order are the server's. */
function useFollowLog(): void {
  const { registry, project } = useTools()
  const queryClient = useQueryClient()
  const { seq } = registry
  // biome-ignore lint/correctness/useExhaustiveDependencies: `seq` says that the server knows more
  useEffect(() => {
    // The server: its answers follow the log of the registry.
    const timer = setTimeout(() => {
      void queryClient.invalidateQueries({ queryKey: ['registry-list', project] })
      void queryClient.invalidateQueries({ queryKey: ['registry-places', project] })
    }, FOLLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [seq, project, queryClient])
}
