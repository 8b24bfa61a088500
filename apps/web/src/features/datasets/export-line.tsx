import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleSlash, Download, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { LossDialog } from '../../components/loss-report/loss-dialog.tsx'
import {
  isLossless,
  type LossReport,
  recordTotals,
} from '../../components/loss-report/loss-table.ts'
import { losslessTitles } from '../../components/loss-report/lossless-titles.ts'
import { Button } from '../../components/ui/button.tsx'
import { Meter } from '../../components/ui/meter.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { datasetsText } from './datasets-text.ts'
import { reportOf } from './report-of-job.ts'
import { madeFile } from './use-export.ts'

const text = datasetsText.jobs
type Job = ApiOutputs['jobs']['list'][number]

/** An export of one's own: on its way, or a file that waits, with what the format kept of it. */
export function ExportLine({ job }: { readonly job: Job }) {
  const trpc = useTRPC()
  const { data } = useQuery({ ...trpc.exports.formats.queryOptions(), staleTime: Infinity })
  const [isLooking, setIsLooking] = useState(false)
  const report = reportOf(job.result)
  const title = data?.formats.find(({ id }) => id === job.format)?.title ?? job.format ?? ''
  const isWhole = report === null || isLossless(report)
  return (
    <li>
      <StateIcon job={job} isWhole={isWhole} />
      <div className="grow">
        {title}
        <small>{wordsOf(job, report)}</small>
        {job.state === 'running' && job.done > 0 && job.total !== null && (
          <Meter ratio={job.done / job.total} label={text.running} />
        )}
      </div>
      {!isWhole && (
        <Button size="sm" onClick={() => setIsLooking(true)}>
          {text.look}
        </Button>
      )}
      {job.state === 'done' && <FileLink job={job} title={title} />}
      {isLooking && report && data && (
        <LossDialog
          format={title}
          report={report}
          reasons={data.reasons}
          lossless={losslessTitles(data.formats)}
          onClose={() => setIsLooking(false)}
        />
      )}
    </li>
  )
}

function StateIcon({ job, isWhole }: { readonly job: Job; readonly isWhole: boolean }) {
  if (job.isSilent) return <TriangleAlert className="icon icon--sm is-warn" />
  if (job.state === 'running') return <Spinner />
  if (job.state === 'failed') return <CircleAlert className="icon icon--sm is-bad" />
  if (job.state === 'cancelled') return <CircleSlash className="icon icon--sm" />
  return isWhole ? (
    <CircleCheck className="icon icon--sm is-good" />
  ) : (
    <TriangleAlert className="icon icon--sm is-warn" />
  )
}

function wordsOf(job: Job, report: LossReport | null): string {
  if (job.isSilent) return text.silent
  if (job.state === 'running') return text.running
  if (job.state === 'failed') return job.error ?? text.failedJob
  if (job.state === 'cancelled') return text.cancelled
  if (report === null || isLossless(report)) return text.exported.all
  const { changed, dropped } = recordTotals(report)
  return changed + dropped > 0 ? text.exported.some(changed + dropped) : text.exported.details
}

function FileLink({ job, title }: { readonly job: Job; readonly title: string }) {
  const { project } = useSession()
  return (
    <Button asChild size="sm" shape="icon" look="ghost">
      <a href={madeFile(project.id, job.id)} download aria-label={text.download(title)}>
        <Download className="icon icon--sm" />
      </a>
    </Button>
  )
}
