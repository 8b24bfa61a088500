import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDisplayMap, maxDisplayLineUtf16 } from './display-map.ts'

const bits = [
  'word',
  ' ',
  '. ',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\u00a0',
  'é',
  'e\u0301',
  ' \u0301',
  '漢字',
  'مرحبا',
  '👩‍👩‍👧‍👦',
  '🇫🇷🇩🇪',
  '\u0600 ',
  '\ud83d',
]
const textArbitrary = fc
  .array(
    fc.tuple(
      fc.constantFrom(...bits),
      fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 20 }) }, fc.nat(4500)),
    ),
    { maxLength: 12 },
  )
  .map((runs) => runs.map(([bit, times]) => bit.repeat(times)).join(''))
  .map((text) => text.slice(0, 11_000))

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

test('an offset goes there and back, on either side of a put-in break', () => {
  fc.assert(
    fc.property(textArbitrary, (text) => {
      const map = createDisplayMap(text)
      for (let offset = 0; offset <= text.length; offset += 3)
        for (const side of [-1, 1] as const)
          if (map.toDoc(map.toView(offset, side)) !== offset)
            throw new Error(`offset ${offset} came back as ${map.toDoc(map.toView(offset, side))}`)
    }),
    { numRuns: 60 },
  )
})

test('no display line is too long and every letter stays', () => {
  fc.assert(
    fc.property(textArbitrary, (text) => {
      const { display, toDoc } = createDisplayMap(text)
      for (const line of display.split('\n'))
        expect(line.length).toBeLessThanOrEqual(maxDisplayLineUtf16)
      for (let view = 0; view < display.length; view++) {
        const shown = display[view]
        const canonical = text[toDoc(view)]
        if (shown !== canonical && shown !== '\n' && shown !== '\u200b')
          throw new Error(`display ${view} shows ${shown} for ${canonical}`)
      }
    }),
    { numRuns: 60 },
  )
})

test('no grapheme is split by a line', () => {
  fc.assert(
    fc.property(textArbitrary, (text) => {
      const { display, toDoc } = createDisplayMap(text)
      const graphemes = [...segmenter.segment(text)]
      fc.pre(graphemes.every(({ segment }) => segment.length < maxDisplayLineUtf16))
      const starts = new Set(graphemes.map(({ index }) => index)).add(text.length)
      let at = display.indexOf('\n')
      while (at >= 0) {
        const offset = toDoc(at + 1)
        if (!starts.has(offset)) throw new Error(`line starts inside a grapheme at ${offset}`)
        at = display.indexOf('\n', at + 1)
      }
    }),
    { numRuns: 30 },
  )
})

test('all kinds of line break become one, and no offset moves', () => {
  const map = createDisplayMap('a\r\nb\rc\u2028d\u2029e\nf')
  expect(map.display).toBe('a\u200b\nb\nc\nd\ne\nf')
  expect(map.toView(5)).toBe(5)
})

test('a long paragraph breaks after a sentence, and its later lines are told apart', () => {
  const sentence = 'The committee met again on Thursday. '
  const map = createDisplayMap(`${sentence.repeat(300)}\nshort`)
  const lines = map.display.split('\n')
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.slice(0, -3).every((line) => line.endsWith('.'))).toBe(true)
  const starts = lines.map((_, index) => lines.slice(0, index).join('\n').length + (index ? 1 : 0))
  expect(starts.map((start) => map.isContinuation(start))).toEqual(
    lines.map((_, index) => index > 0 && index < lines.length - 1),
  )
})

test('a text without white space is cut between letters, and offsets shift by the cuts', () => {
  const map = createDisplayMap('漢'.repeat(9000))
  expect(map.display.length).toBe(9002)
  expect(map.toView(4000, -1)).toBe(4000)
  expect(map.toView(4000, 1)).toBe(4001)
  expect(map.toDoc(9002)).toBe(9000)
})

test('a run of flags is cut between flags, wherever they begin', () => {
  const { display, toDoc } = createDisplayMap(` \u0301${'🇫🇷🇩🇪'.repeat(600)}`)
  expect(toDoc(display.indexOf('\n') + 1)).toBe(3998)
})
