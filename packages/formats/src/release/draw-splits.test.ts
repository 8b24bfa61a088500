import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSplits, type SplitGroup, type SplitPercents, splitNames } from './draw-splits.ts'
import { seededRandom, shuffled } from './seeded-random.ts'

const seeds = fc.nat(0xffffffff)
const percents = fc
  .tuple(fc.nat(100), fc.nat(100))
  .map(([a, b]) => [Math.min(a, b), Math.abs(a - b)])
  .map(([train = 0, validation = 0]) => ({ train, validation, test: 100 - train - validation }))
const groupLists = fc
  .array(
    fc.record({
      documents: fc.integer({ min: 1, max: 6 }),
      labels: fc.dictionary(
        fc.constantFrom('person', 'place', 'denial', 'for', 'against', '__proto__', 'constructor'),
        fc.integer({ min: 1, max: 40 }),
      ),
    }),
    { maxLength: 40 },
  )
  .map((given) => given.map((each, at) => ({ ...each, id: String(at).padStart(3, '0') })))

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

test('every group has one split; one seed draws the same from any order', () => {
  fc.assert(
    fc.property(groupLists, percents, seeds, seeds, (groups, shares, seed, mix) => {
      const draw = { seed, percents: shares }
      const splits = drawSplits(groups, draw)
      expect([...splits.keys()].toSorted()).toEqual(groups.map(({ id }) => id))
      const mixed = shuffled(groups, seededRandom(mix))
      for (const { id } of groups) expect(drawSplits(mixed, draw).get(id)).toBe(splits.get(id))
    }),
  )
})

test('no split has more documents than its share and one group, and none that has no share', () => {
  fc.assert(
    fc.property(groupLists, percents, seeds, (groups, shares, seed) => {
      fc.pre(groups.length > 0)
      const splits = drawSplits(groups, { seed, percents: shares })
      const all = sum(groups.map(({ documents }) => documents))
      const largest = Math.max(0, ...groups.map(({ documents }) => documents))
      for (const name of splitNames) {
        const own = sum(
          groups.filter(({ id }) => splits.get(id) === name).map(({ documents }) => documents),
        )
        if (shares[name] === 0) expect(own).toBe(0)
        else expect(own * 100).toBeLessThan(shares[name] * all + largest * 100)
      }
    }),
  )
})

const even: SplitPercents = { train: 80, validation: 10, test: 10 }

test('rare labels are dealt out by the shares, whatever the seed', () => {
  const groups = Array.from(
    { length: 400 },
    (_, at): SplitGroup => ({
      id: String(at).padStart(3, '0'),
      documents: 1 + (at % 3 === 0 ? 1 : 0),
      labels: {
        person: 1 + (at % 7),
        ...(at % 20 === 0 ? { denial: 1 } : {}),
        ...(at % 2 === 0 ? { place: 2 } : {}),
      },
    }),
  )
  fc.assert(
    fc.property(seeds, (seed) => {
      const splits = drawSplits(groups, { seed, percents: even })
      // What is dealt out last has to make do with the documents that the rarer ones left.
      for (const [label, tolerance] of [
        ['denial', 0.05],
        ['place', 0.12],
        ['person', 0.25],
      ] as const) {
        const count = (those: readonly SplitGroup[]) =>
          sum(those.map(({ labels }) => labels[label] ?? 0))
        for (const name of splitNames) {
          const own = count(groups.filter(({ id }) => splits.get(id) === name))
          const wanted = (count(groups) * even[name]) / 100
          expect(Math.abs(own - wanted)).toBeLessThanOrEqual(Math.max(1, wanted * tolerance))
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('another seed draws other splits', () => {
  const groups = Array.from({ length: 50 }, (_, at) => ({
    id: String(at).padStart(2, '0'),
    documents: 1,
    labels: {},
  }))
  const drawn = (seed: number) => [...drawSplits(groups, { seed, percents: even })].toSorted()
  expect(drawn(1)).toEqual(drawn(1))
  expect(drawn(1)).not.toEqual(drawn(2))
})

test('the numbers of a seed are the same for ever', () => {
  const random = seededRandom(2026)
  expect([random(), random(), random()].map((each) => each.toFixed(9))).toMatchInlineSnapshot(`
    [
      "0.455407699",
      "0.308496146",
      "0.661157449",
    ]
  `)
})
