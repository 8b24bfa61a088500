import { playSeeds, seedsFrom } from './play-seeds.ts'

playSeeds('the simulation', {
  engine: 'postgresql',
  processes: 1,
  // 18 is played in simulation.fault.ts.
  seeds: seedsFrom(2).filter((seed) => seed !== 18),
})
