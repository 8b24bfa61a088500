import type { TextRange } from '@parallax/domain'
import { OffsetMap, type OffsetUnit } from '../offsets/offset-map.ts'
import type { Selection } from './source.ts'

/** Passages in the text as documents have it, and in what their positions turned out to count. */
export type Positions = {
  /** As many as there are selections; `undefined` for one outside the text. */
  readonly ranges: readonly (TextRange | undefined)[]
  /** In words, for a report. */
  readonly counting: string
  /** Whether it is what we write ourselves. */
  readonly isUsual: boolean
}

/** One way in which tools count: line ends as one or two characters, characters as points or halves. */
type Counting = { readonly isCrlf: boolean; readonly unit: OffsetUnit; readonly words: string }

const countings: readonly Counting[] = [
  { isCrlf: false, unit: 'code-points', words: 'characters, a line end as one' },
  { isCrlf: false, unit: 'utf16', words: 'UTF-16 units, a line end as one' },
  { isCrlf: true, unit: 'code-points', words: 'characters, a line end as two' },
  { isCrlf: true, unit: 'utf16', words: 'UTF-16 units, a line end as two' },
]

/**
 * Finds out what the positions of a source count. The schema does not say, and tools differ. Names of
 * selections that quote them decide; else, whether passages begin and end where words do.
 */
export function findPositions(text: string, selections: readonly Selection[]): Positions {
  let best: { positions: Positions; score: number } | undefined
  for (const counting of countings) {
    const place = placer(text, counting)
    const ranges = selections.map(place)
    const score = ranges.reduce(
      (sum, range, index) => sum + scoreOf(text, range, selections[index]?.name ?? ''),
      0,
    )
    const isUsual = counting === countings[0]
    const positions = { ranges, counting: counting.words, isUsual }
    if (!best || score > best.score) best = { positions, score }
  }
  return best?.positions ?? { ranges: [], counting: '', isUsual: true }
}

function placer(text: string, { isCrlf, unit }: Counting) {
  const counted = isCrlf ? text.replace(/\n/g, '\r\n') : text
  const map = new OffsetMap(counted)
  const lines = isCrlf ? lineEnds(counted) : []
  const at = (offset: number): number | undefined => {
    const found = map.fromUnit(offset, unit)
    return found === undefined ? undefined : found - countBefore(lines, found)
  }
  return ({ start, end }: Selection): TextRange | undefined => {
    const [startUtf16, endUtf16] = [at(start), at(end)]
    const isRange = startUtf16 !== undefined && endUtf16 !== undefined && startUtf16 <= endUtf16
    return isRange ? { startUtf16, endUtf16 } : undefined
  }
}

/** Where the second sign of each line end stands, in UTF-16. */
function lineEnds(counted: string): readonly number[] {
  return [...counted.matchAll(/\n/g)].map(({ index }) => index)
}

/** How many of the sorted places lie before `offset`. */
function countBefore(places: readonly number[], offset: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** What speaks for a place: that its name quotes it, that it cuts no word. */
function scoreOf(text: string, range: TextRange | undefined, name: string): number {
  if (!range) return -8
  const isNamed = name.trim() !== '' && isQuoted(text, range, name)
  return (isNamed ? 8 : 0) + (cutsNoWord(text, range) ? 1 : 0)
}

/** Whether a name gives the words of a passage, or how they begin. White space is one space. */
export function isQuoted(text: string, range: TextRange, name: string): boolean {
  const [words, quote] = [text.slice(range.startUtf16, range.endUtf16), name].map(folded)
  if (words === undefined || quote === undefined) return false
  const start = quote.replace(/(…|\.\.\.)$/, '')
  return words === quote || words.startsWith(quote) || (start !== '' && words.startsWith(start))
}

function folded(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

function cutsNoWord(text: string, { startUtf16, endUtf16 }: TextRange): boolean {
  const isInWord = (at: number) => /[\p{L}\p{N}]{2}/u.test(text.slice(Math.max(0, at - 1), at + 1))
  return !isInWord(startUtf16) && !isInWord(endUtf16)
}
