import { playSeeds, seedsFrom } from './play-seeds.ts'

// What one process has in memory, and the other has written since, is where lines get lost.
playSeeds('the simulation with two processes', {
  engine: 'postgresql',
  processes: 2,
  seeds: seedsFrom(3),
})
