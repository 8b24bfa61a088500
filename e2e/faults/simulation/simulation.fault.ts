import { describe, expect, test } from 'vitest'
import { playSeeds } from './play-seeds.ts'
import { openSimulation } from './simulate.ts'

// The other seeds have files of their own, so that several are played at the same time.
playSeeds('F10: a refused request that comes again late is not written', {
  engine: 'postgresql',
  processes: 1,
  seeds: [18],
})

playSeeds('the simulation on the embedded database', {
  engine: 'pglite',
  processes: 1,
  seeds: [0, 1, 2],
})

describe('a seed', () => {
  test.each([1, 2])('tells the same story every time, of %i processes', async (processes) => {
    const tell = async () => {
      const simulation = await openSimulation('postgresql', processes)
      try {
        const { history } = await simulation.play(7, 100)
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
