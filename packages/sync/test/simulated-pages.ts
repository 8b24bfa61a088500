import type { Platform } from '../src/platform.ts'
import type { TabChannel, TabLock } from '../src/tabs.ts'
import { PageTime, type SimulatedTime } from './simulated-time.ts'

/** What a page has of its browser; the lines to the server are the server's. */
type PagePlatform = Omit<Platform, 'openFeed'>

type Holder = { readonly page: PageTime; readonly onHeld: () => void; readonly onLost: () => void }
type Listener = { readonly page: PageTime; readonly hear: (message: unknown) => void }
type Lock = { holder: Holder | undefined; queue: Holder[] }

/**
 * Pages of one browser that fall asleep and wake up, whose messages take their time: locks and channels
 * as the specifications have them.
 */
export class SimulatedPages {
  readonly #time: SimulatedTime
  readonly #delayMs: () => number
  readonly #locks = new Map<string, Lock>()
  readonly #listeners = new Map<string, Set<Listener>>()
  /** Messages reach a page in their order, however long each takes. */
  readonly #lastMs = new WeakMap<Listener, number>()

  constructor(time: SimulatedTime, delayMs: () => number) {
    this.#time = time
    this.#delayMs = delayMs
  }

  openPage(random: () => number): { readonly page: PageTime; readonly platform: PagePlatform } {
    const page = new PageTime(this.#time)
    const tabs = (name: string) => ({
      lock: this.#lockOf(page, name),
      channel: this.#channelOf(page, name),
    })
    return { page, platform: { clock: page, random, tabs, onOnline: () => () => undefined } }
  }

  /** The page is gone without a word; the browser gives its locks to whoever waits. */
  kill(page: PageTime): void {
    page.die()
    for (const listeners of this.#listeners.values())
      for (const listener of listeners) if (listener.page === page) listeners.delete(listener)
    for (const lock of this.#locks.values()) this.#release(lock, page)
  }

  #lockOf(page: PageTime, name: string): TabLock {
    const lock = this.#locks.get(name) ?? { holder: undefined, queue: [] }
    this.#locks.set(name, lock)
    let holder: Holder | undefined
    return {
      hold: (events) => {
        const mine: Holder = {
          page,
          onHeld: events.onHeld,
          onLost: () => {
            events.onLost()
            this.#wait(lock, mine)
          },
        }
        holder = mine
        this.#wait(lock, mine)
      },
      steal: () => {
        if (holder) this.#steal(lock, holder)
      },
      release: () => this.#release(lock, page),
    }
  }

  #wait(lock: Lock, holder: Holder): void {
    lock.queue.push(holder)
    this.#time.after(0, () => this.#grant(lock))
  }

  #steal(lock: Lock, holder: Holder): void {
    const robbed = lock.holder
    lock.queue = lock.queue.filter((each) => each !== holder)
    this.#give(lock, holder)
    robbed?.page.after(0, robbed.onLost)
  }

  #release(lock: Lock, page: PageTime): void {
    lock.queue = lock.queue.filter((each) => each.page !== page)
    if (lock.holder?.page !== page) return
    lock.holder = undefined
    this.#time.after(0, () => this.#grant(lock))
  }

  #grant(lock: Lock): void {
    if (lock.holder) return
    const next = lock.queue.shift()
    if (next) this.#give(lock, next)
  }

  #give(lock: Lock, holder: Holder): void {
    lock.holder = holder
    holder.page.after(0, () => {
      if (lock.holder === holder) holder.onHeld()
    })
  }

  #channelOf(page: PageTime, name: string): TabChannel {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    const own: Listener[] = []
    return {
      listen: (hear) => {
        const listener = { page, hear }
        own.push(listener)
        listeners.add(listener)
      },
      post: (message) => {
        if (!page.isGone) this.#pass(listeners, own, message)
      },
      close: () => {
        for (const listener of own) listeners.delete(listener)
      },
    }
  }

  #pass(listeners: ReadonlySet<Listener>, own: readonly Listener[], message: unknown): void {
    const copy = JSON.stringify(message)
    for (const listener of listeners) {
      if (own.includes(listener)) continue
      const atMs = Math.max(this.#time.nowMs + this.#delayMs(), this.#lastMs.get(listener) ?? 0)
      this.#lastMs.set(listener, atMs)
      listener.page.after(atMs - this.#time.nowMs, () => {
        if (listeners.has(listener)) listener.hear(JSON.parse(copy))
      })
    }
  }
}
