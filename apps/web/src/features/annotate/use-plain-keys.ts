import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../sync/trpc.ts'

/** Whether single letters act: each person may switch them off in their account. */
export function usePlainKeys(): boolean {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.session.me.queryOptions())
  return data?.preferences.singleKeys !== false
}
