import type { Extent, TextRange } from '@parallax/domain'
import type { CorpusProblem } from '../corpus/corpus.ts'
import { fitSpans, type QuotedSpan } from '../offsets/find-unit.ts'
import { OffsetMap, type OffsetUnit, offsetUnits } from '../offsets/offset-map.ts'
import type { SpanLine } from './standoff.ts'

/** Spans in a text, by their ids; the spans whose words do not stand where they should are told. */
export type PlacedSpans = {
  readonly unit: OffsetUnit
  readonly extents: ReadonlyMap<string, Extent>
  readonly problems: readonly CorpusProblem[]
}

/** The text as its offsets count it – with or without carriage returns – and each list placed. */
export type PlacedLists = { readonly text: string; readonly lists: readonly PlacedSpans[] }

/** Finds spans by their quotes, in the text as it is or with plain line ends, whichever fits more. */
export function placeSpans(text: string, lists: readonly (readonly SpanLine[])[]): PlacedLists {
  const place = (text: string) => ({ text, lists: lists.map((spans) => placeIn(text, spans)) })
  const asItIs = place(text)
  if (misfitsIn(asItIs) === 0 || !text.includes('\r')) return asItIs
  const plain = place(text.replace(/\r\n?/g, '\n'))
  return misfitsIn(plain) < misfitsIn(asItIs) ? plain : asItIs
}

function misfitsIn({ lists }: PlacedLists): number {
  return lists.reduce((sum, { problems }) => sum + problems.length, 0)
}

function placeIn(text: string, spans: readonly SpanLine[]): PlacedSpans {
  const quoted = spans.flatMap((span) => fragmentsOf(span).map((each) => ({ span, each })))
  const quotes = quoted.map(({ each }) => each)
  const { unit, ranges, misfits } = fitSpans(text, quotes, 'code-points')
  const bad = new Map<SpanLine, string>()
  for (const { index, message } of misfits) {
    const span = quoted[index]?.span
    if (span && !bad.has(span)) bad.set(span, message)
  }
  const extents = new Map<string, TextRange[]>()
  for (const [index, { span }] of quoted.entries()) {
    const range = ranges[index]
    if (!range || bad.has(span)) continue
    const extent = extents.get(span.id) ?? []
    extent.push(range)
    extents.set(span.id, extent)
  }
  for (const extent of extents.values()) extent.sort((a, b) => a.startUtf16 - b.startUtf16)
  const problems = [...bad].map(([{ file, line, id }, message]) => {
    return { file, line, message: `${id}: ${message}` }
  })
  return { unit, extents, problems }
}

/** The fragments of a span, each with its part of the words, which are joined by single spaces. */
function fragmentsOf({ id, fragments, quote }: SpanLine): readonly QuotedSpan[] {
  const quotes = quote === null ? [] : cutQuote(quote, fragments)
  return fragments.map(({ start, end }, index) => {
    // Words that cannot be cut to fit are compared as a whole, and so named as they stand.
    const own = quote === null ? null : (quotes[index] ?? quote)
    return { start, end, quote: own, where: id }
  })
}

function cutQuote(
  quote: string,
  fragments: readonly { readonly start: number; readonly end: number }[],
): readonly string[] {
  if (fragments.length === 1) return [quote]
  const map = new OffsetMap(quote)
  const lengths = fragments.map(({ start, end }) => end - start)
  const total = lengths.reduce((sum, length) => sum + length + 1, -1)
  const unit = (['code-points', ...offsetUnits] as const).find(
    (each) => map.lengthIn(each) === total,
  )
  if (unit === undefined) return []
  let at = 0
  return lengths.map((length) => {
    const [from, to] = [map.fromUnit(at, unit) ?? 0, map.fromUnit(at + length, unit) ?? 0]
    at += length + 1
    return quote.slice(from, to)
  })
}
