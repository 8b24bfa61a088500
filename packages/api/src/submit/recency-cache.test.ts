import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecencyCache } from './recency-cache.ts'

type Act = { readonly do: 'put' | 'get' | 'drop'; readonly key: string; readonly bytes: number }
type Entry = { readonly key: string; readonly bytes: number; readonly at: number }

const maxBytes = 100
const act: fc.Arbitrary<Act> = fc.record({
  do: fc.constantFrom('put', 'put', 'get', 'drop'),
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  bytes: fc.integer({ min: 0, max: 150 }),
})

/** What is kept after an act, oldest use first: the slow and plain way. */
function after(entries: readonly Entry[], { do: what, key, bytes }: Act, at: number): Entry[] {
  const known = entries.find((entry) => entry.key === key)
  const others = entries.filter((entry) => entry !== known)
  if (what === 'drop') return others
  if (what === 'get') return known ? [...others, known] : others
  const all = [...others, { key, bytes, at }]
  while (weightOf(all) > maxBytes && all.length > 1) all.shift()
  return all
}

function weightOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** The cache, and what it should hold. */
class Watched {
  readonly #held = new Map<string, number>()
  readonly #cache = new RecencyCache<number>(maxBytes, (key, at) => {
    // Whoever is told that something goes is told what it was.
    expect(this.#held.get(key)).toBe(at)
    this.#held.delete(key)
  })

  act({ do: what, key, bytes }: Act, at: number): void {
    if (what === 'drop') this.#cache.drop(key)
    else if (what === 'get') expect(this.#cache.get(key)).toBe(this.#held.get(key))
    else {
      this.#held.set(key, at)
      this.#cache.put(key, at, bytes)
    }
  }

  expectToHold(entries: readonly Entry[]): void {
    expect([...this.#held].sort()).toEqual(entries.map(({ key, at }) => [key, at]).sort())
    expect(this.#cache.totalBytes).toBe(weightOf(entries))
    expect(this.#cache.totalBytes <= maxBytes || entries.length === 1).toBe(true)
    for (const { key, bytes } of entries) expect(this.#cache.bytesOf(key)).toBe(bytes)
  }
}

test('it weighs what is in it, never more than allowed but for one, and gives up what was longest unused', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const watched = new Watched()
      let expected: Entry[] = []
      for (const [at, each] of acts.entries()) {
        watched.act(each, at)
        expected = after(expected, each, at)
        watched.expectToHold(expected)
      }
    }),
  )
})
