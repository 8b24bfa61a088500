import { expect } from 'vitest'
import type { Round } from '../stage.ts'

/** F9: bytes come late, at odd times and a few at once. Order and what is shown do not suffer. */
export async function slowDown(round: Round): Promise<void> {
  const clients = [await round.join('ada'), await round.join('ben')]
  round.proxy.line = {
    latencyMs: 20 + round.choose.below(300),
    jitterMs: round.choose.below(200),
    sliceBytes: round.choose.from([0, 7, 700]),
    // A line of 1 kB a second carries an edit, and what it tells the others, in about two.
    bytesPerSecond: round.choose.from([0, 1_000, 8_000]),
  }
  await round.work(clients, 20, 60)
  await round.calmDown()
  expect(clients.map(({ ended }) => ended)).toEqual([[], []])
}
