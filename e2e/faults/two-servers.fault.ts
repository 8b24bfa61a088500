import { setTimeout as passing } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import type { RealClient } from './real-client.ts'
import { rounds } from './rounds.ts'
import { openStage, type Round, type Stage } from './stage.ts'

const count = rounds(1, 50)

describe('two servers on one PostgreSQL', () => {
  let stage: Stage
  let first: JourneyServer
  let second: JourneyServer
  beforeAll(async () => {
    stage = await openStage('postgresql', 'the first of two', count)
    first = stage.server
    second = await startJourneyServer('pglite', 'the second of two', {
      DATABASE_URL: first.place.databaseUrl,
      PARALLAX_SECRET: first.secret,
    })
  })
  afterAll(async () => {
    await second.stop()
    await stage.close()
  })

  test('F1: one of two servers is killed in the middle of writing: the other goes on, and everybody ends with the same', async () => {
    for (let number = 0; number < count; number++) {
      const round = await stage.setUp(number)
      const [killed, left] = number % 2 === 0 ? [first, second] : [second, first]
      const [cut, spared] = [await pagesOf(round, killed), await pagesOf(round, left)]
      const sessions = [...cut, ...spared].map(({ session }) => session)
      const working = round.work([...cut, ...spared], 150, 15)
      await passing(50 + round.choose.below(800))
      await killed.kill()
      const answeredBefore = answered(spared)
      await working
      await expect.poll(() => answered(spared)).toBeGreaterThan(answeredBefore)
      await killed.start()
      // What each of them tells the other from here on is heard.
      await round.work([...cut, ...spared], 30, 15)
      expect(await round.findings(), `round ${number}`).toEqual([])
      expect([...cut, ...spared].map(({ session }) => session)).toEqual(sessions)
      await round.close()
    }
  })
})

/** Three people with a page each, by one server. */
async function pagesOf(round: Round, by: JourneyServer): Promise<readonly RealClient[]> {
  const names = ['olga', 'jude', 'ada'] as const
  return Promise.all(names.map((name) => round.join(name, { site: by.baseUrl })))
}

function answered(pages: readonly RealClient[]): number {
  return pages.reduce((sum, page) => sum + page.answered, 0)
}
