import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJourneyServer } from '../journeys/journey-server.ts'
import { rounds } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

const count = rounds(1, 10)
let stage: Stage

beforeAll(async () => {
  stage = await openStage('pglite', 'two processes on one folder', count)
})
afterAll(() => stage.close())

test('F7: a second process on the folder of an embedded database refuses, and harms nothing', async () => {
  for (let number = 0; number < count; number++) {
    const round = await stage.setUp(number)
    const writers = [await round.join('ada'), await round.join('ben')]
    const working = round.work(writers, 40)
    const folder = stage.server.dataFolder
    const second = startJourneyServer('pglite', 'the second', { PARALLAX_DATA: folder })
    await expect(second).rejects.toThrow(/did not start \(code 1\)[\s\S]*is in use by process/)
    await working
    expect(await round.findings(), `round ${number}`).toEqual([])
    await round.close()
  }
})
