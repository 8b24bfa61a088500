import { createJob, type Db, type Job, updateJob } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
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
  readonly work: (course: JobCourse) => Promise<void>
  /** What is said of a fault that is the person's to know; anything else is told in general. */
  readonly explain?: (fault: unknown) => Explained | undefined
  /** What is said behind the reason when it was stopped or failed; by default that nothing changed. */
  readonly ending?: { readonly stopped: string; readonly failed: string }
  /** Comes after the work, however it ended. */
  readonly cleanUp?: () => Promise<void>
}

/** How the work of a job is part of it. */
export type JobCourse = {
  readonly signal: AbortSignal
  readonly onProgress: (doneRatio: number) => void
  /** Marks the job as done, in the transaction that did it: both are there, or neither. */
  readonly noteDone: (db: Db, result: unknown) => Promise<void>
}

export type Explained = { readonly error: string; readonly result?: unknown }

const unchanged = { stopped: 'Nothing was changed.', failed: 'Nothing was changed.' }

/** Starts long work. What becomes of it is a job; that it failed is one, too. */
export async function startJob(services: Services, job: JobWork): Promise<string> {
  const { projectId, id, kind, input, createdBy, createdAt, cleanUp } = job
  await createJob(services.db, { projectId, id, kind, input, createdBy, createdAt })
  const nothing = async () => undefined
  services.jobs.run({ projectId, id }, (signal) => run(services, job, signal), cleanUp ?? nothing)
  return id
}

async function run(services: Services, job: JobWork, signal: AbortSignal): Promise<void> {
  const { db, log } = services
  const key = { projectId: job.projectId, id: job.id }
  const note = (
    to: Db,
    changes: Partial<Pick<Job, 'state' | 'progressPercent' | 'result' | 'error'>>,
  ) => updateJob(to, key, changes)
  const noteDone = async (to: Db, result: unknown) => {
    const isOurs = await note(to, { state: 'done', progressPercent: 100, result })
    if (!isOurs) throw new JobCancelled('Somebody has ended this job.')
  }
  try {
    await note(db, { state: 'running' })
    await job.work({ signal, noteDone, onProgress: progressNoter(services, key) })
  } catch (fault) {
    const isCancelled = fault instanceof JobCancelled || signal.reason instanceof JobCancelled
    const known = job.explain?.(fault) ?? passing(fault, job, signal)
    if (!known) log.error({ err: fault, kind: job.kind }, 'a job failed')
    const told = known ?? { error: ended('Something went wrong on the server.', job, 'failed') }
    await noteFailed(() =>
      note(db, isCancelled ? { state: 'cancelled' } : { state: 'failed', ...told }),
    )
  }
}

/** What is said when the fault is nobody's: the server stopped, or something passes. */
function passing(fault: unknown, job: JobWork, signal: AbortSignal): Explained | undefined {
  if (signal.aborted)
    return { error: ended('The server was stopped while this was running.', job, 'stopped') }
  const trouble = passingTrouble(fault)
  return trouble && { error: ended(trouble.message, job, 'failed') }
}

function ended(reason: string, { ending = unchanged }: JobWork, how: 'stopped' | 'failed'): string {
  return `${reason} ${ending[how]}`.trimEnd()
}
