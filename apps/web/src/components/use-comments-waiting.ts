import { useQuery } from '@tanstack/react-query'
import { useSession } from '../sync/project-provider.tsx'
import { useTRPC } from '../sync/trpc.ts'
import type { ApiOutputs } from './api-outputs.ts'

const askAgainMs = 60_000

/** What of the comments of the open project waits for this person; `undefined` until it is known. */
export function useCommentsWaiting(): ApiOutputs['comments']['waiting'] | undefined {
  const trpc = useTRPC()
  const { project } = useSession()
  const options = { staleTime: 0, refetchInterval: askAgainMs }
  return useQuery(trpc.comments.waiting.queryOptions({ project: project.id }, options)).data
}
