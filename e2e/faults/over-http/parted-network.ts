import { setTimeout as passing } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Direction } from '../fault-proxy.ts'
import { isFullRun } from '../rounds.ts'
import type { Round } from '../stage.ts'

const longestMs = isFullRun ? 30_000 : 1_000

/** Nobody gets through; or one way only, and nobody is told so. */
const ways: readonly (readonly Direction[])[] = [[], ['up'], ['down'], ['up', 'down']]

/** F8: the network is parted for a while, and people go on working. */
export async function partNetwork(round: Round): Promise<void> {
  const near = await round.join('ada')
  const far = await round.join('ben', { direct: true })
  await round.work([near, far], 6)
  await round.calmDown()
  const frozen = round.choose.from(ways)
  if (frozen.length === 0) round.proxy.setAway(true)
  else round.proxy.freeze(...frozen)
  const savedBefore = near.answered
  await round.work([near, far], 16)
  await passing(round.choose.below(longestMs))
  const { kind, waiting } = near.stateOfSaving
  expect(near.answered, 'nothing is said to be saved that nobody has answered').toBe(savedBefore)
  expect(kind === 'saved', 'it says so while something waits').toBe(waiting === 0)
  round.proxy.setAway(false)
  round.proxy.thaw()
}
