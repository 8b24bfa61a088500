import { OffsetMap } from '@parallax/formats'

/** A stretch of text as records hold it. */
type RangeUtf16 = { readonly startUtf16: number; readonly endUtf16: number }

/** How answers count places: as JavaScript and Java do, or as Python and R do. */
export const offsetWords = ['utf16', 'codepoints'] as const
export type OffsetWord = (typeof offsetWords)[number]

type RangeCodePoints = { readonly startCodePoint: number; readonly endCodePoint: number }

/** Writes a range as an answer tells it. */
export type WriteRange = (range: RangeUtf16) => RangeUtf16 | RangeCodePoints

/**
 * The ends of ranges of a text, counted as asked for. The names of the ends say the unit, so that
 * one cannot be taken for the other. Without its text a place cannot be counted anew.
 */
export function rangeWriter(text: string | undefined, word: OffsetWord): WriteRange {
  if (word === 'utf16' || text === undefined) return (range) => range
  const offsets = new OffsetMap(text)
  return ({ startUtf16, endUtf16 }) => ({
    startCodePoint: offsets.toUnit(startUtf16, 'code-points'),
    endCodePoint: offsets.toUnit(endUtf16, 'code-points'),
  })
}

/** A value with every range in it written by `write`, with what stands there if the text is given. */
export function placed(value: unknown, write: WriteRange, text?: string): unknown {
  if (Array.isArray(value)) return value.map((each) => placed(each, write, text))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, placed(each, write, text)])
  const copy: Record<string, unknown> = Object.fromEntries(entries)
  const { startUtf16, endUtf16, ...rest } = copy
  const isRange = typeof startUtf16 === 'number' && typeof endUtf16 === 'number'
  if (!isRange) return copy
  const quote = text === undefined ? {} : { text: text.slice(startUtf16, endUtf16) }
  return { ...write({ startUtf16, endUtf16 }), ...quote, ...rest }
}
