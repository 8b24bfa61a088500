import { expect } from 'vitest'
import type { Round } from '../stage.ts'

/** F10: requests come twice, or their answers are lost after the commit. */
export async function loseReplies(round: Round): Promise<void> {
  const clients = [await round.join('ada'), await round.join('ben')]
  let caught = 0
  for (let at = 0; at < 8; at++) {
    const kind = round.choose.from(['double', 'lose-reply'] as const)
    void round.proxy.catchNext({ kind, words: '/operations.submit' }).then(() => {
      caught += 1
    })
    await round.work(clients, 3)
  }
  await round.calmDown()
  expect(caught, 'requests that something befell').toBeGreaterThan(3)
}
