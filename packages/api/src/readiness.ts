import type { Db } from '@parallax/db'
import { sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { RunningJobs } from './jobs/running-jobs.ts'
import type { DiskWatch } from './load/disk-watch.ts'
import { logFault } from './log/log-fault.ts'

/** Why new work is not welcome now. */
export type Unready = 'database' | 'disk' | 'jobs'

/** What is looked at. */
export type Watched = {
  readonly db: Db
  readonly disks: readonly DiskWatch[]
  readonly jobs: Pick<RunningJobs, 'isStuck'>
  readonly log: Logger
}

const keepMs = 500
const answerWithinMs = 3_000

/**
 * Whether the server can do its work: the database takes writes, there is room on its disks, and the
 * long work that it has begun goes on.
 * Asked by anybody as often as they like, it looks at most twice a second.
 */
export class Readiness {
  readonly #db: Db
  readonly #disks: readonly DiskWatch[]
  readonly #jobs: Watched['jobs']
  readonly #log: Logger
  #looked: { readonly answer: Promise<Unready | undefined>; readonly untilMs: number } | undefined

  constructor({ db, disks, jobs, log }: Watched) {
    this.#db = db
    this.#disks = disks
    this.#jobs = jobs
    this.#log = log
  }

  /** What is missing, or `undefined` when all is well. */
  check(): Promise<Unready | undefined> {
    const nowMs = performance.now()
    if (this.#looked === undefined || this.#looked.untilMs < nowMs) {
      this.#looked = { answer: this.#look(), untilMs: nowMs + keepMs }
    }
    return this.#looked.answer
  }

  async #look(): Promise<Unready | undefined> {
    if (this.#disks.some((disk) => disk.isNearlyFull)) return 'disk'
    if (!(await this.#canWrite())) return 'database'
    return this.#jobs.isStuck ? 'jobs' : undefined
  }

  async #canWrite(): Promise<boolean> {
    const written = this.#write().then(
      () => true,
      (fault: unknown) => {
        logFault(this.#log, fault, {}, 'the database takes no writes')
        return false
      },
    )
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), answerWithinMs)
    })
    return await Promise.race([written, late]).finally(() => clearTimeout(timer))
  }

  /** Writes a row as it is: nothing changes, and it goes all the way to the disk. */
  async #write(): Promise<void> {
    await this.#db.execute(sql`update instance_settings set id = id`)
  }
}
