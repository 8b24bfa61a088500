import { describe, expect, test } from 'vitest'
import { playSeeds, seedCount } from './play-seeds.ts'
import { openSimulation } from './simulate.ts'

const seeds = Array.from({ length: seedCount(100, 2_000) }, (_, seed) => seed)

playSeeds('F10: a refused request that comes again late is not written', {
  engine: 'postgresql',
  processes: 1,
  seeds: [18],
})

playSeeds('the simulation', {
  engine: 'postgresql',
  processes: 1,
  seeds: seeds.filter((seed) => seed !== 18),
})

playSeeds('the simulation on the embedded database', {
  engine: 'pglite',
  processes: 1,
  seeds: seeds.slice(0, 3),
})

playSeeds('the simulation with two processes', {
  engine: 'postgresql',
  processes: 2,
  seeds: seeds.slice(0, 5),
})

describe('a seed', () => {
  test('tells the same story every time', async () => {
    const tell = async () => {
      const simulation = await openSimulation('postgresql', 1)
      try {
        const { history } = await simulation.play(7, 60)
        // Ids of operations are new each time.
        return history.map(({ kind, ...event }) =>
          'client' in event ? [kind, event.client, 'seq' in event ? event.seq : null] : kind,
        )
      } finally {
        await simulation.close()
      }
    }
    expect(await tell()).toEqual(await tell())
  })
})
