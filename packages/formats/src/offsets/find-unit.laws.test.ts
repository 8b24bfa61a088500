import { canonicalText, type TextRange } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { someGraphemes } from '../../test/some-corpus.ts'
import { canonicalDocument } from '../corpus/canonical-document.ts'
import { fitSpans, type QuotedSpan } from './find-unit.ts'
import { OffsetMap, type OffsetUnit, offsetUnits } from './offset-map.ts'

/** An original with line ends of every sort, and spans that end between its characters. */
const someOriginal = someGraphemes(['\r\n', '\r', '\n', '\r\n\r\n']).chain((text) => {
  const ends = endsIn(text)
  const end = fc.nat(ends.length - 1).map((index) => ends[index] ?? 0)
  const span = fc.tuple(end, end).map(([a, b]): TextRange => {
    return { startUtf16: Math.min(a, b), endUtf16: Math.max(a, b) }
  })
  return fc.record({ text: fc.constant(text), ranges: fc.array(span, { maxLength: 5 }) })
})

/** Where its characters end; a line end of two characters is not parted. */
function endsIn(text: string): readonly number[] {
  let at = 0
  return [0, ...[...text.matchAll(/\r\n|[\s\S]/gu)].map(([each]) => (at += each.length))]
}

function spansOf(
  text: string,
  ranges: readonly TextRange[],
  unit: OffsetUnit,
  isQuoted: boolean,
): readonly QuotedSpan[] {
  const map = new OffsetMap(text)
  return ranges.map(({ startUtf16, endUtf16 }, index) => ({
    start: map.toUnit(startUtf16, unit),
    end: map.toUnit(endUtf16, unit),
    quote: isQuoted ? text.slice(startUtf16, endUtf16) : null,
    where: `span ${index}`,
  }))
}

const plain = { values: {}, passages: [], links: [], signature: null } as const

describe.each(offsetUnits)('spans of originals, counted in %s', (unit) => {
  test.each([true, false])('are read where they were written, with quotes: %s', (isQuoted) =>
    fc.assert(
      fc.property(someOriginal, ({ text, ranges }) => {
        const spans = spansOf(text, ranges, unit, isQuoted)
        expect(fitSpans(text, spans, unit)).toEqual({ unit, ranges, misfits: [] })
      }),
      { numRuns: 1000 },
    ),
  )

  test('cover the same words in the text as it is stored', () =>
    fc.assert(
      fc.property(someOriginal, ({ text, ranges }) => {
        const { ranges: read } = fitSpans(text, spansOf(text, ranges, unit, true), unit)
        const annotations = read.flatMap((range, index) =>
          range
            ? [{ ...plain, id: `${index}`, kind: 'mention' as const, label: '', extent: [range] }]
            : [],
        )
        const layers = [{ kind: 'shared', annotator: null, annotations }] as const
        const stored = canonicalDocument({ id: '', name: '', text, meta: {}, zones: [], layers })
        if (!stored.ok) throw new Error('Originals of this law can be stored.')
        const words = stored.value.layers[0]?.annotations.map(({ extent: [range] }) =>
          stored.value.text.slice(range?.startUtf16, range?.endUtf16),
        )
        expect(words).toEqual(
          ranges.map(({ startUtf16, endUtf16 }) =>
            text.slice(startUtf16, endUtf16).replace(/\r\n?/g, '\n'),
          ),
        )
        expect(canonicalText(text)).toEqual({ ok: true, value: stored.value.text })
      }),
      { numRuns: 1000 },
    ))
})
