import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ApiInputs, ApiOutputs } from '../../components/api-outputs.ts'
import { useOnceAtATime } from '../../components/use-once-at-a-time.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'

/** A file that was uploaded and looked at, with what there is to choose from. */
export type CurrentImport = NonNullable<ApiOutputs['imports']['current']>
export type ImportPreview = NonNullable<CurrentImport['preview']>
export type ImportChoices = ApiInputs['imports']['start']['choices']

const ASK_AGAIN_MS = 800

/** Whether a job still goes on. */
export function isGoingOn(job: { readonly state: string } | null): boolean {
  return job?.state === 'waiting' || job?.state === 'running'
}

/** The file that waits for one's decision, if there is one. It is asked about while work goes on. */
export function useCurrentImport() {
  const { project } = useSession()
  const trpc = useTRPC()
  return useQuery({
    ...trpc.imports.current.queryOptions({ project: project.id }),
    refetchInterval: ({ state: { data } }) =>
      data && (isGoingOn(data.job) || isGoingOn(data.imported)) ? ASK_AGAIN_MS : false,
  })
}

/** What one can do about the file that waits. */
export function useImportActions(current: CurrentImport) {
  const { project } = useSession()
  const trpc = useTRPC()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries()
  const settled = { onSettled: () => void refresh() }
  const start = useMutation(trpc.imports.start.mutationOptions(settled))
  const again = useMutation(trpc.imports.again.mutationOptions(settled))
  const dismiss = useMutation(trpc.imports.dismiss.mutationOptions(settled))
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions(settled))
  const startOne = useOnceAtATime(start)
  const of = { project: project.id, preview: current.id }
  return {
    isBusy: [start, again, dismiss, cancel].some(({ isPending }) => isPending),
    error: start.error ?? again.error ?? dismiss.error,
    start: (choices: ImportChoices) => startOne({ ...of, choices }),
    readAs: (format: string) => again.mutate({ ...of, format }),
    putAway: () => dismiss.mutate(of),
    cancel: (job: string) => cancel.mutate({ project: project.id, job }),
  }
}

/** Shows what came in once an import is done; anew altogether when the project became another. */
export function useArrival(current: CurrentImport): void {
  const client = useQueryClient()
  const state = current.imported?.state
  const before = useRef(state)
  const isExact = current.preview?.isExact === true
  useEffect(() => {
    // The page and what it holds of the server: both are of before the import.
    const hasArrived = before.current !== undefined && before.current !== 'done' && state === 'done'
    before.current = state
    if (!hasArrived) return
    if (isExact) window.location.reload()
    else void client.invalidateQueries()
  }, [state, isExact, client])
}
