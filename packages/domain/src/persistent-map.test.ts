import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  emptyMap,
  mapEntries,
  mapGet,
  mapKeys,
  mapOf,
  mapValues,
  mapWith,
  mapWithout,
  type PersistentMap,
} from './persistent-map.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

// Few keys make writes meet; some of them share a whole hash.
const collisions = collidingKeys(4)
const key = fc.oneof(
  fc.constantFrom(...collisions),
  fc.nat(40).map(String),
  fc.string({ maxLength: 3 }),
)
const steps = fc.array(fc.record({ put: fc.boolean(), key, value: fc.nat(9) }), {
  maxLength: 200,
  size: 'max',
})

const entriesOf = <Value>(map: PersistentMap<Value>) => new Map(mapEntries(map))

test('says what a Map says after any writes and removals, and leaves every earlier map alone', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const model = new Map<string, number>()
      let map = emptyMap<number>()
      const seen: (readonly [PersistentMap<number>, ReadonlyMap<string, number>])[] = []
      for (const step of all) {
        seen.push([map, new Map(model)])
        if (step.put) {
          model.set(step.key, step.value)
          map = mapWith(map, step.key, step.value)
        } else {
          model.delete(step.key)
          map = mapWithout(map, step.key)
        }
        expect(map.size).toBe(model.size)
        expect(mapGet(map, step.key)).toBe(model.get(step.key))
      }
      for (const [earlier, expected] of [...seen, [map, model] as const]) {
        expect(entriesOf(earlier)).toEqual(expected)
        expect(earlier.size).toBe(expected.size)
      }
    }),
    { numRuns: 100 },
  )
})

test('built in one go it says the same as built one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 300, size: 'max' }), (entries) => {
      const oneByOne = entries.reduce((map, [k, v]) => mapWith(map, k, v), emptyMap<number>())
      const atOnce = mapOf(entries)
      expect(entriesOf(atOnce)).toEqual(entriesOf(oneByOne))
      expect(atOnce.size).toBe(oneByOne.size)
      const emptied = entries.reduce((map, [k]) => mapWithout(map, k), atOnce)
      expect(emptied).toEqual(emptyMap())
    }),
    { numRuns: 50 },
  )
})

describe('a map', () => {
  const large = mapOf(Array.from({ length: 5000 }, (_, index) => [`key ${index}`, index] as const))

  test('finds every one of many keys, and lists each once', () => {
    expect(large.size).toBe(5000)
    expect([...mapValues(large)].sort((a, b) => a - b)).toEqual([...Array(5000).keys()])
    expect(new Set(mapKeys(large)).size).toBe(5000)
    expect(mapGet(large, 'key 4999')).toBe(4999)
    expect(mapGet(large, 'key 5000')).toBeUndefined()
  })

  test('is the same map when nothing changes', () => {
    expect(mapWithout(large, 'not there')).toBe(large)
    expect(mapWith(large, 'key 7', 7)).toBe(large)
    expect(mapOf([])).toBe(emptyMap())
  })

  test('keeps apart more keys of one hash than fit in a leaf', () => {
    const oneByOne = collisions.reduce(
      (map, k, index) => mapWith(map, k, index),
      emptyMap<number>(),
    )
    const atOnce = mapOf(collisions.map((k, index) => [k, index] as const))
    for (const map of [oneByOne, atOnce])
      expect(collisions.map((k) => mapGet(map, k))).toEqual([...collisions.keys()])
    expect(collisions.reduce((map, k) => mapWithout(map, k), oneByOne)).toEqual(emptyMap())
  })

  test('takes keys that name parts of every object', () => {
    const map = mapOf([
      ['__proto__', 1],
      ['constructor', 2],
    ])
    expect([mapGet(map, '__proto__'), mapGet(map, 'constructor'), mapGet(map, 'toString')]).toEqual(
      [1, 2, undefined],
    )
  })
})

/**
 * `2 ** stages` keys of one FNV-1a hash. Two words that meet from one state of the hash meet
 * whatever stood before them, so every stage doubles the keys (Joux, 2004).
 */
function collidingKeys(stages: number): string[] {
  let keys = ['']
  let state = 0x811c9dc5
  for (let stage = 0; stage < stages; stage += 1) {
    const [one, other] = pairFrom(state)
    keys = keys.flatMap((start) => [start + one, start + other])
    state = hashFrom(state, one)
  }
  return keys
}

function pairFrom(state: number): readonly [string, string] {
  const seen = new Map<number, string>()
  for (let index = 0; ; index += 1) {
    const word = index.toString(36)
    const hash = hashFrom(state, word)
    const known = seen.get(hash)
    if (known !== undefined) return [known, word]
    seen.set(hash, word)
  }
}

function hashFrom(state: number, word: string): number {
  let hash = state
  for (let at = 0; at < word.length; at += 1)
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
