import { extentKey, hullOf, type TextRange } from '@parallax/domain'
import type { Annotation, LossReason } from './corpus.ts'
import type { Holds } from './holds.ts'

type Placed = { readonly annotation: Annotation; readonly range: TextRange; readonly at: number }

/**
 * The annotations that can stand together where a format has no spans in one place, inside each
 * other or across each other: longer ones go before shorter ones, earlier before later. Keeps their
 * order; `lose` hears of each that is left out. O(n log n).
 */
export function separateSpans(
  annotations: readonly Annotation[],
  holds: Pick<Holds, 'nested' | 'overlapping' | 'equal'>,
  lose: (annotation: Annotation, reason: LossReason) => void,
): readonly Annotation[] {
  if (holds.nested && holds.overlapping && holds.equal) return annotations
  const placed = annotations.flatMap((annotation, at) => {
    const range = hullOf(annotation.extent)
    return range ? [{ annotation, range, at }] : []
  })
  const lost = new Set<Annotation>()
  const leave = ({ annotation }: Placed, reason: LossReason) => {
    lost.add(annotation)
    lose(annotation, reason)
  }
  const single = holds.equal ? placed : withoutTwins(placed, leave)
  if (!holds.nested || !holds.overlapping) keepApart(single, holds, leave)
  return lost.size === 0 ? annotations : annotations.filter((each) => !lost.has(each))
}

type Leave = (placed: Placed, reason: LossReason) => void

function withoutTwins(placed: readonly Placed[], leave: Leave): readonly Placed[] {
  const seen = new Set<string>()
  return placed.filter((each) => {
    const key = extentKey(each.annotation.extent)
    const isNew = !seen.has(key)
    seen.add(key)
    if (!isNew) leave(each, 'equal-not-held')
    return isNew
  })
}

function keepApart(
  placed: readonly Placed[],
  { nested, overlapping }: Pick<Holds, 'nested' | 'overlapping'>,
  leave: Leave,
): void {
  const width = ({ range }: Placed) => range.endUtf16 - range.startUtf16
  const kept: TextRange[] = []
  // Longest first, so that what is kept already never lies inside what comes.
  for (const each of [...placed].sort((a, b) => width(b) - width(a) || a.at - b.at)) {
    const neighbours = near(kept, each.range, !nested && !overlapping)
    const isCrossing = neighbours.some((other) => !isInside(each.range, other))
    if (neighbours.length > 0 && isCrossing && !overlapping) leave(each, 'overlap-not-held')
    else if (neighbours.length > 0 && !isCrossing && !nested) leave(each, 'nesting-not-held')
    else kept.splice(indexOf(kept, each.range.startUtf16), 0, each.range)
  }
}

/**
 * Kept ranges, sorted by their start, that share a character with `range`. Ranges apart from each
 * other end in the order in which they start, so that one looks at neighbours only.
 */
function near(
  kept: readonly TextRange[],
  range: TextRange,
  areApart: boolean,
): readonly TextRange[] {
  const found: TextRange[] = []
  for (let index = indexOf(kept, range.endUtf16) - 1; index >= 0; index -= 1) {
    const other = kept[index]
    if (other && other.endUtf16 > range.startUtf16) found.push(other)
    else if (areApart) break
  }
  return found
}

/** How many of the ranges, sorted by their start, start before `offsetUtf16`. */
function indexOf(kept: readonly TextRange[], offsetUtf16: number): number {
  let [low, high] = [0, kept.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((kept[middle]?.startUtf16 ?? 0) < offsetUtf16) low = middle + 1
    else high = middle
  }
  return low
}

function isInside(inner: TextRange, outer: TextRange): boolean {
  return outer.startUtf16 <= inner.startUtf16 && inner.endUtf16 <= outer.endUtf16
}
