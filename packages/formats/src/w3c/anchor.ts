import type { TextRange } from '@parallax/domain'
import { fitSpans } from '../offsets/find-unit.ts'
import type { OffsetUnit } from '../offsets/offset-map.ts'

/** A place in a text as selectors give it: words, what stands around them, a position. */
export type Anchor = {
  readonly exact: string | null
  readonly prefix: string
  readonly suffix: string
  readonly position: { readonly start: number; readonly end: number } | null
  /** Where in the file it stands, in words. */
  readonly where: string
}

export type Anchored = {
  /** As many as there are anchors; `undefined` for one whose words are not in the text. */
  readonly ranges: readonly (TextRange | undefined)[]
  /** Why, by the number of the anchor. */
  readonly misfits: ReadonlyMap<number, string>
  /** The unit that positions count in: the declared one, unless the words speak for another. */
  readonly unit: OffsetUnit
}

/**
 * Finds anchors in a text. Words are trusted: a position counts where they stand, in the unit that
 * they speak for; else the words are looked for, with what stands around them.
 */
export function anchorAll(
  text: string,
  anchors: readonly Anchor[],
  declared: OffsetUnit,
): Anchored {
  const placed = anchors.flatMap(({ position, exact, where }, index) =>
    position ? [{ index, span: { ...position, quote: exact, where } }] : [],
  )
  const fitted = fitSpans(
    text,
    placed.map(({ span }) => span),
    declared,
  )
  const byIndex = new Map(placed.map(({ index }, at) => [index, fitted.ranges[at]]))
  const messages = new Map(
    fitted.misfits.map(({ index, message }) => [placed[index]?.index, message]),
  )
  const misfits = new Map<number, string>()
  const ranges = anchors.map((anchor, index) => {
    const range = byIndex.get(index) ?? searched(text, anchor)
    if (!range) misfits.set(index, messages.get(index) ?? notFound(anchor))
    return range
  })
  return { ranges, misfits, unit: fitted.unit }
}

function notFound({ exact }: Anchor): string {
  return exact === null
    ? 'It has neither words nor a position in the text.'
    : `The text does not have the words ${JSON.stringify(exact.slice(0, 60))}.`
}

/** The most places of the same words that are compared. */
const mostPlaces = 1000

/** Where the words of an anchor stand: among several places the one whose surroundings fit best. */
function searched(text: string, anchor: Anchor): TextRange | undefined {
  const { exact } = anchor
  if (!exact) return undefined
  let best: { readonly startUtf16: number; readonly score: number } | undefined
  let count = 0
  for (
    let at = text.indexOf(exact);
    at >= 0 && count < mostPlaces;
    at = text.indexOf(exact, at + 1)
  ) {
    count += 1
    const score = scoreAt(text, at, anchor)
    if (!best || score > best.score) best = { startUtf16: at, score }
  }
  return best && { startUtf16: best.startUtf16, endUtf16: best.startUtf16 + exact.length }
}

/** How much of the surroundings fits, and then how near the position is. */
function scoreAt(text: string, at: number, { exact, prefix, suffix, position }: Anchor): number {
  const before = text.slice(Math.max(0, at - prefix.length), at)
  const behind = text.slice(at + (exact ?? '').length)
  const fits = sharedStart(reversed(before), reversed(prefix)) + sharedStart(behind, suffix)
  const awayRatio = position
    ? Math.abs(position.start - at) / (text.length + position.start + 1)
    : 0
  return fits - awayRatio
}

function sharedStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

function reversed(words: string): string {
  return [...words].reverse().join('')
}
