import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ApiInputs, ApiOutputs } from '../../components/api-outputs.ts'
import { fetchFile } from '../../components/fetch-file.ts'
import { isLossless, type LossReport } from '../../components/loss-report/loss-table.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { datasetsText } from './datasets-text.ts'
import { exportText } from './export-text.ts'
import { reportOf } from './report-of-job.ts'

/** What is wished of an export. */
export type ExportWish = Omit<ApiInputs['exports']['start'], 'project'>
type Job = ApiOutputs['jobs']['get']

/** Where an export is on its way. */
export type ExportStep =
  | { readonly at: 'idle' | 'checking' | 'making' }
  | { readonly at: 'asking'; readonly report: LossReport; readonly wish: ExportWish }

const ASK_AGAIN_MS = 600

/**
 * An export from the wish to the file: what would be lost is counted first and, if anything would,
 * asked about; then the file is made and fetched, if the person is still there.
 */
export function useExport() {
  const { project } = useSession()
  const trpc = useTRPC()
  const client = useQueryClient()
  const [step, setStep] = useState<ExportStep>({ at: 'idle' })
  const [problem, setProblem] = useState<string>()
  const [isSilent, setIsSilent] = useState(false)
  const check = useMutation(trpc.exports.check.mutationOptions())
  const start = useMutation(trpc.exports.start.mutationOptions())
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  const ended = async (jobId: string): Promise<Job> => {
    const asked = {
      ...trpc.jobs.get.queryOptions({ project: project.id, job: jobId }),
      staleTime: 0,
    }
    for (;;) {
      const job = await client.fetchQuery(asked)
      setIsSilent(job.isSilent)
      if (job.state === 'failed' || job.state === 'cancelled')
        throw new Error(job.error ?? exportText.unreached)
      if (job.state === 'done') return job
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  }
  const refresh = () =>
    client.invalidateQueries({ queryKey: trpc.jobs.list.queryKey({ project: project.id }) })
  const attempt = (work: () => Promise<void>) => {
    setProblem(undefined)
    setIsSilent(false)
    work().catch((reason: unknown) => {
      setStep({ at: 'idle' })
      setProblem(reason instanceof Error ? reason.message : exportText.unreached)
      void refresh()
    })
  }
  const makeFile = async (wish: ExportWish) => {
    setStep({ at: 'making' })
    const { jobId } = await start.mutateAsync({ ...wish, project: project.id })
    await refresh()
    await ended(jobId)
    await refresh()
    setStep({ at: 'idle' })
    if (isHere.current) fetchFile(madeFile(project.id, jobId))
  }
  const checkFirst = async (wish: ExportWish) => {
    setStep({ at: 'checking' })
    const { jobId } = await check.mutateAsync({ ...wish, project: project.id })
    const report = reportOf((await ended(jobId)).result)
    if (report && !isLossless(report)) setStep({ at: 'asking', report, wish })
    else await makeFile(wish)
  }
  return {
    step,
    problem: isSilent ? datasetsText.jobs.silent : problem,
    isBusy: step.at === 'checking' || step.at === 'making',
    begin: (wish: ExportWish) => attempt(() => checkFirst(wish)),
    make: (wish: ExportWish) => attempt(() => makeFile(wish)),
    cancel: () => setStep({ at: 'idle' }),
  }
}

/** Where the file of a done export is. */
export function madeFile(project: string, jobId: string): string {
  return `/api/exports/${project}/made/${jobId}`
}
