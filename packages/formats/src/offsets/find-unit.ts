import type { TextRange } from '@parallax/domain'
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

/** A span that does not fit, and why, in words. */
export type Misfit = { readonly where: string; readonly message: string }

/** Spans that were read one by one: those that fit nowhere are named, the others stand. */
export type FittedSpans = {
  readonly unit: OffsetUnit
  /** As many as there are spans; `undefined` for one that does not fit. */
  readonly ranges: readonly (TextRange | undefined)[]
  readonly misfits: readonly (Misfit & { readonly index: number })[]
}

/**
 * Reads spans in the declared unit, unless quotes say that they count in another: one in which every
 * quote stands that stands anywhere at all. A span without a quote says nothing of the unit, so that
 * a bad one changes how no other is read. White space is compared as one space: many files fold line
 * breaks in their quotes.
 */
export function fitSpans(
  text: string,
  spans: readonly QuotedSpan[],
  declared: OffsetUnit,
): FittedSpans {
  const map = new OffsetMap(text)
  const { unit, ranges } = saidByQuotes(spans, declared, (unit) => ({
    unit,
    ranges: spans.map((span) => rangeIn(map, text, span, unit)),
  }))
  const misfits = spans.flatMap((span, index) =>
    ranges[index] ? [] : [{ index, ...misfitOf(map, text, span, unit) }],
  )
  return { unit, ranges, misfits }
}

/** All spans read in one unit. */
type Reading = Pick<FittedSpans, 'unit' | 'ranges'>

function saidByQuotes(
  spans: readonly QuotedSpan[],
  declared: OffsetUnit,
  readIn: (unit: OffsetUnit) => Reading,
): Reading {
  const quoted = spans.flatMap(({ quote }, index) => (quote === null ? [] : [index]))
  const asDeclared = readIn(declared)
  if (quoted.every((index) => asDeclared.ranges[index])) return asDeclared
  const others = offsetUnits.filter((unit) => unit !== declared).map(readIn)
  const all = [asDeclared, ...others]
  // A quote that stands nowhere is wrong in itself, whatever the others count in.
  const sound = quoted.filter((index) => all.some(({ ranges }) => ranges[index]))
  return all.find(({ ranges }) => sound.every((index) => ranges[index])) ?? asDeclared
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

/** How the words of a report call a unit. */
const unitWords: Readonly<Record<OffsetUnit, string>> = {
  utf16: 'UTF-16 units',
  'code-points': 'code points',
  utf8: 'UTF-8 bytes',
}

function misfitOf(map: OffsetMap, text: string, span: QuotedSpan, unit: OffsetUnit): Misfit {
  const { start, end, quote, where } = span
  const found = rangeIn(map, text, { ...span, quote: null }, unit)
  if (!found) {
    const counted = `counted in ${unitWords[unit]}`
    const message = `The span ${start}-${end} lies outside the text or cuts a character, ${counted}.`
    return { where, message }
  }
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
