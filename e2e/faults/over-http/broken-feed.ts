import { setTimeout as passing } from 'node:timers/promises'
import { expect } from 'vitest'
import { isFullRun } from '../rounds.ts'
import type { Round } from '../stage.ts'

/** F12: every connection breaks again and again while others write. */
export async function breakFeed(round: Round): Promise<void> {
  const reader = await round.join('jude')
  const writers = [
    await round.join('ada', { direct: true }),
    await round.join('ben', { direct: true }),
  ]
  for (let breaks = 0; breaks < 4; breaks++) {
    await round.work(writers, 8)
    round.proxy.cut()
    await passing(round.choose.below(isFullRun ? 5_000 : 400))
  }
  await round.calmDown()
  expect(reader.ended).toEqual([])
}

/** F12: the feed hears nothing any more and is not told so. It has to notice that within 40 s. */
export async function silenceFeed(round: Round): Promise<void> {
  const reader = await round.join('jude')
  const writer = await round.join('ada', { direct: true })
  round.proxy.freeze('down')
  const before = round.proxy.acceptedCount()
  await round.work([writer], 8)
  await expect.poll(() => round.proxy.acceptedCount(), { timeout: 42_000 }).toBeGreaterThan(before)
  round.proxy.thaw()
  await round.calmDown()
  expect(reader.ended).toEqual([])
}
