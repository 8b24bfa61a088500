import { beatJob, failSilentJobs } from '@parallax/db'
import type { Services } from '../services.ts'

const beatEveryMs = 1_000
/** Longer without a beat, and something keeps this process from its work. */
const stuckAfterMs = 4_000
/** A job whose process has not been heard of for so long has died with it. */
const silentForS = 60
const stoppedSentence = 'The server was stopped while this was running. Nothing was changed.'

const cancelledSentence = 'It was cancelled. Nothing was changed.'

/** Somebody has told a job to stop. */
export class JobCancelled extends Error {}

type Surroundings = Pick<Services, 'db' | 'log'>

/** The long work that this process does, and the watch over what others have left undone. */
export class RunningJobs {
  readonly #surroundings: Surroundings
  readonly #running = new Set<Promise<void>>()
  readonly #stop = new AbortController()
  /** How to cancel each job that runs here, and when it was last said that it does. */
  readonly #held = new Map<string, { readonly cancel: AbortController; beatMs: number }>()
  readonly #sweep: NodeJS.Timeout

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.#sweep = setInterval(() => void this.#failSilent(), (silentForS / 2) * 1_000).unref()
  }

  /**
   * Does a job's work, and lets everybody know that it is alive. `work` ends when told to stop;
   * `cleanUp` comes after it, however it ended.
   */
  run(
    key: { readonly projectId: string; readonly id: string },
    work: (signal: AbortSignal) => Promise<void>,
    cleanUp: () => Promise<void>,
  ): void {
    const cancel = new AbortController()
    this.#held.set(key.id, { cancel, beatMs: performance.now() })
    const signal = AbortSignal.any([this.#stop.signal, cancel.signal])
    const running = this.#finish(key, () => work(signal), cleanUp).catch((fault: unknown) =>
      this.#surroundings.log.error({ err: fault }, 'a job could not say how it ended'),
    )
    this.#running.add(running)
    void running.then(() => this.#running.delete(running))
  }

  /** Tells one job to stop, if this process does it. What it has done by then it takes back itself. */
  cancel(id: string): void {
    this.#held.get(id)?.cancel.abort(new JobCancelled(cancelledSentence))
  }

  /** How many jobs this process does. */
  get count(): number {
    return this.#held.size
  }

  /** For how many seconds it could not be said of the worst of them that it goes on. */
  get silentForS(): number {
    const beats = [...this.#held.values()].map(({ beatMs }) => beatMs)
    return beats.length === 0 ? 0 : (performance.now() - Math.min(...beats)) / 1_000
  }

  /** Whether something keeps this process from saying that its jobs go on. */
  get isStuck(): boolean {
    return this.silentForS * 1_000 > stuckAfterMs
  }

  async #finish(
    key: { readonly projectId: string; readonly id: string },
    work: () => Promise<void>,
    cleanUp: () => Promise<void>,
  ): Promise<void> {
    const beat = this.#beat(key)
    try {
      await work()
    } finally {
      clearInterval(beat)
      this.#held.delete(key.id)
      await cleanUp()
    }
  }

  /** Tells all work to stop, and waits until it has said so. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep)
    this.#stop.abort(new Error(stoppedSentence))
    await Promise.all(this.#running)
  }

  #beat(key: { readonly projectId: string; readonly id: string }): NodeJS.Timeout {
    const { db, log } = this.#surroundings
    let isBeating = false
    const beat = () => {
      // On one session a beat waits for the work that it is about.
      if (isBeating) return
      isBeating = true
      void beatJob(db, key)
        .then(() => this.#noteBeat(key.id))
        .catch((fault: unknown) => log.warn({ err: fault }, 'a job could not say that it lives'))
        .finally(() => {
          isBeating = false
        })
    }
    return setInterval(beat, beatEveryMs).unref()
  }

  #noteBeat(id: string): void {
    const held = this.#held.get(id)
    if (held) held.beatMs = performance.now()
  }

  async #failSilent(): Promise<void> {
    const { db, log } = this.#surroundings
    await failSilentJobs(db, stoppedSentence, silentForS).catch((fault: unknown) =>
      log.warn({ err: fault }, 'jobs were not looked after'),
    )
  }
}
