import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  grownRange,
  paragraphAt,
  sentenceAt,
  sentenceStep,
  shrunkRange,
  snapToWords,
  tidyRange,
  wordAt,
} from './text-units.ts'

const text = 'The river rose. Nobody in Kesmar said “why”  to them.\n\n  Ada’s 👩‍👩‍👧‍👦 left at 9.'
const quote = (range: { startUtf16: number; endUtf16: number } | undefined) =>
  range && text.slice(range.startUtf16, range.endUtf16)
const rangeOf = (words: string) => {
  const startUtf16 = text.indexOf(words)
  return { startUtf16, endUtf16: startUtf16 + words.length }
}

test('a drag over parts of words takes the whole words', () => {
  expect(quote(snapToWords(text, rangeOf('esmar sai')))).toBe('Kesmar said')
  expect(quote(snapToWords(text, rangeOf(' Kesmar ')))).toBe('Kesmar')
  expect(snapToWords(text, rangeOf('  '))).toBeUndefined()
})

test('a range that cuts an emoji takes all of it, and loses white space at its ends', () => {
  const family = rangeOf('👩‍👩‍👧‍👦')
  const cut = { startUtf16: family.startUtf16 + 3, endUtf16: family.endUtf16 + 1 }
  expect(quote(tidyRange(text, cut))).toBe('👩‍👩‍👧‍👦')
})

test('growing goes from word to sentence to paragraph and stops', () => {
  const word = wordAt(text, text.indexOf('esmar'))
  expect(quote(word)).toBe('Kesmar')
  const sentence = word && grownRange(text, word)
  expect(quote(sentence)).toBe('Nobody in Kesmar said “why”  to them.')
  const paragraph = sentence && grownRange(text, sentence)
  expect(quote(paragraph)).toBe('The river rose. Nobody in Kesmar said “why”  to them.')
  expect(paragraph && grownRange(text, paragraph)).toBeUndefined()
})

test('a caret grows to the word it stands in or right behind', () => {
  const caret = (offset: number) => grownRange(text, { startUtf16: offset, endUtf16: offset })
  expect(quote(caret(text.indexOf('Kesmar')))).toBe('Kesmar')
  expect(quote(caret(text.indexOf('Kesmar') + 'Kesmar'.length))).toBe('Kesmar')
})

test('shrinking goes back down to the word', () => {
  const paragraph = paragraphAt(text, 3)
  const sentence = paragraph && shrunkRange(text, paragraph)
  expect(quote(sentence)).toBe('The river rose.')
  const word = sentence && shrunkRange(text, sentence)
  expect(quote(word)).toBe('The')
  expect(word && shrunkRange(text, word)).toBeUndefined()
})

test('an empty line has no word, sentence or paragraph', () => {
  const blank = text.indexOf('\n\n') + 1
  expect([wordAt(text, blank), sentenceAt(text, blank), paragraphAt(text, blank)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('tidy and snapped ranges have letters at both ends and split no grapheme', () => {
  const pieces = fc.constantFrom(
    'a',
    'é',
    'e\u0301',
    ' ',
    '\n',
    '🇫🇷',
    '👩‍👩‍👧‍👦',
    'ب',
    '.',
    '\u00a0',
  )
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
      fc.nat(120),
      fc.nat(120),
      (sample, startUtf16, endUtf16) => {
        const edges = new Set([...graphemes.segment(sample)].map(({ index }) => index))
        edges.add(sample.length)
        for (const make of [tidyRange, snapToWords]) {
          const range = make(sample, { startUtf16, endUtf16 })
          if (!range) continue
          const covered = sample.slice(range.startUtf16, range.endUtf16)
          expect(covered.trim()).toBe(covered)
          expect(covered).not.toBe('')
          expect(edges.has(range.startUtf16) && edges.has(range.endUtf16)).toBe(true)
        }
      },
    ),
  )
})

test('steps by sentences stop where each begins, and the way back stops there too', () => {
  const piece = fc.constantFrom(
    ...['The river rose. ', 'Nobody', ' “why”  ', '\n\n', '  ', 'No! ', '👩‍👩‍👧‍👦', '他来了。'],
  )
  const stops = (some: string, direction: 1 | -1) => {
    const edge = direction === 1 ? some.length : 0
    const found = [some.length - edge]
    for (let at = found[0] ?? 0; at !== edge && found.length < 200; found.push(at))
      at = sentenceStep(some, at, direction)
    return found
  }
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const some = pieces.join('')
      const on = stops(some, 1)
      expect(on).toEqual([...new Set(on)].sort((a, b) => a - b))
      for (const at of on.slice(1, -1)) expect(sentenceAt(some, at)?.startUtf16).toBe(at)
      for (const at of stops(some, -1)) expect(on).toContain(at)
    }),
  )
})

test('from within a sentence one goes to its start, from there to the one before', () => {
  const nobody = text.indexOf('Nobody')
  expect(sentenceStep(text, text.indexOf('Kesmar'), -1)).toBe(nobody)
  expect(sentenceStep(text, nobody, -1)).toBe(0)
  expect(sentenceStep(text, nobody, 1)).toBe(text.indexOf('Ada'))
  expect(sentenceStep(text, text.length, 1)).toBe(text.length)
})
