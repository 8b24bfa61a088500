import { median } from './measure.ts'

/** How many times a second callers got through, and how long one of them waited, in the median. */
export type Pace = { readonly ratePerS: number; readonly p50Ms: number }

/** Lets callers do the same thing over and over, each waiting for its own answer. */
export async function paceOf(
  callers: number,
  sliceMs: number,
  act: (caller: number) => Promise<void>,
): Promise<Pace> {
  const startMs = performance.now()
  const endMs = startMs + sliceMs
  const times: number[] = []
  const repeat = async (caller: number) => {
    for (let fromMs = performance.now(); fromMs < endMs; ) {
      await act(caller)
      const nowMs = performance.now()
      times.push(nowMs - fromMs)
      fromMs = nowMs
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, caller) => repeat(caller)))
  const ratePerS = (times.length * 1_000) / (performance.now() - startMs)
  return { ratePerS, p50Ms: median(times) }
}

/** How many times a second callers got through. */
export async function ratePerS(
  callers: number,
  sliceMs: number,
  act: (caller: number) => Promise<void>,
): Promise<number> {
  return (await paceOf(callers, sliceMs, act)).ratePerS
}
