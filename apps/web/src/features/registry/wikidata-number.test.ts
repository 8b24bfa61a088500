import { expect, test } from 'vitest'
import { wikidataNumber } from './wikidata-number.ts'

test('a number is read as it is written or pasted', () => {
  expect(wikidataNumber(' q42 ')).toBe('Q42')
  expect(wikidataNumber('https://www.wikidata.org/wiki/Q64')).toBe('Q64')
  expect(wikidataNumber('http://wikidata.org/entity/Q7')).toBe('Q7')
})

test('anything else is not one', () => {
  for (const words of ['', 'Q', 'Q0', 'Q01', '42', 'Halden', 'https://example.org/Q42'])
    expect(wikidataNumber(words), words).toBeUndefined()
})
