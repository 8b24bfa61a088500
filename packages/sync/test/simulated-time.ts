import type { Clock } from '../src/clock.ts'

type Happening = { readonly atMs: number; readonly order: number; readonly act: () => void }

/** Time that passes only when a test lets it, so that a minute takes as long as what happens in it. */
export class SimulatedTime {
  nowMs = 0
  #order = 0
  #happenings: Happening[] = []

  /** `act` happens then, unless `stop` is called before. */
  after(delayMs: number, act: () => void): () => void {
    const happening = { atMs: this.nowMs + Math.max(0, delayMs), order: this.#order, act }
    this.#order += 1
    this.#happenings.push(happening)
    return () => {
      this.#happenings = this.#happenings.filter((each) => each !== happening)
    }
  }

  async pass(durationMs: number): Promise<void> {
    const untilMs = this.nowMs + durationMs
    await settled()
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.nowMs = next.atMs
      next.act()
      await settled()
    }
    this.nowMs = untilMs
    await settled()
  }

  #next(untilMs: number): Happening | undefined {
    let next: Happening | undefined
    for (const each of this.#happenings)
      if (!next || each.atMs < next.atMs || (each.atMs === next.atMs && each.order < next.order))
        next = each
    if (!next || next.atMs > untilMs) return undefined
    this.#happenings = this.#happenings.filter((each) => each !== next)
    return next
  }
}

/** What promises do at once is done. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
}

/** The time of a page: what is to happen in it waits while it sleeps, and never happens once it is gone. */
export class PageTime implements Clock {
  readonly #time: SimulatedTime
  readonly #delayed: (() => void)[] = []
  #state: 'awake' | 'asleep' | 'gone' = 'awake'

  constructor(time: SimulatedTime) {
    this.#time = time
  }

  nowMs = (): number => this.#time.nowMs

  after = (delayMs: number, act: () => void): (() => void) => {
    let isStopped = false
    const stop = this.#time.after(delayMs, () => this.#run(() => isStopped || act()))
    return () => {
      isStopped = true
      stop()
    }
  }

  get isGone(): boolean {
    return this.#state === 'gone'
  }

  sleep(): void {
    if (this.#state === 'awake') this.#state = 'asleep'
  }

  wake(): void {
    if (this.#state !== 'asleep') return
    this.#state = 'awake'
    for (const act of this.#delayed.splice(0)) this.after(0, act)
  }

  /** The browser takes the page away without a word to it. */
  die(): void {
    this.#state = 'gone'
  }

  #run(act: () => void): void {
    if (this.#state === 'awake') act()
    else if (this.#state === 'asleep') this.#delayed.push(act)
  }
}
