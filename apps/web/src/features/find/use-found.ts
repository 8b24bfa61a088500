import type { FindCursor, FoundDocument } from '@parallax/api'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPCClient } from '../../sync/trpc.ts'
import type { FindQuery } from './find-query.ts'

const pageHits = 50

/** What the server has found so far, page by page; the next question calls the last one off. */
export function useFound({ question, kind, label, entity, author }: FindQuery) {
  const client = useTRPCClient()
  const { id: project } = useSession().project
  const filter = { kinds: kind ? [kind] : [], label, entity, author }
  const asked = { project, question, filter }
  const found = useInfiniteQuery({
    queryKey: ['find.inProject', asked],
    queryFn: ({ pageParam: cursor, signal }) =>
      client.find.inProject.query({ ...asked, cursor }, { signal }),
    // The first page begins at the beginning.
    initialPageParam: null as FindCursor | null,
    getNextPageParam: ({ next }) => next,
    enabled: question.words.trim() !== '',
    placeholderData: keepPreviousData,
  })
  const { data, hasNextPage, isFetching, fetchNextPage } = found
  const last = data?.pages.at(-1)
  const isShort = last !== undefined && hitCount(last.documents) < pageHits
  useEffect(() => {
    // The server: a page that ended early, because searching took long, is filled up.
    if (hasNextPage && isShort && !isFetching) void fetchNextPage()
  }, [hasNextPage, isShort, isFetching, fetchNextPage])
  return {
    ...found,
    documents: joined((data?.pages ?? []).flatMap(({ documents }) => documents)),
    problem: data?.pages[0]?.problem ?? null,
  }
}

/** How many hits these documents have. */
export function hitCount(documents: readonly FoundDocument[]): number {
  return documents.reduce((count, { hits }) => count + hits.length, 0)
}

/** A document whose hits came on two pages is one. */
function joined(documents: readonly FoundDocument[]): readonly FoundDocument[] {
  const byId = new Map<string, FoundDocument>()
  for (const document of documents) {
    const before = byId.get(document.id)
    const hits = [...(before?.hits ?? []), ...document.hits]
    byId.set(document.id, { ...document, hits })
  }
  return [...byId.values()]
}
