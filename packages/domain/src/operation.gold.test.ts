import { describe, expect, test, vi } from 'vitest'
import { goldJson, goldTexts } from '../test/gold-files.ts'
import { goldId, goldRequests, goldWorld } from '../test/gold-mapping.ts'
import { comesOutEqual, expectedBack, readBack } from '../test/gold-reading.ts'
import { type Gold, goldSchema } from '../test/gold-schema.ts'
import { violationsOf } from '../test/invariants.ts'
import { expectReplay, expectTrueIndexes } from '../test/laws.ts'
import { sampleProjectId } from '../test/sample-ids.ts'
import { people, registryAddress, submit, type World } from '../test/world.ts'
import { checkExtent, quoteOf } from './text-range.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

if (goldJson === undefined) {
  test('gold file not here: not run', () => {
    expect(goldTexts.size).toBe(0)
  })
} else {
  const gold = goldSchema.parse(JSON.parse(goldJson))
  const start = goldWorld(gold, sampleProjectId('gold'), goldTexts)

  describe('the gold file', () => {
    const { world, refusals } = takenIn(gold, start)

    test('goes in without a refusal', () => {
      expect(refusals).toEqual([])
    })

    test('comes out equal', () => {
      expect(readBack(gold, world)).toEqual(expectedBack(gold))
      expect(comesOutEqual(gold, world)).toBe(true)
    })

    test('is not called equal when one word of it is another', () => {
      const [entity] = gold.entities
      const id = goldId(entity?.id ?? '')
      const changed = submit(world, {
        address: registryAddress(world),
        actor: people.jude,
        type: 'registry.set',
        args: { id, register: 'note', value: 'changed' },
      })
      expect(changed.outcome.ok).toBe(true)
      expect(comesOutEqual(gold, changed.world)).toBe(false)
    })

    test('breaks no invariant, and replays', () => {
      expect(violationsOf(world, 'stream', 'planned', 'log')).toEqual([])
      for (const { address, state } of world.streams.values()) {
        expectTrueIndexes(state)
        expectReplay(world, address)
      }
    })
  })

  test('the offset fixture holds: UTF-16 units, whole characters', () => {
    const { text, lengthUtf16, spans } = gold.offsetFixture
    expect(text).toHaveLength(lengthUtf16)
    for (const { text: covered, utf16 } of spans) {
      const extent = [{ startUtf16: utf16[0], endUtf16: utf16[1] }]
      expect(checkExtent(extent, text)).toBeUndefined()
      expect(quoteOf(extent, text)).toBe(covered)
    }
  })
}

function takenIn(gold: Gold, start: World) {
  const refusals: object[] = []
  const requests = goldRequests(gold, start)
  const world = requests.reduce((running, request) => {
    const submission = submit(running, request)
    if (!submission.outcome.ok)
      refusals.push({ type: request.type, reason: submission.outcome.reason })
    return submission.world
  }, start)
  return { world, refusals }
}
