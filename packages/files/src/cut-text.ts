import type { TextRange } from '@parallax/domain'

/** How much of a line is looked at at once. */
const usualWindowUtf16 = 4096

/**
 * What a segmenter cuts of a text, without white space at the ends. Some engines take a time that
 * grows with the square of a text, so that lines, which nothing crosses, are cut one by one, and long
 * ones in windows: what stands at the end of a window is cut again in the next one.
 */
export function cutText(
  text: string,
  cutter: Intl.Segmenter,
  windowUtf16 = usualWindowUtf16,
): readonly TextRange[] {
  const ranges: TextRange[] = []
  let lineStart = 0
  while (lineStart < text.length) {
    const found = text.indexOf('\n', lineStart)
    const lineEnd = found < 0 ? text.length : found + 1
    for (const { at, piece } of piecesOf(
      text,
      { from: lineStart, to: lineEnd },
      cutter,
      windowUtf16,
    )) {
      const trimmed = piece.trim()
      const startUtf16 = at + piece.indexOf(trimmed)
      if (trimmed !== '') ranges.push({ startUtf16, endUtf16: startUtf16 + trimmed.length })
    }
    lineStart = lineEnd
  }
  return ranges
}

function* piecesOf(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  cutter: Intl.Segmenter,
  windowUtf16: number,
): Generator<{ readonly at: number; readonly piece: string }> {
  let at = from
  let size = windowUtf16
  while (at < to) {
    const end = endOfCharacter(text, Math.min(to, at + size))
    const pieces = [...cutter.segment(text.slice(at, end))].map(({ segment }) => segment)
    const sure = end < to ? surePieces(pieces) : pieces
    size = sure.length === 0 ? size * 2 : windowUtf16
    for (const piece of sure) {
      yield { at, piece }
      at += piece.length
    }
  }
}

/** The pieces that the text behind the window cannot change: up to the last white space, or nearly. */
function surePieces(pieces: readonly string[]): readonly string[] {
  const last = pieces.slice(0, -1).findLastIndex((piece) => /\s$/.test(piece))
  return pieces.slice(0, last < 0 ? Math.max(0, pieces.length - 4) : last + 1)
}

function endOfCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}
