import { setTimeout as passing } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RealClient } from './real-client.ts'
import { rounds } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

const count = rounds(1, 50)
const feedCount = 50
const names = ['olga', 'jude', 'ada', 'ben'] as const

describe.each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(engine, 'a server that is told to end', count)
  })
  afterAll(() => stage.close())

  test('F2: told to end with fifty feeds open, a server ends by itself and in order', async () => {
    const { server } = stage
    for (let number = 0; number < count; number++) {
      const round = await stage.setUp(number)
      const pages: RealClient[] = []
      for (let page = 0; page < feedCount; page++)
        pages.push(await round.join(names[page % names.length] ?? 'ada'))
      const working = round.work(pages, 60)
      await passing(round.choose.below(500))
      const answers = untilRefused(server.baseUrl)
      // Throws unless it ends with code 0 within ten seconds.
      await server.end()
      expectUnreadyAfter(await answers)
      await working
      await server.start()
      expect(await round.findings(), `round ${number}`).toEqual([])
      await round.close()
    }
  })
})

/** Asks whether the server is ready, over and over, until nobody takes the call. */
async function untilRefused(baseUrl: string): Promise<readonly number[]> {
  const statuses: number[] = []
  for (;;) {
    const status = await fetch(`${baseUrl}/readyz`).then(
      (answer) => answer.status,
      () => undefined,
    )
    if (status === undefined) return statuses
    statuses.push(status)
  }
}

/** Once it has said that it is going, it does not say that it is ready. */
function expectUnreadyAfter(statuses: readonly number[]): void {
  const first = statuses.indexOf(503)
  expect(statuses.slice(first === -1 ? statuses.length : first)).not.toContain(200)
}
