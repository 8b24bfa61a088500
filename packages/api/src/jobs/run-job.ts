import { createJob, type Db, type Job, updateJob } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { ImportRefused } from '../exchange/import-choices.ts'
import { StreamMoved } from '../exchange/import-writer.ts'
import { passingTrouble } from '../load/passing-trouble.ts'
import type { Services } from '../services.ts'
import { noteFailed } from './note-failed.ts'
import { progressNoter } from './progress-noter.ts'
import { JobCancelled } from './running-jobs.ts'

/** A job that is to be done, and how. */
export type JobWork = {
  readonly projectId: ProjectId
  readonly id: string
  readonly kind: string
  readonly input: Readonly<Record<string, unknown>>
  readonly createdBy: UserId
  readonly createdAt: Date
  readonly work: (course: {
    readonly signal: AbortSignal
    readonly onProgress: (doneRatio: number) => void
    /** Marks the job as done, in the transaction that did it: both are there, or neither. */
    readonly noteDone: (db: Db, result: unknown) => Promise<void>
  }) => Promise<void>
}

/** Starts long work. What becomes of it is a job; that it failed is one, too. */
export async function startJob(services: Services, job: JobWork): Promise<string> {
  const { projectId, id, kind, input, createdBy, createdAt } = job
  await createJob(services.db, { projectId, id, kind, input, createdBy, createdAt })
  const nothing = async () => undefined
  services.jobs.run({ projectId, id }, (signal) => run(services, job, signal), nothing)
  return id
}

async function run(services: Services, job: JobWork, signal: AbortSignal): Promise<void> {
  const { db, log } = services
  const key = { projectId: job.projectId, id: job.id }
  const note = (
    to: Db,
    changes: Partial<Pick<Job, 'state' | 'progressPercent' | 'result' | 'error'>>,
  ) => updateJob(to, key, { ...changes, updatedAt: new Date() })
  const noteDone = async (to: Db, result: unknown) => {
    const isOurs = await note(to, { state: 'done', progressPercent: 100, result })
    if (!isOurs) throw new JobCancelled('Somebody has ended this job.')
  }
  try {
    await note(db, { state: 'running' })
    await job.work({ signal, noteDone, onProgress: progressNoter(services, key) })
  } catch (fault) {
    const isCancelled = fault instanceof JobCancelled || signal.reason instanceof JobCancelled
    const error = whyOf(fault, signal)
    if (error === unknownFault) log.error({ err: fault, kind: job.kind }, 'a job failed')
    const result = fault instanceof ImportRefused ? fault.found : undefined
    await noteFailed(() =>
      note(db, isCancelled ? { state: 'cancelled' } : { state: 'failed', error, result }),
    )
  }
}

const unknownFault = 'Something went wrong on the server. Nothing was changed.'

function whyOf(fault: unknown, signal: AbortSignal): string {
  if (fault instanceof ImportRefused) return fault.message
  if (fault instanceof StreamMoved)
    return 'Others were working on the same at that moment. Nothing was changed; try again.'
  if (signal.aborted) return 'The server was stopped while this was running. Nothing was changed.'
  const trouble = passingTrouble(fault)
  return trouble ? `${trouble.message} Nothing was changed.` : unknownFault
}
