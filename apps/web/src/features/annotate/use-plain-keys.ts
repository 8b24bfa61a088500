import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../sync/trpc.ts'

/**
 * Whether single letters act: each person may switch them off in their account. Until that is known
 * none does, for the first one could be the one that somebody's voice software typed.
 */
export function usePlainKeys(): boolean {
  const trpc = useTRPC()
  const { data, isError } = useQuery(trpc.session.me.queryOptions())
  return isError || (data !== undefined && data.preferences.singleKeys !== false)
}
