import type { RecordId } from '@parallax/domain'
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { useTRPCClient } from '../../sync/trpc.ts'
import { useTools } from './registry-context.ts'

const PAGE_ROWS = 50

type Answer = ApiOutputs['registry']['occurrences']
/** One stretch of a text where the record, or what was merged into it, stands. */
export type PlaceRow = Answer['rows'][number]

/** Where a record stands in the texts, page after page. */
export function usePlaces(id: RecordId) {
  const { project } = useTools()
  const client = useTRPCClient()
  return useInfiniteQuery({
    queryKey: ['registry-places', project, id],
    queryFn: ({ pageParam: offset }): Promise<Answer> =>
      client.registry.occurrences.query({ project, id, offset, limit: PAGE_ROWS }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const offset = countRows(pages)
      return offset < total && pages.at(-1)?.rows.length !== 0 ? offset : undefined
    },
  })
}

function countRows(pages: InfiniteData<Answer>['pages']): number {
  return pages.reduce((sum, { rows }) => sum + rows.length, 0)
}

/** In how many places and documents a record stands, or `undefined` while that is not known. */
export function usePlaceCount(
  id: RecordId,
): { readonly total: number; readonly documents: number } | undefined {
  return usePlaces(id).data?.pages[0]
}
