import { expect } from 'vitest'
import type { Round } from '../stage.ts'

/** So soon after the way is free everybody has everything, where the machine has nothing else to do. */
const longestReturnMs = 3_000

/**
 * Waits until everybody has everything, and notes how long it took, as a part of what it may: three
 * seconds, and as long as this machine, at this moment, takes to open `pageCount` new pages.
 */
export async function comeBack(round: Round, pageCount: number): Promise<void> {
  const startMs = performance.now()
  await round.calmDown()
  const backMs = performance.now()
  await round.join('ada', { direct: true })
  const allowedMs = longestReturnMs + pageCount * (performance.now() - backMs)
  round.returns.push((backMs - startMs) / allowedMs)
}

/**
 * Whether everybody was back in time. What else the machine does may make one of many late, but not the
 * middle one, and nobody by several times.
 */
export function expectBackInTime(returns: readonly number[]): void {
  const sorted = returns.toSorted((a, b) => a - b)
  const told = `parts of the time allowed: ${sorted.map((part) => part.toFixed(2)).join(' ')}`
  expect(sorted[(sorted.length - 1) >> 1] ?? 0, told).toBeLessThan(1)
  expect(sorted.at(-1) ?? 0, told).toBeLessThan(5)
}
