import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { keyed } from '../../components/keyed.ts'
import { isLossless } from '../../components/loss-report/loss-table.ts'
import { Button } from '../../components/ui/button.tsx'
import { Meter } from '../../components/ui/meter.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { datasetsText } from './datasets-text.ts'
import { ExportLine } from './export-line.tsx'
import { ImportActions } from './import-actions.tsx'
import { ImportLossesDialog } from './import-losses.tsx'
import { type JobOutcome, jobOutcome, nameOfImport, releaseNumber } from './job-outcome.ts'
import { lossesOfImport } from './report-of-job.ts'
import { useUnheard } from './use-unheard.ts'

const text = datasetsText.jobs
const ASK_AGAIN_MS = 800

type Job = ApiOutputs['jobs']['list'][number]

/** Imports of the project, newest first; one that runs is followed. */
export function JobList() {
  const { project } = useSession()
  const trpc = useTRPC()
  const jobs = useQuery({
    ...trpc.jobs.list.queryOptions({ project: project.id }),
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? ASK_AGAIN_MS : false),
  })
  const isUnheard = useUnheard(jobs.dataUpdatedAt, jobs.data?.some(isRunning) === true)
  return (
    <>
      <h2 className="h3">{text.title}</h2>
      {jobs.isPending && <SkeletonRows label={text.loading} rows={3} />}
      {jobs.isError && !jobs.data && (
        <FailedState title={text.failed} reason={jobs.error} onRetry={() => void jobs.refetch()} />
      )}
      {jobs.data?.every(({ kind }) => !isShown(kind)) && <p className="muted">{text.none}</p>}
      {isUnheard && <Note tone="bad">{text.unheard}</Note>}
      <ul className="jobs" aria-live="polite">
        {jobs.data
          ?.filter(({ kind }) => isShown(kind))
          .map((job) =>
            job.kind === 'export' ? (
              <ExportLine key={job.id} job={job} />
            ) : (
              <JobLine key={job.id} job={job} jobs={jobs.data} />
            ),
          )}
      </ul>
    </>
  )
}

function isRunning({ state }: Job): boolean {
  return state === 'running'
}

/** Looks at something before it is done, and what is told beside what it is about, have no line. */
function isShown(kind: string): boolean {
  return kind === 'export' || kind === 'import' || kind === 'release'
}

const icons: { readonly [State in Job['state']]: ReactNode } = {
  running: <Spinner />,
  done: <CircleCheck className="icon icon--sm is-good" />,
  failed: <CircleAlert className="icon icon--sm is-bad" />,
  cancelled: <CircleSlash className="icon icon--sm" />,
}

function JobLine({ job, jobs }: { readonly job: Job; readonly jobs: readonly Job[] }) {
  const outcome = jobOutcome(job.result)
  return (
    <li>
      {job.isSilent ? <TriangleAlert className="icon icon--sm is-warn" /> : icons[job.state]}
      <div className="grow">
        {jobName(job)}
        <small>{wordsOf(job, outcome)}</small>
        {job.state === 'running' && job.done > 0 && job.total !== null && (
          <Meter ratio={job.done / job.total} label={text.running} />
        )}
        {outcome.problems.length > 0 && <Problems outcome={outcome} />}
        <ImportActions job={job} jobs={jobs} />
      </div>
      <LossesOf job={job} />
    </li>
  )
}

/** What an import left out, to be looked at as long as it is listed. */
function LossesOf({ job }: { readonly job: Job }) {
  const trpc = useTRPC()
  const { data } = useQuery({ ...trpc.exports.formats.queryOptions(), staleTime: Infinity })
  const [isLooking, setIsLooking] = useState(false)
  const report = job.kind === 'import' ? lossesOfImport(job.result) : null
  if (report === null || isLossless(report)) return null
  return (
    <>
      <Button size="sm" onClick={() => setIsLooking(true)}>
        {text.look}
      </Button>
      {isLooking && data && (
        <ImportLossesDialog
          report={report}
          reasons={data.reasons}
          file={jobName(job)}
          onClose={() => setIsLooking(false)}
        />
      )}
    </>
  )
}

function jobName({ kind, result, input }: Job): string {
  if (kind === 'release') return text.kinds.release(releaseNumber(result))
  return nameOfImport(input) ?? text.kinds.import
}

function wordsOf(job: Job, { counts, problems }: JobOutcome): string {
  if (job.isSilent) return text.silent
  if (job.state === 'running') return job.kind === 'release' ? text.releasing : text.running
  if (job.state === 'cancelled') return text.cancelled
  if (job.state === 'failed')
    return problems.length > 0 ? text.failedJob : (job.error ?? text.failedJob)
  return counts ? text.counts(counts.documents, counts.layers, counts.records) : text.done
}

function Problems({ outcome }: { readonly outcome: JobOutcome }) {
  const { problems } = outcome
  return (
    <details className="ds__problems" open={problems.length <= 5}>
      <summary>{text.problems(problems.length)}</summary>
      <ul>
        {keyed(problems, ({ line, message }) => `${line} ${message}`).map(({ key, item }) => (
          <li key={key}>
            <b>{item.line === 0 ? text.wholeFile : text.line(item.line)}</b> {item.message}
          </li>
        ))}
      </ul>
    </details>
  )
}
