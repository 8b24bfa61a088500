import { createJob, type Db, updateJob } from '@parallax/db'
import { passingTrouble } from '../load/passing-trouble.ts'
import { mintId } from '../mint-id.ts'
import { makeRelease, ReleaseProblem, type ReleaseRequest } from '../releases/make-release.ts'
import type { Services } from '../services.ts'
import { noteFailed } from './note-failed.ts'

/** Starts to make a release and answers the job's id. The job's result names the release. */
export async function startRelease(services: Services, request: ReleaseRequest): Promise<string> {
  const { db, jobs } = services
  const id = mintId()
  const { projectId, madeBy, title, chosen, draw, madeAt: createdAt } = request
  const input = { title, chosen, draw }
  await createJob(db, { projectId, id, kind: 'release', input, createdBy: madeBy.id, createdAt })
  const work = (signal: AbortSignal) => run(services, request, id, signal)
  jobs.run({ projectId, id }, work, () => Promise.resolve())
  return id
}

async function run(
  services: Services,
  request: ReleaseRequest,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { db, log } = services
  const key = { projectId: request.projectId, id }
  const note = (to: Db, changes: Omit<Parameters<typeof updateJob>[2], 'updatedAt'>) =>
    updateJob(to, key, { ...changes, updatedAt: new Date() })
  const progress = new Progress((progressPercent) => note(db, { progressPercent }))
  try {
    await note(db, { state: 'running' })
    await makeRelease(services, request, {
      signal,
      onStart: (documents) => progress.begin(documents),
      onDocument: (count) => progress.reach(count),
      // The job is done in the very moment that the release is there.
      noteDone: async (tx, number) => {
        const isOurs = await note(tx, { state: 'done', progressPercent: 100, result: { number } })
        if (!isOurs) throw new Error('Somebody has ended this job.')
      },
    })
  } catch (fault) {
    if (!signal.aborted && !(fault instanceof ReleaseProblem))
      log.error({ err: fault }, 'a release failed')
    await noteFailed(() => note(db, { state: 'failed', error: whyOf(fault, signal) }))
  }
}

function whyOf(fault: unknown, signal: AbortSignal): string {
  if (fault instanceof ReleaseProblem) return fault.message
  if (signal.aborted) return 'The server was stopped while this was running. Nothing was released.'
  const trouble = passingTrouble(fault)
  return `${trouble?.message ?? 'Something went wrong on the server.'} Nothing was released.`
}

/** Reading the documents is most of the work; what comes after it is the rest. */
const percentOfReading = 90
const pauseMs = 500

/** Notes how far a job is, now and then. That a note is missing harms nobody. */
class Progress {
  readonly #note: (percent: number) => Promise<unknown>
  #documents = 0
  #notedAtMs = 0

  constructor(note: (percent: number) => Promise<unknown>) {
    this.#note = note
  }

  begin(documents: number): void {
    this.#documents = documents
  }

  reach(count: number): void {
    const nowMs = performance.now()
    if (nowMs - this.#notedAtMs < pauseMs || this.#documents === 0) return
    this.#notedAtMs = nowMs
    const percent = Math.floor((count / this.#documents) * percentOfReading)
    this.#note(Math.min(percent, percentOfReading)).catch(() => undefined)
  }
}
