import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { chooser } from '../test/choose.ts'
import { nextRequest } from '../test/operation-args.ts'
import { history } from '../test/project-arbitrary.ts'
import { sampleWorld } from '../test/sample-world.ts'
import { type Submission, stateAt, submit, type World } from '../test/world.ts'
import { jsonEqual } from './json-equal.ts'
import { meantWrites } from './meant-writes.ts'
import { recordOf } from './record.ts'
import { readRegister } from './register.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

test('what an accepted operation meant to write stands there afterwards, and nothing else was written', () => {
  let written = 0
  fc.assert(
    fc.property(history(40), (seeds) => {
      let world: World = sampleWorld()
      for (const seed of seeds) {
        const request = nextRequest(world, chooser(seed))
        const submission = submit(world, request)
        world = submission.world
        if (submission.entry && request.type !== 'change.revert')
          written += expectMeant(submission, submission.entry.change)
      }
    }),
  )
  expect(written).toBeGreaterThan(100)
})

/** How many registers it meant to write. */
function expectMeant(
  { world, operation }: Submission,
  change: NonNullable<Submission['entry']>['change'],
): number {
  const { stream, type } = operation
  const meant = meantWrites(operation, stream)
  const last = new Map(meant.map((write) => [`${write.id} ${write.register}`, write]))
  const state = stateAt(world, { ...stream, document: null })
  for (const { id, register, value } of last.values()) {
    const record = recordOf(state, id)
    expect(record && jsonEqual(readRegister(record, register), value), type).toBe(true)
  }
  const added = new Set(change.added.map(({ id }) => id))
  // Submitting pins the codebook too, and a layer that was unmade is brought back by making it.
  const own = new Set(['codebook', ...(type === 'layer.create' ? ['deleted'] : [])])
  const others = change.written.filter(({ id, register }) => {
    const isMeant = last.has(`${id} ${register}`) || added.has(id)
    return !isMeant && !(id === (stream.id as string) && own.has(register))
  })
  if (type !== 'batch') expect(others, type).toEqual([])
  return last.size
}
