import { type Clock, systemClock } from '../src/clock.ts'
import { readRow, storedForm } from '../src/outbox/outbox-row.ts'
import type { OutboxStore } from '../src/outbox/outbox-store.ts'
import type { TabChannel, TabLock, Tabs } from '../src/tabs.ts'

/** One page of a simulated browser, with all that the outbox asks of its platform. */
export type SimulatedTab = {
  readonly tabs: Tabs
  readonly store: OutboxStore
  /** The clock of this page: it stands still once the page is gone. */
  readonly clock: Clock
  readonly isAlive: () => boolean
  /** The page is gone between two moments: nothing of it happens any more. */
  readonly kill: () => void
  /** Nothing of the page happens any more, and it keeps its lock. */
  readonly freeze: () => void
}

const messageMs = 1
const storageMs = 3

type Waiting = { readonly tab: object; readonly grant: () => void }

/**
 * A browser of one person in memory, for tests: storage, locks and channels that all of its pages
 * share, and pages that can die at any moment. Works on the timers of the process, or on a clock.
 */
export class SimulatedBrowser {
  /** What outlives the pages, as it is stored. */
  readonly stored = new Map<string, unknown>()
  /** Whether storage takes nothing more. */
  isFull = false
  readonly #clock: Clock
  readonly #channels = new Map<object, (message: unknown) => void>()
  readonly #queue: Waiting[] = []
  #holder: { readonly tab: object; readonly onLost: () => void } | undefined

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

  openTab(): SimulatedTab {
    const tab = {}
    let isAlive = true
    const clock: Clock = {
      nowMs: this.#clock.nowMs,
      after: (delayMs, run) => this.#clock.after(delayMs, () => isAlive && run()),
    }
    return {
      clock,
      isAlive: () => isAlive,
      store: this.#storeOf(clock),
      tabs: { lock: this.#lockOf(tab, clock), channel: this.#channelOf(tab, clock) },
      freeze: () => {
        isAlive = false
      },
      kill: () => {
        isAlive = false
        this.#channels.delete(tab)
        this.#release(tab)
      },
    }
  }

  #storeOf(clock: Clock): OutboxStore {
    const later = <Value>(act: () => Value) =>
      new Promise<Value>((resolve, reject) => {
        clock.after(storageMs, () => {
          try {
            resolve(act())
          } catch (reason) {
            reject(reason)
          }
        })
      })
    return {
      isDurable: () => true,
      read: () =>
        later(() => {
          const all = [...this.stored].map(([key, stored]) => ({
            key,
            stored,
            row: readRow(stored),
          }))
          return {
            rows: all.flatMap(({ row }) => row ?? []),
            unreadable: all.filter(({ row }) => !row).map(({ key, stored }) => ({ key, stored })),
          }
        }),
      put: (rows) =>
        later(() => {
          if (this.isFull) throw new Error('storage is full')
          for (const row of rows) this.stored.set(row.id, structuredClone(storedForm(row)))
        }),
      remove: (keys) =>
        later(() => {
          for (const key of keys) this.stored.delete(key)
        }),
      close: () => undefined,
    }
  }

  #channelOf(tab: object, clock: Clock): TabChannel {
    return {
      post: (message) => {
        const copy = structuredClone(message)
        for (const other of this.#channels.keys())
          if (other !== tab) this.#clock.after(messageMs, () => this.#channels.get(other)?.(copy))
      },
      listen: (listener) => {
        this.#channels.set(tab, (message) => clock.after(0, () => listener(message)))
      },
      close: () => {
        this.#channels.delete(tab)
      },
    }
  }

  #lockOf(tab: object, clock: Clock): TabLock {
    let wanted: Parameters<TabLock['hold']>[0] | undefined
    const take = () => {
      this.#holder = {
        tab,
        onLost: () =>
          clock.after(0, () => {
            wanted?.onLost()
            wait()
          }),
      }
      clock.after(0, () => wanted?.onHeld())
    }
    const wait = () => {
      this.#queue.push({ tab, grant: take })
      this.#grantNext()
    }
    return {
      hold: (events) => {
        wanted = events
        wait()
      },
      steal: () => {
        this.#leaveQueue(tab)
        const before = this.#holder
        take()
        before?.onLost()
      },
      release: () => {
        wanted = undefined
        this.#release(tab)
      },
    }
  }

  #release(tab: object): void {
    this.#leaveQueue(tab)
    if (this.#holder?.tab === tab) this.#holder = undefined
    this.#grantNext()
  }

  #leaveQueue(tab: object): void {
    for (let at = this.#queue.length - 1; at >= 0; at -= 1)
      if (this.#queue[at]?.tab === tab) this.#queue.splice(at, 1)
  }

  #grantNext(): void {
    if (!this.#holder) this.#queue.shift()?.grant()
  }
}
