import { setImmediate as nextTurn } from 'node:timers/promises'

const longestTurnMs = 10

/** Runs work that yields now and then, and lets everybody else have their turn in between. */
export async function inTurns<Result>(
  work: Generator<unknown, Result>,
  signal?: AbortSignal,
): Promise<Result> {
  let since = performance.now()
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    if (performance.now() - since < longestTurnMs) continue
    await nextTurn()
    signal?.throwIfAborted()
    since = performance.now()
  }
}
