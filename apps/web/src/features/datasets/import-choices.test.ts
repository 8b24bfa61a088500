import { expect, test } from 'vitest'
import { choicesOf, labelKey, nothingChosen } from './import-choices.ts'

const label = (name: string, id: string | null, suggestion: string | null) => ({
  slot: 'entityType' as const,
  set: 'Types',
  name,
  count: 1,
  id,
  suggestion,
})
const labels = [label('Person', 'p', null), label('PER', null, 'p'), label('Bird', null, null)]
const annotators = [
  { name: 'ada', count: 3, suggestion: 'ada-id' },
  { name: 'bo', count: 1, suggestion: null },
]
// Only these parts of a preview are looked at.
const preview = { labels, annotators } as unknown as Parameters<typeof choicesOf>[0]

test('what nobody chose follows what looks alike', () => {
  const choices = choicesOf(preview, nothingChosen)
  expect(choices.labels).toMatchObject([
    { name: 'PER', to: { id: 'p' } },
    { name: 'Bird', to: 'create' },
  ])
  expect(choices.people).toEqual([
    { name: 'ada', userId: 'ada-id' },
    { name: 'bo', userId: null },
  ])
})

test('what was chosen goes before', () => {
  const chosen = {
    ...nothingChosen,
    labels: { [labelKey(label('PER', null, 'p'))]: 'skip' },
    people: { ada: 'guest', bo: 'bo-id' },
  }
  const choices = choicesOf(preview, chosen)
  expect(choices.labels?.[0]).toMatchObject({ name: 'PER', to: 'skip' })
  expect(choices.people).toEqual([
    { name: 'ada', userId: null },
    { name: 'bo', userId: 'bo-id' },
  ])
})
