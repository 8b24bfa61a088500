import { type Extent, maxExtentParts, type TextRange } from '@parallax/domain'
import type { LossReason } from './corpus.ts'

/** An extent as records may have it, and what was done to it. */
export type TidyExtent = { readonly extent: Extent; readonly changes: readonly LossReason[] }

/**
 * Brings an extent into the form of the domain: inside the text, sorted, without white space at the
 * ends of parts, without parts that touch; for a mention also without line breaks. A part of nothing
 * but white space is dropped, so that the extent may be empty.
 */
export function tidyExtent(extent: Extent, text: string, isWithinLines: boolean): TidyExtent {
  const changes = new Set<LossReason>()
  const whole = extent.flatMap((range) => (isWithinLines ? atLines(range, text, changes) : [range]))
  const trimmed = whole.flatMap((range) => trim(range, text, changes))
  const sorted = trimmed.sort((a, b) => a.startUtf16 - b.startUtf16 || a.endUtf16 - b.endUtf16)
  const joined = join(sorted, text, isWithinLines)
  if (joined.length <= maxExtentParts) return { extent: joined, changes: [...changes] }
  const rest = joined.slice(maxExtentParts - 1)
  const last = { ...at(rest, 0), endUtf16: at(rest, -1).endUtf16 }
  const isWhole = !isWithinLines || !text.slice(last.startUtf16, last.endUtf16).includes('\n')
  const tail = isWhole ? [last] : [at(rest, 0)]
  const kept = [...joined.slice(0, maxExtentParts - 1), ...tail]
  return { extent: kept, changes: [...changes, 'too-many-parts'] }
}

function at(ranges: readonly TextRange[], index: number): TextRange {
  return ranges.at(index) ?? { startUtf16: 0, endUtf16: 0 }
}

function atLines(range: TextRange, text: string, changes: Set<LossReason>): TextRange[] {
  const lines: TextRange[] = []
  let { startUtf16 } = range
  for (;;) {
    const found = text.indexOf('\n', startUtf16)
    if (found < 0 || found >= range.endUtf16) break
    changes.add('line-break')
    lines.push({ startUtf16, endUtf16: found })
    startUtf16 = found + 1
  }
  return [...lines, { startUtf16, endUtf16: range.endUtf16 }]
}

function trim(range: TextRange, text: string, changes: Set<LossReason>): TextRange[] {
  let { startUtf16, endUtf16 } = range
  while (startUtf16 < endUtf16 && /\s/.test(text[startUtf16] ?? '')) startUtf16 += 1
  while (endUtf16 > startUtf16 && /\s/.test(text[endUtf16 - 1] ?? '')) endUtf16 -= 1
  const isSame = startUtf16 === range.startUtf16 && endUtf16 === range.endUtf16
  if (!isSame && startUtf16 < endUtf16) changes.add('edge-space')
  return startUtf16 < endUtf16 ? [{ startUtf16, endUtf16 }] : []
}

/** Parts with nothing but white space between them, or that share characters, become one. */
function join(sorted: readonly TextRange[], text: string, isWithinLines: boolean): Extent {
  const joined: TextRange[] = []
  for (const range of sorted) {
    const last = joined.at(-1)
    const between = last ? text.slice(last.endUtf16, range.startUtf16) : 'x'
    const touches = last && (range.startUtf16 < last.endUtf16 || isGapless(between, isWithinLines))
    if (touches)
      joined[joined.length - 1] = {
        startUtf16: last.startUtf16,
        endUtf16: Math.max(last.endUtf16, range.endUtf16),
      }
    else joined.push(range)
  }
  return joined
}

function isGapless(between: string, isWithinLines: boolean): boolean {
  return between.trim() === '' && !(isWithinLines && between.includes('\n'))
}
