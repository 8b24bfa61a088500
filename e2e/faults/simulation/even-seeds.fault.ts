import { playSeeds, seedsFrom } from './play-seeds.ts'

playSeeds('the simulation', {
  engine: 'postgresql',
  processes: 1,
  seeds: seedsFrom(0),
})
