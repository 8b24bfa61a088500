import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rounds } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

const count = rounds(2, 100)

describe.each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(engine, 'lost replies', count)
  })
  afterAll(() => stage.close())

  test('F10: a request that comes twice, or whose answer is lost, is done once', async () => {
    for (let number = 0; number < count; number++) {
      const round = await stage.setUp(number)
      const clients = [await round.join('ada'), await round.join('ben')]
      let caught = 0
      for (let at = 0; at < 8; at++) {
        const kind = round.choose.from(['double', 'lose-reply'] as const)
        void round.proxy.catchNext({ kind, words: '/operations.submit' }).then(() => {
          caught += 1
        })
        await round.work(clients, 3)
      }
      expect(await round.findings(), `round ${number}`).toEqual([])
      expect(caught, 'requests that something befell').toBeGreaterThan(3)
      await round.close()
    }
  })
})
