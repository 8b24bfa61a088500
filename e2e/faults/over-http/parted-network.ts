import { setTimeout as passing } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Direction } from '../fault-proxy.ts'
import type { RealClient } from '../real-client.ts'
import { isFullRun } from '../rounds.ts'
import type { Round } from '../stage.ts'
import { comeBack } from './back-in-time.ts'

const longestMs = isFullRun ? 30_000 : 1_000

/** Bytes go one way only, or no way, and nobody is told so. */
const silent: readonly (readonly Direction[])[] = [['up'], ['down'], ['up', 'down']]

/** F8: the network is parted for a while, with and without a word, and people go on working. */
export async function partNetwork(round: Round): Promise<void> {
  const { proxy, choose } = round
  const near = await round.join('ada')
  const far = await round.join('ben', { direct: true })
  await round.work([near, far], 6)
  await round.calmDown()
  proxy.setAway(true)
  await goOnParted(round, near, far)
  proxy.setAway(false)
  await comeBack(round, 2)
  proxy.freeze(...choose.from(silent))
  await goOnParted(round, near, far)
  proxy.thaw()
  await comeBack(round, 2)
}

/** One of two does not get through to the server: what they do waits, and is not said to be saved. */
async function goOnParted(round: Round, near: RealClient, far: RealClient): Promise<void> {
  const savedBefore = near.answered
  const watch = watchForSaved(near)
  await round.work([near, far], 16)
  await passing(round.choose.below(longestMs))
  expect(near.answered, 'nothing is said to be saved that nobody has answered').toBe(savedBefore)
  expect(watch.stop(), 'what the state line says while something is on its way').not.toContain(
    'saved',
  )
}

/** What the state line of a page says from the first thing on that is done there now. */
function watchForSaved(page: RealClient): { readonly stop: () => readonly string[] } {
  const doneBefore = page.invokedCount
  const said = new Set<string>()
  const look = () => {
    if (page.invokedCount > doneBefore) said.add(page.stateOfSaving.kind)
  }
  const looking = setInterval(look, 5)
  return {
    stop: () => {
      look()
      clearInterval(looking)
      return [...said]
    },
  }
}
