import { ok, type Result, refuse, type TextRange } from '@parallax/domain'
import { OffsetMap, type OffsetUnit, offsetUnits } from './offset-map.ts'

/** A span as a file gives it: offsets in some unit, and the words that should stand there. */
export type QuotedSpan = {
  readonly start: number
  readonly end: number
  /** `null` where the file carries no words to compare. */
  readonly quote: string | null
  /** Where in the file it stands, in words, for a refusal. */
  readonly where: string
}

/** The unit in which every quote fits, and the spans in it. */
export type FoundUnit = { readonly unit: OffsetUnit; readonly ranges: readonly TextRange[] }

/** The first span that fits in no unit that fits the others. */
export type Misfit = { readonly where: string; readonly message: string }

/**
 * Reads spans by their quotes: the unit that the format declares if all of them fit in it, or else
 * the one that fits all. Where none does, what is wrong with the first span in the declared unit.
 * White space is compared as one space: many files fold line breaks in their quotes.
 */
export function findUnit(
  text: string,
  spans: readonly QuotedSpan[],
  declared: OffsetUnit,
): Result<FoundUnit, Misfit> {
  const map = new OffsetMap(text)
  for (const unit of [declared, ...offsetUnits.filter((other) => other !== declared)]) {
    const ranges = spans.map((span) => rangeIn(map, text, span, unit))
    if (ranges.every((range) => range !== undefined)) return ok({ unit, ranges })
  }
  const bad = spans.find((span) => !rangeIn(map, text, span, declared))
  return refuse(misfitOf(map, text, bad, declared))
}

/** Spans that were read one by one: those that fit nowhere are named, the others stand. */
export type FittedSpans = {
  readonly unit: OffsetUnit
  /** As many as there are spans; `undefined` for one that does not fit. */
  readonly ranges: readonly (TextRange | undefined)[]
  readonly misfits: readonly (Misfit & { readonly index: number })[]
}

/**
 * Reads spans by their quotes in the unit that fits most of them, the declared one before others.
 * One bad span takes no other with it.
 */
export function fitSpans(
  text: string,
  spans: readonly QuotedSpan[],
  declared: OffsetUnit,
): FittedSpans {
  const map = new OffsetMap(text)
  let best: Pick<FittedSpans, 'unit' | 'ranges'> | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const unit of [declared, ...offsetUnits.filter((other) => other !== declared)]) {
    const ranges = spans.map((span) => rangeIn(map, text, span, unit))
    const misfits = ranges.filter((range) => range === undefined).length
    if (misfits < fewest) {
      best = { unit, ranges }
      fewest = misfits
    }
    if (fewest === 0) break
  }
  const { unit, ranges } = best ?? { unit: declared, ranges: [] }
  const misfits = spans.flatMap((span, index) =>
    ranges[index] ? [] : [{ index, ...misfitOf(map, text, span, unit) }],
  )
  return { unit, ranges, misfits }
}

/** Where a span lies, or `undefined` when it is outside the text or its words do not stand there. */
function rangeIn(
  map: OffsetMap,
  text: string,
  { start, end, quote }: QuotedSpan,
  unit: OffsetUnit,
): TextRange | undefined {
  const startUtf16 = map.fromUnit(start, unit)
  const endUtf16 = map.fromUnit(end, unit)
  if (startUtf16 === undefined || endUtf16 === undefined || endUtf16 < startUtf16) return undefined
  const fits = quote === null || folded(text.slice(startUtf16, endUtf16)) === folded(quote)
  return fits ? { startUtf16, endUtf16 } : undefined
}

function folded(quote: string): string {
  return quote.replace(/\s+/g, ' ')
}

function misfitOf(
  map: OffsetMap,
  text: string,
  span: QuotedSpan | undefined,
  unit: OffsetUnit,
): Misfit {
  if (!span) return { where: '', message: 'The offsets of the spans are not of one kind.' }
  const { start, end, quote, where } = span
  const found = rangeIn(map, text, { ...span, quote: null }, unit)
  if (!found)
    return { where, message: `The span ${start}-${end} lies outside the text or cuts a character.` }
  const there = text.slice(found.startUtf16, found.endUtf16)
  return {
    where,
    message: `The span ${start}-${end} says ${excerpt(quote ?? '')}, but the text has ${excerpt(there)} there.`,
  }
}

function excerpt(words: string): string {
  const quoted = JSON.stringify(words)
  return quoted.length > 80 ? `${quoted.slice(0, 79)}…` : quoted
}
