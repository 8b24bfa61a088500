import fc from 'fast-check'
import { chooser } from './choose.ts'
import { nextRequest } from './operation-args.ts'
import { sampleWorld } from './sample-world.ts'
import { submit, type World } from './world.ts'

/** Seeds of what happens next: one number per operation, made into one where the world is known. */
export const history = (maxLength: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.nat(), { maxLength, size: 'max' })

/** A valid project: the sample, and whatever people have done to it since. */
export const projectArbitrary: fc.Arbitrary<World> = history(40).map((seeds) =>
  seeds.reduce(
    (world, seed) => submit(world, nextRequest(world, chooser(seed))).world,
    sampleWorld(),
  ),
)
