import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markedRanges, rankedItems, rankOf } from './rank-items.ts'

const item = (title: string) => ({ id: title, title, run: () => undefined })

test('what is typed exactly comes first, then what begins with it, then words, then beginnings', () => {
  const titles = ['Floor load', 'Orlo dam', 'The dam of Orlo', 'Orlo', 'Corlon', 'Or Lock', 'Dam']
  const group = { id: 'a', title: 'A', items: titles.map(item) }
  expect(rankedItems(group, 'orlo').map(({ title }) => title)).toEqual([
    'Orlo',
    'Orlo dam',
    'The dam of Orlo',
    'Corlon',
    'Or Lock',
  ])
})

test('accents and case are overlooked', () => {
  expect(rankOf('cafe', 'Café')).toBe(0)
  expect(rankOf('NEXT REC', 'Next record')).toBe(1)
})

test('every title fits itself best, and its beginning next best', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zé][a-zé ]{0,20}[a-z]$/), fc.nat(20), (title, length) => {
      expect(rankOf(title, title)).toBe(0)
      expect(rankOf(title.slice(0, length + 1), title)).toBeLessThanOrEqual(1)
    }),
  )
})

test('more letters never fit where fewer did not', () => {
  const short = fc.stringMatching(/^[abc ]{1,4}$/)
  fc.assert(
    fc.property(short, short, fc.stringMatching(/^[abc ]{0,12}$/), (words, more, title) => {
      if (rankOf(words, title) === undefined)
        expect(rankOf(`${words}${more}`, title)).toBeUndefined()
    }),
  )
})

test('answers of the server stay, whatever they were found by', () => {
  const group = { id: 'a', title: 'A', items: [item('Bridge'), item('Toll road')], isFound: true }
  expect(rankedItems(group, 'toll').map(({ title }) => title)).toEqual(['Toll road', 'Bridge'])
})

test('the words are marked where they stand', () => {
  expect(markedRanges('orlo', 'Orlo, órlo')).toEqual([
    { startUtf16: 0, endUtf16: 4 },
    { startUtf16: 6, endUtf16: 10 },
  ])
})
