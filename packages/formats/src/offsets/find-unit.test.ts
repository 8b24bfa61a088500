import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitSpans, type QuotedSpan } from './find-unit.ts'
import { OffsetMap, type OffsetUnit, offsetUnits } from './offset-map.ts'

const text = '🕊️ Peace, said Żółć; “now”, said 👩‍👧 Ola.\nAnd then 𝐀.'
const quotes = ['Peace', 'Żółć', 'now', '👩‍👧 Ola', '𝐀']

function spansIn(unit: OffsetUnit): readonly QuotedSpan[] {
  const map = new OffsetMap(text)
  return quotes.map((quote, index) => {
    const at = text.indexOf(quote)
    const [start, end] = [map.toUnit(at, unit), map.toUnit(at + quote.length, unit)]
    return { start, end, quote, where: `line ${index + 1}` }
  })
}

const bare = (spans: readonly QuotedSpan[]) => spans.map((span) => ({ ...span, quote: null }))

const wordsAt = (ranges: ReturnType<typeof fitSpans>['ranges'], of = text) =>
  ranges.map((range) => range && of.slice(range.startUtf16, range.endUtf16))

test.each(offsetUnits)('P1: spans counted in %s are found, whatever was declared', (unit) => {
  for (const declared of offsetUnits) {
    const found = fitSpans(text, spansIn(unit), declared)
    expect(found).toMatchObject({ unit, misfits: [] })
    expect(wordsAt(found.ranges)).toEqual(quotes)
  }
})

test('a quote that fits nowhere is named with its place', () => {
  const bad = { start: 1, end: 3, quote: 'Pe', where: 'line 9' }
  expect(fitSpans(text, [...spansIn('code-points'), bad], 'code-points').misfits).toEqual([
    { index: quotes.length, where: 'line 9', message: expect.stringContaining('"Pe"') },
  ])
})

test('without quotes the declared unit stands', () =>
  fc.assert(
    fc.property(fc.nat(20), (end) => {
      const spans = [{ start: 0, end, quote: null, where: '' }]
      expect(fitSpans('a'.repeat(30), spans, 'code-points').unit).toBe('code-points')
    }),
  ))

test('P16: one bad span takes no other with it, in whatever unit the others are', () => {
  for (const unit of offsetUnits) {
    const bad = { start: 1, end: 3, quote: 'nowhere', where: 'line 9' }
    const { ranges, misfits, ...fitted } = fitSpans(text, [...spansIn(unit), bad], 'code-points')
    expect(fitted.unit).toBe(unit)
    expect(ranges.filter((range) => range !== undefined)).toHaveLength(quotes.length)
    expect(misfits).toMatchObject([{ index: quotes.length, where: 'line 9' }])
  }
})

test('P1: a span beyond the end is named in its unit, and the others are read in it', () => {
  const short = '🙂 Ola met Bo'
  const spans = [
    { start: 2, end: 5, quote: null, where: 'first' },
    { start: 10, end: 13, quote: null, where: 'second' },
  ]
  const found = fitSpans(short, spans, 'code-points')
  expect(found.unit).toBe('code-points')
  expect(wordsAt(found.ranges, short)).toEqual(['Ola', undefined])
  expect(found.misfits).toEqual([
    { index: 1, where: 'second', message: expect.stringMatching(/10-13 .*in code points/) },
  ])
})

test('quotes that speak for different units leave the declared one', () => {
  const [early] = spansIn('utf16')
  const [, , , late] = spansIn('utf8')
  const spans = [early, late].filter((span) => span !== undefined)
  expect(fitSpans(text, spans, 'code-points')).toMatchObject({
    unit: 'code-points',
    misfits: [{ index: 0 }, { index: 1 }],
  })
})

describe('in texts with characters beyond the first plane', () => {
  const someText = fc
    .array(fc.constantFrom('a', 'é', '🕊', '👩‍👧', '𝐀', ' '), { minLength: 1, maxLength: 30 })
    .map((characters) => characters.join(''))
  const someSpans = fc.array(
    fc.record({ start: fc.nat(40), length: fc.nat(9), isQuoted: fc.boolean() }),
    { maxLength: 6 },
  )
  const someBad = fc.record({ start: fc.integer({ min: -3, max: 200 }), length: fc.nat(200) })
  const unit = fc.constantFrom(...offsetUnits)

  test('P1: a span without a quote, good or bad, changes how no other is read', () =>
    fc.assert(
      fc.property(
        fc.record({ text: someText, drawn: someSpans, bad: someBad, declared: unit, of: unit }),
        ({ text, drawn, bad, declared, of }) => {
          const map = new OffsetMap(text)
          const spans = drawn.map(({ start, length, isQuoted }): QuotedSpan => {
            const [from, to] = [map.fromUnit(start, of), map.fromUnit(start + length, of)]
            const isThere = from !== undefined && to !== undefined
            const quote = isQuoted && isThere ? text.slice(from, to) : null
            return { start, end: start + length, quote, where: '' }
          })
          const more = { start: bad.start, end: bad.start + bad.length, quote: null, where: 'bad' }
          const [alone, together] = [spans, [...spans, more]].map((all) =>
            fitSpans(text, all, declared),
          )
          expect(together?.unit).toBe(alone?.unit)
          expect(together?.ranges.slice(0, -1)).toEqual(alone?.ranges)
        },
      ),
      { numRuns: 1000 },
    ))

  test('P1: without quotes nothing is read in another unit', () =>
    fc.assert(
      fc.property(unit, unit, (declared, other) => {
        expect(fitSpans(text, bare(spansIn(other)), declared).unit).toBe(declared)
      }),
    ))
})
