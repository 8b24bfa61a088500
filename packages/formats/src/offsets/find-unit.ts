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

/** Where spans lie: each with its range, or among the misfits. */
export type LocatedSpans = {
  readonly unit: OffsetUnit
  readonly ranges: readonly (TextRange | undefined)[]
  readonly misfits: readonly Misfit[]
}

/**
 * As `findUnit`, but one bad span drops no other: where no unit fits all, the one that fits most is
 * taken, the declared one before others, and what does not fit in it is told.
 */
export function locateSpans(
  text: string,
  spans: readonly QuotedSpan[],
  declared: OffsetUnit,
): LocatedSpans {
  const map = new OffsetMap(text)
  const tries = [declared, ...offsetUnits.filter((other) => other !== declared)].map((unit) => {
    const ranges = spans.map((span) => rangeIn(map, text, span, unit))
    return { unit, ranges, missing: ranges.filter((range) => range === undefined).length }
  })
  const fewest = Math.min(...tries.map(({ missing }) => missing))
  const { unit, ranges } = tries.find(({ missing }) => missing === fewest) ?? {
    unit: declared,
    ranges: [],
  }
  const bad = spans.filter((_, index) => ranges[index] === undefined)
  return { unit, ranges, misfits: bad.map((span) => misfitOf(map, text, span, unit)) }
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
