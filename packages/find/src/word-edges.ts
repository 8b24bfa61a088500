import type { TextRange } from '@parallax/domain'

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Lines longer than this are read in pieces, which end at white space where there is some. */
const longestPieceUtf16 = 8_192

/** Where words begin and end in a text. Asked in the order of the text it looks at each line once. */
export class WordEdges {
  readonly #text: string
  #line: TextRange = { startUtf16: 0, endUtf16: -1 }
  #pieces: readonly Piece[] = []

  constructor(text: string) {
    this.#text = text
  }

  /** Whether a range begins and ends where a word does. */
  isWhole({ startUtf16, endUtf16 }: TextRange): boolean {
    return this.#isEdge(startUtf16) && this.#isEdge(endUtf16)
  }

  #isEdge(offsetUtf16: number): boolean {
    const { startUtf16, endUtf16 } = this.#line
    if (offsetUtf16 < startUtf16 || offsetUtf16 > endUtf16) this.#lookAt(offsetUtf16)
    const piece = this.#pieces.find((each) => offsetUtf16 < each.endUtf16)
    // Behind the last piece is the end of the line, where every word ends.
    if (piece === undefined) return true
    const inside = offsetUtf16 - piece.startUtf16
    return piece.words.containing(inside)?.index === inside
  }

  #lookAt(offsetUtf16: number): void {
    const startUtf16 = this.#text.lastIndexOf('\n', offsetUtf16 - 1) + 1
    const newline = this.#text.indexOf('\n', offsetUtf16)
    this.#line = { startUtf16, endUtf16: newline < 0 ? this.#text.length : newline }
    this.#pieces = [...piecesOf(this.#text, this.#line)].map((piece) => ({
      ...piece,
      words: segmenter.segment(this.#text.slice(piece.startUtf16, piece.endUtf16)),
    }))
  }
}

type Piece = TextRange & { readonly words: Intl.Segments }

/** A line as it is, or, when it is very long, cut before white space. */
export function* piecesOf(text: string, line: TextRange): Generator<TextRange> {
  let startUtf16 = line.startUtf16
  while (startUtf16 < line.endUtf16) {
    const endUtf16 = pieceEnd(text, startUtf16, line.endUtf16)
    yield { startUtf16, endUtf16 }
    startUtf16 = endUtf16
  }
}

function pieceEnd(text: string, startUtf16: number, lineEndUtf16: number): number {
  const most = startUtf16 + longestPieceUtf16
  if (most >= lineEndUtf16) return lineEndUtf16
  const space = text.lastIndexOf(' ', most)
  return space > startUtf16 ? space : most
}
