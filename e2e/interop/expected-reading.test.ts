import { expect, test } from 'vitest'
import { differencesOf, expectedCounts, expectedSpans } from './expected-reading.ts'
import { nastyCorpus } from './nasty-corpus.ts'

const spans = expectedSpans(nastyCorpus, { unit: 'code-points', cut: 'records' })
const counts = expectedCounts(nastyCorpus)

test('spans are counted in the unit of the reader', () => {
  const inUtf16 = expectedSpans(nastyCorpus, { unit: 'utf16', cut: 'records' })
  expect(spans[0]).toEqual(['document-1', 'Person', 6, 17, 'Zoë Quist 🦉'])
  expect(inUtf16[0]).toEqual(['document-1', 'Person', 9, 21, 'Zoë Quist 🦉'])
})

test('a gap makes one span of records and two of regions', () => {
  const claims = (cut: 'records' | 'regions') =>
    expectedSpans(nastyCorpus, { unit: 'utf16', cut }).filter(
      ([document, label]) => document === 'document-1' && label === 'claim',
    )
  expect(claims('records').map((span) => span[4])).toEqual(['the river will rise soon'])
  expect(claims('regions').map((span) => span[4])).toEqual(['the river will rise', 'soon'])
})

test('what is seen as it was meant does not differ, in any order', () => {
  expect(differencesOf({ spans, counts }, { spans: spans.toReversed(), counts: {} })).toEqual([])
})

test('a span that moved, one seen twice and a wrong or unknown count differ', () => {
  const [first, ...rest] = spans
  if (!first) throw new Error('The corpus has spans.')
  const [document, label, start, end, words] = first
  const moved = [document, label, start + 1, end + 1, words] as const
  expect(differencesOf({ spans, counts }, { spans: [moved, ...rest], counts: {} })).toHaveLength(2)
  expect(differencesOf({ spans, counts }, { spans: [first, ...spans], counts: {} })).toHaveLength(1)
  const wrong = { mentions: counts.mentions ?? 0, claims: 99, unicorns: 0 }
  expect(differencesOf({ spans, counts }, { spans, counts: wrong })).toEqual([
    'claims: 99 instead of 2',
    'unicorns: 0 instead of undefined',
  ])
})
