import { expect } from 'vitest'
import type { Round } from '../stage.ts'

/** So soon after the way is free everybody has everything, where the machine has nothing else to do. */
const longestReturnMs = 3_000

/**
 * Waits until everybody has everything. It takes three seconds at most, and as long as this machine, at this
 * moment, takes to open `pageCount` new pages: a busy one is slow at both.
 */
export async function expectBackInTime(round: Round, pageCount: number): Promise<void> {
  const startMs = performance.now()
  await round.calmDown()
  const backMs = performance.now()
  await round.join('ada', { direct: true })
  const allowedMs = longestReturnMs + pageCount * (performance.now() - backMs)
  expect(backMs - startMs, 'until everybody has everything').toBeLessThan(allowedMs)
}
