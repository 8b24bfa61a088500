/** No display line is longer: beyond 4096 units the editor gives up on bidirectional text. */
export const maxDisplayLineUtf16 = 4000

const sentenceSearchUtf16 = 2400
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The canonical text as the editor shows it. Canonical text never changes; display text has only
 * `\n` as line break and no line over 4000 units. Nearly all of it is one to one; only where 4000
 * units hold no white space at all a break is put in, and offsets behind it shift by one.
 */
export type DisplayMap = {
  readonly text: string
  readonly display: string
  /** The display offset of a canonical one; at a put-in break, before (-1) or behind it (1). */
  readonly toView: (offsetUtf16: number, side?: -1 | 1) => number
  /** The canonical offset of a display one. */
  readonly toDoc: (viewUtf16: number) => number
  /** Whether the display line that starts here goes on with the paragraph before it. */
  readonly isContinuation: (lineStartViewUtf16: number) => boolean
}

/** Makes the display text of a document and the way back. */
export function createDisplayMap(text: string): DisplayMap {
  const cuts = cutLongLines(withPlainBreaks(text))
  const put = cuts.put
  const continuations = new Set(cuts.continuations)
  return {
    text,
    display: cuts.display,
    toView: (offsetUtf16, side = 1) =>
      offsetUtf16 + countBelow(put, side < 0 ? offsetUtf16 : offsetUtf16 + 1),
    toDoc: (viewUtf16) => viewUtf16 - countPutBefore(put, viewUtf16),
    isContinuation: (lineStartViewUtf16) => continuations.has(lineStartViewUtf16),
  }
}

/** Every line break becomes `\n` without moving an offset: CRLF turns into an unseen mark and `\n`. */
function withPlainBreaks(text: string): string {
  return text.replace(/\r\n/g, '\u200b\n').replace(/[\r\u2028\u2029]/g, '\n')
}

type Cuts = {
  readonly display: string
  /** Canonical offsets before which a break was put in, ascending. */
  readonly put: readonly number[]
  /** Display offsets of lines that go on with the paragraph before. */
  readonly continuations: readonly number[]
}

function cutLongLines(plain: string): Cuts {
  const pieces: string[] = []
  const put: number[] = []
  const continuations: number[] = []
  let copiedUtf16 = 0
  for (const { startUtf16, endUtf16 } of longLines(plain)) {
    let fromUtf16 = startUtf16
    while (endUtf16 - fromUtf16 > maxDisplayLineUtf16) {
      const cut = cutOf(plain, fromUtf16)
      pieces.push(plain.slice(copiedUtf16, cut.atUtf16), '\n')
      if (!cut.replaces) put.push(cut.atUtf16)
      copiedUtf16 = cut.replaces ? cut.atUtf16 + 1 : cut.atUtf16
      continuations.push(copiedUtf16 + put.length)
      fromUtf16 = copiedUtf16
    }
  }
  pieces.push(plain.slice(copiedUtf16))
  return { display: pieces.join(''), put, continuations }
}

function* longLines(plain: string) {
  let startUtf16 = 0
  while (startUtf16 <= plain.length) {
    const found = plain.indexOf('\n', startUtf16)
    const endUtf16 = found < 0 ? plain.length : found
    if (endUtf16 - startUtf16 > maxDisplayLineUtf16) yield { startUtf16, endUtf16 }
    startUtf16 = endUtf16 + 1
  }
}

/** Where to cut the line that goes on from `fromUtf16`: at white space if there is any. */
function cutOf(plain: string, fromUtf16: number): { atUtf16: number; replaces: boolean } {
  const lastUtf16 = fromUtf16 + maxDisplayLineUtf16
  const sentence = lastSpace(plain, lastUtf16, lastUtf16 - sentenceSearchUtf16, isSentenceEnd)
  if (sentence !== undefined) return { atUtf16: sentence, replaces: true }
  const space = lastSpace(plain, lastUtf16, fromUtf16 + 1, () => true)
  if (space !== undefined) return { atUtf16: space, replaces: true }
  return { atUtf16: lastGraphemeStart(plain, fromUtf16, lastUtf16), replaces: false }
}

function lastSpace(
  plain: string,
  fromUtf16: number,
  downToUtf16: number,
  wanted: (plain: string, atUtf16: number) => boolean,
): number | undefined {
  for (let at = fromUtf16; at >= downToUtf16; at--)
    if (/\s/.test(plain[at] ?? '') && wanted(plain, at) && standsAlone(plain, at)) return at
  return undefined
}

function isSentenceEnd(plain: string, spaceUtf16: number): boolean {
  return /[.!?…。؟]["'”’»)\]]*$/.test(plain.slice(Math.max(0, spaceUtf16 - 4), spaceUtf16))
}

/** White space may carry an accent; then it is not a place to break. */
function standsAlone(plain: string, atUtf16: number): boolean {
  const fromUtf16 = Math.max(0, atUtf16 - 24)
  const near = graphemes.segment(plain.slice(fromUtf16, atUtf16 + 8))
  return near.containing(atUtf16 - fromUtf16)?.segment.length === 1
}

function lastGraphemeStart(plain: string, fromUtf16: number, lastUtf16: number): number {
  let start = 0
  // A few units more than needed, so that the slice itself cuts nothing that decides.
  for (const { index } of graphemes.segment(plain.slice(fromUtf16, lastUtf16 + 16)))
    if (fromUtf16 + index <= lastUtf16) start = index
  if (start > 0) return fromUtf16 + start
  // One grapheme longer than a whole line: only a half character must not be cut.
  const code = plain.charCodeAt(lastUtf16)
  return code >= 0xdc00 && code <= 0xdfff ? lastUtf16 - 1 : lastUtf16
}

/** How many of the ascending numbers are below `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  return countWhile(ascending.length, (index) => (ascending[index] ?? 0) < limit)
}

/** How many put-in breaks stand before a display offset. */
function countPutBefore(put: readonly number[], viewUtf16: number): number {
  return countWhile(put.length, (index) => (put[index] ?? 0) + index < viewUtf16)
}

function countWhile(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}
