import { recordIdSchema } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HeardChange, heardTogether, saidChanges } from './said-changes.ts'

const someChange: fc.Arbitrary<HeardChange> = fc.record({
  id: fc.uuid().map((id) => recordIdSchema.parse(id)),
  kind: fc.constantFrom('mention', 'claim', 'stance', 'relation'),
  title: fc.string({ minLength: 1 }),
  happened: fc.constantFrom('added', 'deleted', 'changed'),
  by: fc.constantFrom(null, 'Petra'),
  isOpen: fc.constant(false),
})

test('however much happens in a moment, at most three sentences are said', () => {
  fc.assert(
    fc.property(fc.array(someChange, { minLength: 2, maxLength: 500 }), (changes) => {
      expect(saidChanges(changes).length).toBeLessThan(300)
    }),
  )
})

test('a change of another record is not worth a word, that of the open one by a colleague is', () => {
  const changed = { ...sample, happened: 'changed' as const }
  expect(saidChanges([changed])).toBe('')
  expect(saidChanges([{ ...changed, isOpen: true }])).toBe('')
  expect(saidChanges([{ ...changed, isOpen: true, by: 'Petra' }])).toBe(
    'Petra changed the open record.',
  )
})

test('P31: what a colleague adds or deletes is said with their name', () => {
  const byBen = { ...sample, by: 'Ben Orr' }
  expect(saidChanges([byBen])).toBe('Ben Orr added: Mention, the Merrow.')
  const deleted = { ...byBen, happened: 'deleted' as const }
  expect(saidChanges([deleted])).toBe('Ben Orr deleted: Mention, the Merrow.')
  expect(saidChanges([{ ...deleted, isOpen: true }])).toBe('Ben Orr deleted the open record.')
  expect(saidChanges([{ ...deleted, isOpen: true, by: null }])).toBe(
    'Deleted: Mention, the Merrow.',
  )
})

test('one is named, several are counted', () => {
  expect(saidChanges([sample])).toBe('Added: Mention, the Merrow.')
  expect(saidChanges([sample, sample, { ...sample, happened: 'deleted' }])).toBe(
    '2 records added. Deleted: Mention, the Merrow.',
  )
})

test('P31: a new record that the server confirms in the same moment is still new', () => {
  const confirmed = { ...sample, happened: 'changed', isOpen: true } as const
  const byPetra = { ...confirmed, by: 'Petra' }
  expect(heardTogether(sample, confirmed)).toBe(sample)
  expect(heardTogether(sample, byPetra)).toBe(sample)
  expect(heardTogether(byPetra, confirmed)).toBe(byPetra)
  expect(heardTogether(confirmed, byPetra)).toBe(byPetra)
  const deleted = { ...sample, happened: 'deleted' } as const
  expect(heardTogether(sample, deleted)).toBe(deleted)
})

const sample: HeardChange = {
  id: recordIdSchema.parse('018f0000-0000-7000-8000-000000000000'),
  kind: 'mention',
  title: 'the Merrow',
  happened: 'added',
  by: null,
  isOpen: false,
}
