import type { DatabaseEngine } from '@parallax/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding, HistoryEvent } from '../check-history.ts'
import { rounds } from '../rounds.ts'
import { type Happenings, leastPerSeed, sumOf } from './happenings.ts'
import { openSimulation, type Simulation } from './simulate.ts'

const operationsPerSeed = 300

/** How many seeds are played: as many as `PARALLAX_SIM_SEEDS` says, if it says so. */
const seedCount = Number(process.env.PARALLAX_SIM_SEEDS ?? rounds(200, 2_000))

/** Every fourth seed from this one on: four files share them, and two are played at the same time. */
export function seedsFrom(first: 0 | 1 | 2 | 3): readonly number[] {
  return Array.from({ length: seedCount }, (_, seed) => seed).filter((seed) => seed % 4 === first)
}

export type Played = {
  readonly engine: DatabaseEngine
  readonly processes: number
  readonly seeds: readonly number[]
}

/** One test for each seed, all on one server: many people, all that goes wrong, and the checker. */
export function playSeeds(name: string, { engine, processes, seeds }: Played): void {
  describe(name, () => {
    let simulation: Simulation
    const happened: Happenings[] = []
    beforeAll(async () => {
      simulation = await openSimulation(engine, processes)
    })
    afterAll(() => simulation.close())

    test.each(seeds)(
      'seed %i ends with everybody having the same, and nothing lost',
      async (seed) => {
        const { findings, history, happenings } = await simulation.play(seed, operationsPerSeed)
        happened.push(happenings)
        expect(findings, excerpt(history, findings)).toEqual([])
      },
    )

    // A few seeds may all be calm ones.
    if (seeds.length < 20) return
    test('much was done, and much went wrong', () => {
      const sum = sumOf(happened)
      for (const [name, least] of leastPerSeed)
        expect(sum[name] / happened.length, `${name}, for each seed`).toBeGreaterThan(least)
    })
  })
}

/** What the history says of what was found: all that happened to the ids that are named there. */
function excerpt(history: readonly HistoryEvent[], findings: readonly Finding[]): string {
  const where = findings.map((finding) => finding.where).join(' ')
  const ids = new Set(where.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))
  const about = history.filter((event) => 'op' in event && ids.has(event.op))
  return about.map((event) => JSON.stringify(event)).join('\n')
}
