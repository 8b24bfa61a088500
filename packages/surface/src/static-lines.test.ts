import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangeOf, sampleRecords, sampleText, sampleZones } from '../test/sample.ts'
import { staticLines } from './static-lines.ts'

test('the pieces of all lines together are the text', () => {
  const lines = [...staticLines({ text: sampleText, records: sampleRecords, zones: sampleZones })]
  const written = lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''))
  expect(written.join('\n')).toBe(sampleText)
  for (const { pieces } of lines)
    for (const { startUtf16, text } of pieces)
      expect(sampleText.slice(startUtf16, startUtf16 + text.length)).toBe(text)
})

test('each letter stands in a piece with exactly the records that cover it', () => {
  const pieces = [...staticLines({ text: sampleText, records: sampleRecords })].flatMap((line) => [
    ...line.pieces,
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: sampleText.length - 1 }), (offsetUtf16) => {
      fc.pre(sampleText[offsetUtf16] !== '\n')
      const piece = pieces.findLast(({ startUtf16 }) => startUtf16 <= offsetUtf16)
      const covering = sampleRecords.filter(({ parts }) =>
        parts.some((part) => part.startUtf16 <= offsetUtf16 && offsetUtf16 < part.endUtf16),
      )
      expect(new Set(piece?.records)).toEqual(new Set(covering))
      expect(piece?.className === null).toBe(covering.length === 0)
    }),
  )
})

test('lines say their zone and direction', () => {
  const lines = [...staticLines({ text: sampleText, records: [], zones: sampleZones })]
  const lineAt = (words: string) =>
    lines.findLast(({ startUtf16 }) => startUtf16 <= rangeOf(words).startUtf16)
  expect(lineAt('Aldova Throws')?.kind).toBe('headline')
  expect(lineAt('وزير الطاقة')?.attributes.dir).toBe('rtl')
})
