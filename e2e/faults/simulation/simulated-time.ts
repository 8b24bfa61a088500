import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '@parallax/db'
import { vi } from 'vitest'

/**
 * A clock for everybody, which stands still while the database works. So what happens depends on the
 * dice alone, whatever the machine is busy with.
 */
export class SimulatedTime {
  readonly #pool: Database['pool']

  /** Lets the clock rule until `vi.useRealTimers`. */
  constructor({ pool }: Database) {
    this.#pool = pool
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    })
  }

  /** Waits until nobody waits for the database, and all that follows from that has been done. */
  async settle(): Promise<void> {
    for (let calm = 0; calm < 2; calm += 1) {
      await nextTurn()
      if (this.#isDatabaseAtRest()) continue
      calm = -1
      await new Promise((resolve) => this.#pool.once('release', resolve))
    }
  }

  /** Lets time pass, step by step. */
  async pass(timeMs: number, stepMs = 20): Promise<void> {
    for (let passedMs = 0; passedMs < timeMs; passedMs += stepMs) {
      await this.settle()
      vi.advanceTimersByTime(Math.min(stepMs, timeMs - passedMs))
    }
    await this.settle()
  }

  #isDatabaseAtRest(): boolean {
    const { totalCount, idleCount, waitingCount } = this.#pool
    return totalCount === idleCount && waitingCount === 0
  }
}
