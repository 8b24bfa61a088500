import { type LayerRecord, labelIdSchema, type RecordId, type UserId } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFiltering, noFilter, passes, type RecordFilter } from './record-filter.ts'

const labelId = (digit: number) =>
  labelIdSchema.parse(`0192f0aa-0000-7000-8000-00000000000${digit}`)
const person = labelId(1)
const minister = labelId(2)
const place = labelId(3)
const ann = 'ann' as UserId // any word will do
const ben = 'ben' as UserId // as above

const labels = new Map([
  [person, { id: person, parent: null }],
  [minister, { id: minister, parent: person }],
  [place, { id: place, parent: null }],
])
const facts = {
  codebook: { labels } as never, // only parents are read
  makerOf: (id: RecordId) => (id.startsWith('a') ? ann : ben),
}

const mention = (id: string, label = person, entity: string | null = null) =>
  ({ id, kind: 'mention', data: { label, entity } }) as unknown as LayerRecord // only these are read
const claim = (id: string) =>
  ({ id, kind: 'claim', data: { topics: [] } }) as unknown as LayerRecord // as above

const someRecord = fc
  .tuple(fc.constantFrom('a1', 'b1'), fc.constantFrom(person, minister, place), fc.boolean())
  .chain(([id, label, isLinked]) =>
    fc.constantFrom(mention(id, label, isLinked ? 'e' : null), claim(id)),
  )
const someFilter: fc.Arbitrary<RecordFilter> = fc.record({
  hiddenKinds: fc.uniqueArray(fc.constantFrom('mention' as const, 'claim' as const)).map(setOf),
  labels: fc.uniqueArray(fc.constantFrom(person, place)).map(setOf),
  people: fc.uniqueArray(fc.constantFrom(ann, ben)).map(setOf),
  isUnlinkedOnly: fc.boolean(),
})

function setOf<Item>(items: readonly Item[]): ReadonlySet<Item> {
  return new Set(items)
}

test('without a filter everything is shown', () => {
  fc.assert(
    fc.property(someRecord, (record) => {
      expect(passes(noFilter, record, facts)).toBe(true)
    }),
  )
  expect(isFiltering(noFilter)).toBe(false)
})

test('a filter shows what each of its parts alone shows', () => {
  fc.assert(
    fc.property(someFilter, someRecord, (filter, record) => {
      const parts = [
        { ...noFilter, hiddenKinds: filter.hiddenKinds },
        { ...noFilter, labels: filter.labels },
        { ...noFilter, people: filter.people },
        { ...noFilter, isUnlinkedOnly: filter.isUnlinkedOnly },
      ]
      const byParts = parts.every((part) => passes(part, record, facts))
      expect(passes(filter, record, facts)).toBe(byParts)
      expect(isFiltering(filter)).toBe(parts.some(isFiltering))
    }),
  )
})

test('a label stands for those below it', () => {
  const people = { ...noFilter, labels: new Set([person]) }
  expect(passes(people, mention('a', minister), facts)).toBe(true)
  expect(passes(people, mention('a', place), facts)).toBe(false)
  expect(passes({ ...noFilter, labels: new Set([minister]) }, mention('a'), facts)).toBe(false)
})

test('only mine, and only mentions without an entity', () => {
  const mine = { ...noFilter, people: new Set([ann]) }
  expect([claim('a1'), claim('b1')].map((each) => passes(mine, each, facts))).toEqual([true, false])
  const unlinked = { ...noFilter, isUnlinkedOnly: true }
  expect(passes(unlinked, mention('a'), facts)).toBe(true)
  expect(passes(unlinked, mention('a', person, 'e'), facts)).toBe(false)
  expect(passes(unlinked, claim('a'), facts)).toBe(false)
})
