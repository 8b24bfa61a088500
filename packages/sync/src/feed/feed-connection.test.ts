import { expect, test } from 'vitest'
import { PageTime, SimulatedTime } from '../../test/simulated-time.ts'
import { FeedConnection } from './feed-connection.ts'
import type { FeedListener } from './open-feed.ts'

/** When a server is asked for a feed that answers so, in the first ten minutes; pauses are the longest there are. */
async function asked(answer: (listener: FeedListener) => void): Promise<readonly number[]> {
  const time = new SimulatedTime()
  const atMs: number[] = []
  const connection = new FeedConnection({
    platform: {
      clock: new PageTime(time),
      random: () => 1,
      onOnline: () => () => undefined,
      openFeed: (_, listener) => {
        atMs.push(time.nowMs)
        time.after(1, () => answer(listener))
        return () => undefined
      },
    },
    request: () => ({ feed: 'one', wish: 0, projects: [] }),
    onEvent: () => undefined,
    onConnected: () => undefined,
    onHeard: () => undefined,
  })
  connection.open(0)
  await time.pass(600_000)
  connection.close()
  return atMs
}

/** The longest time without a question, from one moment to another. */
function longestPauseMs(atMs: readonly number[], fromMs: number, untilMs: number): number {
  const within = [...atMs.filter((at) => at >= fromMs && at < untilMs), untilMs]
  return Math.max(...within.map((at, index) => at - (within[index - 1] ?? fromMs)))
}

test.each([undefined, 502, 504])(
  'a server that is being restarted (%s) is found again within three seconds, and asked less after minutes',
  async (status) => {
    const atMs = await asked(({ onClosed }) => onClosed(status))
    expect(longestPauseMs(atMs, 0, 120_000)).toBeLessThan(3_000)
    expect(atMs.filter((at) => at > 200_000).length).toBeLessThan(30)
  },
)

test('a server that refuses is asked less and less', async () => {
  const atMs = await asked(({ onClosed }) => onClosed(409))
  expect(longestPauseMs(atMs, 0, 120_000)).toBeGreaterThan(14_000)
})
