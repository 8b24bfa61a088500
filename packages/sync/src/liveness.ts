import type { Clock } from './clock.ts'

/** A line that breaks is mostly there again before anybody has missed it. */
const patienceMs = 15_000

/**
 * Whether what others do arrives on this page. That it does is taken for granted until there was no
 * line to the server for a while: a line that has fallen silent counts as none after 35 s.
 */
export class Liveness {
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  #isLive = true
  #stopWaiting: () => void = () => undefined

  constructor(clock: Clock) {
    this.#clock = clock
    this.connected(false)
  }

  get isLive(): boolean {
    return this.#isLive
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  connected(isConnected: boolean): void {
    this.#stopWaiting()
    this.#stopWaiting = () => undefined
    if (isConnected) this.#set(true)
    else this.#stopWaiting = this.#clock.after(patienceMs, () => this.#set(false))
  }

  close(): void {
    this.#stopWaiting()
  }

  #set(isLive: boolean): void {
    if (isLive === this.#isLive) return
    this.#isLive = isLive
    for (const listener of [...this.#listeners]) listener()
  }
}
