import { afterAll, beforeAll, expect, test } from 'vitest'
import { rounds } from '../rounds.ts'
import { openSimulation, type Simulation } from './simulate.ts'

const count = rounds(10, 1_000)
const operations = 100

let simulation: Simulation
beforeAll(async () => {
  simulation = await openSimulation('postgresql', 1)
})
afterAll(() => simulation.close())

test('F24: a codebook that changes while people annotate leaves everybody with the same, and no label astray', async () => {
  let changes = 0
  for (let round = 0; round < count; round++) {
    const { findings, aftermath } = await simulation.play(10_000 + round, operations, (type) =>
      type.startsWith('codebook.'),
    )
    expect(findings, `round ${round}`).toEqual([])
    changes += aftermath.log.length
  }
  expect(changes).toBeGreaterThan(count * 20)
})
