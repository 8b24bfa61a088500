/** The clock that what waits for a while is given: the real one, or one that a test winds. */
export type Clock = {
  /** Milliseconds since a fixed moment. */
  readonly nowMs: () => number
  /** Runs something once after a while, unless what is returned is called before. */
  readonly after: (delayMs: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
