import { setTimeout as wait } from 'node:timers/promises'
import type { BenchApi } from './bench-api.ts'
import { placeOf, workplaceOf } from './follow-figures.ts'
import { startFollowers } from './followers.ts'
import { type Effort, type Figure, inTurns } from './measure.ts'
import { startSecondServer } from './second-server.ts'

const feeds = 1_000
const feedsOfOnePerson = 20
const settleMs = 1_500

/** What a feed that waits takes of the server's memory, beside a bare stream of events. */
export async function measureIdle(
  api: BenchApi,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  const server = await startSecondServer(placeOf(api))
  const followers = startFollowers()
  const { project, layer } = workplaceOf(api)
  try {
    const cookies = await server.admit(project, feeds / feedsOfOnePerson)
    const of = { project, stream: layer, kind: 'layer', seq: 0 } as const
    const measure = async (origin: string, what: typeof of | null) => {
      const before = (await server.measure()).rssBytes
      await followers.open({ count: feeds, origin, cookies, of: what })
      await wait(settleMs)
      const after = (await server.measure()).rssBytes
      await followers.stop()
      await wait(settleMs)
      return (after - before) / 1_024 / feeds
    }
    const pairs = await inTurns(effort.rounds, {
      limit: () => measure(server.rawOrigin, null),
      subject: () => measure(server.origin, of),
    })
    report({
      subject: `memory of a feed that waits, ${feeds} at once`,
      limit: 'a bare stream of events',
      unit: 'KB',
      pairs,
      bar: { timesLimit: 1, plus: 40 },
    })
  } finally {
    await followers.close()
    await server.close()
  }
}
