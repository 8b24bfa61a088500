import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { chooser } from '../test/choose.ts'
import { damages } from '../test/damage.ts'
import { invariants, violationsOf } from '../test/invariants.ts'
import { addressesOf, nextRequest } from '../test/operation-args.ts'
import { history, projectArbitrary } from '../test/project-arbitrary.ts'
import { sampleWorld } from '../test/sample-world.ts'
import { contextAt, stateAt, submit, type World } from '../test/world.ts'
import { lintsOf } from './lints.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

const named = invariants.map((invariant) => ({
  ...invariant,
  name: `${invariant.number} ${invariant.title}`,
}))

test('the sample project breaks none', () => {
  expect(violationsOf(sampleWorld(), 'stream', 'planned', 'log')).toEqual([])
})

test('every number of this part of the model has an entry', () => {
  const numbers = new Set(invariants.map(({ number }) => number))
  const wanted = [...Array.from({ length: 37 }, (_, index) => index + 1), 42, 43, 44]
  expect(wanted.filter((number) => !numbers.has(number))).toEqual([])
})

describe.each(named)('$name', ({ name, violations }) => {
  test('is seen when it is broken', () => {
    const damage = damages[name]
    expect(damage, 'every invariant has a damage').toBeDefined()
    expect(violations(damage?.(sampleWorld()) ?? sampleWorld())).not.toEqual([])
  })
})

test('what holds within a stream and of its log holds after every accepted operation', () => {
  fc.assert(
    fc.property(history(25), (seeds) => {
      seeds.reduce((world, seed) => {
        const submission = submit(world, nextRequest(world, chooser(seed)))
        if (submission.entry) expect(violationsOf(submission.world, 'stream')).toEqual([])
        return submission.world
      }, sampleWorld())
    }),
    { numRuns: 40 },
  )
})

test('the history of any project is sound, and what broke in it since is a lint', () => {
  fc.assert(
    fc.property(projectArbitrary, (world) => {
      expect(violationsOf(world, 'log')).toEqual([])
      const linted = new Set(lintedIn(world))
      const silent = violationsOf(world, 'planned').filter(
        (violation) => !linted.has(violation.replace(/^\d+: /, '')),
      )
      expect(silent).toEqual([])
    }),
    { numRuns: 60 },
  )
})

function lintedIn(world: World): readonly string[] {
  return addressesOf(world).flatMap((address) =>
    lintsOf(stateAt(world, address), contextAt(world, address)).map(({ recordId }) => recordId),
  )
}
