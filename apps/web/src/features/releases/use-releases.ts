import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { releasesText } from '../../components/releases/releases-text.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'

const ASK_AGAIN_MS = 800

/** The releases of the open project, and how far the one is that is being made. */
export function useReleases() {
  const { project } = useSession()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const releases = useQuery(trpc.releases.list.queryOptions({ project: project.id }))
  const jobs = useQuery({
    ...trpc.jobs.list.queryOptions({ project: project.id }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ state: each }) => each === 'running') ? ASK_AGAIN_MS : false,
  })
  const own = jobs.data?.filter(({ kind }) => kind === 'release') ?? []
  const running = own.find(({ state }) => state === 'running')
  const ended = own.filter(({ state }) => state !== 'running').length
  const isKnown = jobs.data !== undefined
  useEffect(() => {
    // The server: a job that has ended has made a release.
    if (isKnown && ended > 0) void queryClient.invalidateQueries(trpc.releases.list.pathFilter())
  }, [isKnown, ended, queryClient, trpc])
  const [last] = own
  return {
    releases,
    percent: running?.done,
    problem: problemOf(running ?? last),
  }
}

/** What is to be said of the release that is being made, or was last. */
function problemOf(job: ApiOutputs['jobs']['list'][number] | undefined): string | null {
  if (job?.isSilent) return releasesText.silent
  return job?.state === 'failed' ? job.error : null
}
