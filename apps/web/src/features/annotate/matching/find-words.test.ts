import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findWords } from './find-words.ts'

const words = (text: string, wanted: string, isCaseSensitive = true) =>
  findWords(text, wanted, { isCaseSensitive }).map(({ startUtf16 }) => startUtf16)

const someText = fc
  .array(fc.constantFrom('Toll', 'toll', 'tolls', 'the Toll', '🙂', 'é', '(Toll)', '\n', 'x'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(' '))

test('P28: what is found are the words, whole, in order, and all of them', () => {
  fc.assert(
    fc.property(someText, fc.constantFrom('Toll', 'the Toll', 'é', '🙂'), (text, wanted) => {
      const found = findWords(text, wanted, { isCaseSensitive: true })
      for (const { startUtf16, endUtf16 } of found)
        expect(text.slice(startUtf16, endUtf16)).toBe(wanted)
      const starts = found.map(({ startUtf16 }) => startUtf16)
      expect(starts).toEqual([...starts].sort((a, b) => a - b))
      // One space lies between the parts, so cutting at spaces finds the whole words another way.
      const byParts = [...text.matchAll(/[^\s()]+/gu)].map((part) => part[0])
      const wantedParts = wanted.split(' ')
      const many = byParts.filter((_, at) => wantedParts.every((w, i) => byParts[at + i] === w))
      if (!text.includes('\n')) expect(found).toHaveLength(many.length)
    }),
  )
})

test('whole words only, also beside signs, emoji and letters beyond Latin', () => {
  expect(words('toll tolls extoll (toll) toll’s toll-free', 'toll')).toEqual([0, 19, 25, 32])
  expect(words('🙂toll🙂 étoll tollé', 'toll')).toEqual([2])
  expect(words('a_toll toll_b toll', 'toll')).toEqual([14])
  expect(words('Москва, Москвы', 'Москва')).toEqual([0])
})

test('a letter that a combining mark changes is another letter', () => {
  expect(words('tole\u0301 tole', 'tole')).toEqual([6])
})

test('in scripts without spaces a word needs none', () => {
  expect(words('他在北京大学，不在北京。', '北京')).toEqual([2, 9])
})

test('upper and lower case count or do not', () => {
  expect(words('Apple apple APPLE', 'apple')).toEqual([6])
  expect(words('Apple apple APPLE', 'apple', false)).toEqual([0, 6, 12])
  expect(words('İstanbul ISTANBUL', 'istanbul', false)).toEqual([9])
})

test('signs mean themselves, and words stay on their line', () => {
  expect(words('a.c abc a.c', 'a.c')).toEqual([0, 8])
  expect(words('U-turn and/or (so)', 'U-turn')).toEqual([0])
  expect(words('U-turn and/or (so)', 'and/or (so)')).toEqual([7])
  expect(words('New  York New\nYork New York', 'New York')).toEqual([0, 19])
  expect(words('anything', '  ')).toEqual([])
})
