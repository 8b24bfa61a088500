import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

const words = [
  'Peace',
  'U.S.',
  "l'été",
  '3.14',
  'can’t',
  'naïve',
  '👩‍👩‍👧',
  '🇨🇭',
  '“no!”',
  'x@y.z',
  'A.',
  '…',
  'סְפָרַד',
]
const gaps = [' ', ' ', '  ', '. ', '? ', '\n', '\n\n', '-', '\u00a0']
const someText = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...gaps)), { maxLength: 60 })
  .map((pieces) => pieces.flat().join(''))

/** As the segmenter cuts the text as a whole. */
function wholeOf(text: string, cutter: Intl.Segmenter) {
  return [...cutter.segment(text)].flatMap(({ segment, index }) => {
    const trimmed = segment.trim()
    const startUtf16 = index + segment.indexOf(trimmed)
    return trimmed === '' ? [] : [{ startUtf16, endUtf16: startUtf16 + trimmed.length }]
  })
}

describe.each(['word', 'sentence'] as const)('cutting each %s', (granularity) => {
  const cutter = new Intl.Segmenter('en', { granularity })

  test('in windows is what cutting the whole is', () =>
    fc.assert(
      fc.property(someText, fc.integer({ min: 40, max: 120 }), (text, windowUtf16) => {
        expect(cutText(text, cutter, windowUtf16)).toEqual(wholeOf(text, cutter))
      }),
    ))

  test('goes on where nothing can be cut', () => {
    const text = 'a'.repeat(1000)
    expect(cutText(text, cutter, 8)).toEqual([{ startUtf16: 0, endUtf16: 1000 }])
  })

  test('P21: of a text without spaces takes every sign once', () => {
    const text = '和平条約は昨日署名された。'.repeat(40)
    const ranges = cutText(text, cutter, 50)
    expect(
      ranges.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16)).join(''),
    ).toBe(text)
  })
})
