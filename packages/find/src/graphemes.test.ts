import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleText } from '../test/find-samples.ts'
import { eachGrapheme, graphemeEnd } from './graphemes.ts'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

test('letters are those of Intl.Segmenter', () => {
  const anyText = fc.oneof(sampleText, fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(anyText, (text) => {
      const wanted = [...segmenter.segment(text)].map(({ segment, index }) => [segment, index])
      const seen: unknown[] = []
      eachGrapheme(text, { startUtf16: 0, endUtf16: text.length }, (letter, at) =>
        seen.push([letter, at]),
      )
      expect(seen).toEqual(wanted)
      for (const { segment, index } of segmenter.segment(text))
        expect(graphemeEnd(text, index)).toBe(index + segment.length)
    }),
    { numRuns: 150 },
  )
})

test('a letter of many marks is one', () => {
  const letter = `a${'\u0301'.repeat(500)}`
  expect(graphemeEnd(`${letter}b`, 0)).toBe(letter.length)
})
