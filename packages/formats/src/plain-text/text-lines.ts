/** A line with something other than white space in it, without the white space at its edges. */
export type TextLine = {
  readonly startUtf16: number
  readonly endUtf16: number
  readonly content: string
  /** Lines that follow each other without an empty line between them have the same block. */
  readonly block: number
  readonly words: number
  /** Whether it reads as running text: it ends as a sentence does, or it is long. */
  readonly isSentence: boolean
}

/** The lines of a text that are not empty, in order. */
export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = []
  let block = 0
  let fromUtf16 = 0
  for (const raw of text.split('\n')) {
    const content = raw.trim()
    if (content === '') block += 1
    else lines.push(lineOf(content, fromUtf16 + raw.indexOf(content), block))
    fromUtf16 += raw.length + 1
  }
  return lines
}

function lineOf(content: string, startUtf16: number, block: number): TextLine {
  const words = wordsIn(content)
  return {
    startUtf16,
    endUtf16: startUtf16 + content.length,
    content,
    block,
    words,
    isSentence: readsAsSentence(content, words),
  }
}

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu

/** Words of a line. Scripts without spaces count two characters as one word. */
export function wordsIn(content: string): number {
  const unspaced = content.match(ideograph)?.length ?? 0
  const spaced = content.replace(ideograph, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu)
  return (spaced?.length ?? 0) + Math.ceil(unspaced / 2)
}

const closing = /["'”’»›)\]]{1,4}$/

function readsAsSentence(content: string, words: number): boolean {
  if (words >= 25 || content.length > 1000) return true
  const bare = content.replace(closing, '')
  if (/[.。…।۔]$/.test(bare)) return words >= 4
  const isSpoken = /^["'“‘„«]/.test(content) && /[?!؟]$/.test(bare)
  return words >= 4 && (isSpoken || /[.!?]["'”’»]? +\p{Lu}.*[?!؟]$/u.test(bare))
}
