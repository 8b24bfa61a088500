import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findUnit, fitSpans } from './find-unit.ts'
import { OffsetMap, offsetUnits } from './offset-map.ts'

const text = '🕊️ Peace, said Żółć; “now”, said 👩‍👧 Ola.\nAnd then 𝐀.'
const quotes = ['Peace', 'Żółć', 'now', '👩‍👧 Ola', '𝐀']

function spansIn(unit: (typeof offsetUnits)[number]) {
  const map = new OffsetMap(text)
  return quotes.map((quote, index) => {
    const at = text.indexOf(quote)
    const [start, end] = [map.toUnit(at, unit), map.toUnit(at + quote.length, unit)]
    return { start, end, quote, where: `line ${index + 1}` }
  })
}

test.each(offsetUnits)('P1: spans counted in %s are found, whatever was declared', (unit) => {
  for (const declared of offsetUnits) {
    const found = findUnit(text, spansIn(unit), declared)
    expect(found).toMatchObject({ ok: true, value: { unit } })
    if (found.ok)
      expect(
        found.value.ranges.map((range) => text.slice(range.startUtf16, range.endUtf16)),
      ).toEqual(quotes)
  }
})

test('a quote that fits nowhere is named with its place', () => {
  const spans = [...spansIn('code-points'), { start: 1, end: 3, quote: 'Pe', where: 'line 9' }]
  expect(findUnit(text, spans, 'code-points')).toMatchObject({
    ok: false,
    reason: { where: 'line 9', message: expect.stringContaining('"Pe"') },
  })
})

test('without quotes the declared unit stands', () =>
  fc.assert(
    fc.property(fc.nat(20), (end) => {
      const spans = [{ start: 0, end, quote: null, where: '' }]
      const found = findUnit('a'.repeat(30), spans, 'code-points')
      expect(found).toMatchObject({ ok: true, value: { unit: 'code-points' } })
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
