import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '@parallax/db'
import { vi } from 'vitest'

const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const

/**
 * A clock for everybody, which stands still while the database works. So what happens depends on the
 * dice alone, whatever the machine is busy with.
 */
export class SimulatedTime {
  readonly #pool: Database['pool']

  /** Lets the clock rule until `vi.useRealTimers`. */
  constructor({ pool }: Database) {
    this.#pool = pool
    holdAnswersOf(pool)
    vi.useFakeTimers({ toFake: [...timers, 'Date', 'performance'] })
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

/** So many turns of the event loop end whatever is under way without the database. */
const turnsOfOthers = 8

/**
 * How long a database takes is up to the machine. So each of its answers is held until everybody else has
 * ended what they were about: neither ever overtakes the other by chance.
 */
function holdAnswersOf(pool: Database['pool']): void {
  const held = new WeakSet<object>()
  pool.on('acquire', (client) => {
    if (held.has(client)) return
    held.add(client)
    const query = client.query.bind(client)
    const holding = (...asked: unknown[]) => {
      const answer: unknown = Reflect.apply(query, client, asked.map(heldCallback))
      return answer instanceof Promise ? answer.finally(othersAreDone) : answer
    }
    Object.defineProperty(client, 'query', { value: holding })
  })
}

/** Drivers of databases are told by a callback as well. */
function heldCallback(asked: unknown): unknown {
  if (typeof asked !== 'function') return asked
  return async (...answer: unknown[]) => {
    await othersAreDone()
    Reflect.apply(asked, undefined, answer)
  }
}

async function othersAreDone(): Promise<void> {
  for (let turn = 0; turn < turnsOfOthers; turn += 1) await nextTurn()
}
