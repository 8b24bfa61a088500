/**
 * Letters as people count them (extended grapheme clusters), found fast: between two characters that
 * join with nothing there is always an edge, so only what lies between them is asked of `Intl`.
 */
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

const unknown = 0
const alone = 1
const joining = 2
const joins = new Uint8Array(0x10000)
const carriageReturn = 0x0d
// Half characters join with their other half; lists of which do not, besides, are learnt on the way.
joins[carriageReturn] = joining
joins.fill(joining, 0xd800, 0xe000)

/** Whether this UTF-16 code unit never shares a letter with another of which that is true, too. */
export function standsAlone(code: number): boolean {
  const known = joins[code]
  if (known !== unknown) return known === alone
  const letter = String.fromCharCode(code)
  const isAlone = [...segmenter.segment(`a${letter}${letter}a`)].length === 4
  joins[code] = isAlone ? alone : joining
  return isAlone
}

/** Calls `see` with each letter from `startUtf16`, which is where one begins, up to about `endUtf16`. */
export function eachGrapheme(
  text: string,
  { startUtf16, endUtf16 }: { readonly startUtf16: number; readonly endUtf16: number },
  see: (letter: string, atUtf16: number) => void,
): number {
  let at = startUtf16
  while (at < endUtf16) {
    const end = runEnd(text, at)
    if (end === at + 1) see(text.charAt(at), at)
    else
      for (const { segment, index } of segmenter.segment(text.slice(at, end)))
        see(segment, at + index)
    at = end
  }
  return at
}

/** Where the letter that begins at `startUtf16` ends. */
export function graphemeEnd(text: string, startUtf16: number): number {
  const end = runEnd(text, startUtf16)
  if (end <= startUtf16 + 1) return end
  const near = firstLength(text.slice(startUtf16, Math.min(end, startUtf16 + nearUtf16)))
  // A letter that fills all of the piece may go on behind it.
  if (near < nearUtf16) return startUtf16 + near
  return startUtf16 + firstLength(text.slice(startUtf16, end))
}

const nearUtf16 = 64

function firstLength(run: string): number {
  for (const { segment } of segmenter.segment(run)) return segment.length
  return 0
}

/** The next edge that is certain without asking: behind it and before it something stands alone. */
function runEnd(text: string, startUtf16: number): number {
  let end = startUtf16 + 1
  while (
    end < text.length &&
    !(standsAlone(text.charCodeAt(end - 1)) && standsAlone(text.charCodeAt(end)))
  )
    end++
  return end
}
