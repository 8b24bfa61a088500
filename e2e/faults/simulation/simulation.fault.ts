import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSimulation, type Simulation } from './simulate.ts'

const from = Number(process.env.SIM_FROM ?? 0)
const seeds = Number(process.env.PARALLAX_SIM_SEEDS ?? 20)
const operations = 300

describe('the simulation', () => {
  let simulation: Simulation
  beforeAll(async () => {
    simulation = await openSimulation('postgresql', Number(process.env.SIM_N ?? 1))
  })
  afterAll(() => simulation.close())

  test('finds nothing', async () => {
    for (let seed = from; seed < from + seeds; seed++) {
      const c0 = process.cpuUsage()
      const { findings, history, aftermath } = await simulation.play(seed, operations)
      const kinds: Record<string, number> = {}
      for (const { kind } of history) kinds[kind] = (kinds[kind] ?? 0) + 1
      console.log(
        seed,
        JSON.stringify(kinds),
        aftermath.log.length,
        findings.length,
        process.cpuUsage(c0).user,
      )
      if (findings.length) console.log(JSON.stringify(findings.slice(0, 6), null, 1))
    }
  }, 3_000_000)
})
