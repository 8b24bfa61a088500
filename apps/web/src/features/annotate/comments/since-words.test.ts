import type { UserId } from '@parallax/domain'
import { expect, test } from 'vitest'
import { hasNews, type SinceVisit, sinceWords } from './since-words.ts'

const nameOf = (id: UserId) => `${id}`.toUpperCase()
const since = (people: readonly object[], change: Partial<SinceVisit> = {}): SinceVisit => ({
  at: '2030-01-01T00:00:00.000Z',
  isCut: false,
  records: [],
  // Ids are short here, and what nobody did is left out.
  people: people.map((each) => ({
    added: {},
    changed: {},
    deleted: {},
    ...each,
  })) as unknown as SinceVisit['people'],
  ...change,
})

test('says who added, changed, deleted and commented, in whole words', () => {
  const words = sinceWords(
    since([
      { userId: 'mei', added: { claim: 3, comment: 1 }, changed: { mention: 1, stance: 2 } },
      { userId: 'sol', deleted: { documentLabel: 1 } },
    ]),
    nameOf,
  )
  expect(words).toBe(
    'MEI added 3 claims, changed 1 mention and 2 stances and wrote 1 comment. SOL deleted 1 document label.',
  )
})

test('names at most three people, and says that there was more', () => {
  const people = ['a', 'b', 'c', 'd', 'e'].map((userId) => ({ userId, added: { claim: 1 } }))
  const words = sinceWords(since(people, { isCut: true }), nameOf)
  expect(words).toContain('2 others did something too.')
  expect(words).toContain('And more.')
  expect(words).not.toContain('D added')
})

test('that only a comment was edited is said too, and nothing is no news', () => {
  const edited = since([{ userId: 'mei', changed: { comment: 1 } }])
  expect(sinceWords(edited, nameOf)).toBe('MEI edited comments.')
  expect(hasNews(edited)).toBe(true)
  expect(hasNews(since([]))).toBe(false)
  expect(hasNews(null)).toBe(false)
})
