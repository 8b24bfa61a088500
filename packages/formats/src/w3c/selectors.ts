import type { Extent, TextRange } from '@parallax/domain'
import type { OffsetMap, OffsetUnit } from '../offsets/offset-map.ts'

/** How many code units of the text stand around a quote, at most. */
const contextUtf16 = 32

/** A range as both of the selectors that find it: by its words and by its position. */
export function selectorsOf(range: TextRange, text: string, map: OffsetMap, unit: OffsetUnit) {
  const { startUtf16, endUtf16 } = range
  return [
    {
      type: 'TextQuoteSelector',
      exact: text.slice(startUtf16, endUtf16),
      prefix: wholeStart(text.slice(Math.max(0, startUtf16 - contextUtf16), startUtf16)),
      suffix: wholeEnd(text.slice(endUtf16, endUtf16 + contextUtf16)),
    },
    {
      type: 'TextPositionSelector',
      start: map.toUnit(startUtf16, unit),
      end: map.toUnit(endUtf16, unit),
    },
  ]
}

/** An extent as a target or body: one resource, or several that belong together. */
export function resourceOf(
  extent: Extent,
  source: string,
  selectors: (range: TextRange) => readonly object[],
): object {
  const items = extent.map((range) => ({
    type: 'SpecificResource',
    source,
    selector: selectors(range),
  }))
  const [only] = items
  return items.length === 1 && only ? only : { type: 'Composite', items }
}

function wholeStart(words: string): string {
  return words.replace(/^[\udc00-\udfff]/, '')
}

function wholeEnd(words: string): string {
  return words.replace(/[\ud800-\udbff]$/, '')
}
