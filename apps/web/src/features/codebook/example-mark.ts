import type { Example } from '@parallax/domain'

type Mark = NonNullable<Example['mark']>

/** An example in three: what is before the marked part, the part, what follows. */
export type ExampleParts = {
  readonly before: string
  readonly marked: string
  readonly after: string
}

/** The parts of an example; without a mark, or with one that no longer fits, all is `before`. */
export function exampleParts({ text, mark }: Pick<Example, 'text' | 'mark'>): ExampleParts {
  if (!mark || !fits(text, mark)) return { before: text, marked: '', after: '' }
  const { startUtf16, endUtf16 } = mark
  return {
    before: text.slice(0, startUtf16),
    marked: text.slice(startUtf16, endUtf16),
    after: text.slice(endUtf16),
  }
}

function fits(text: string, { startUtf16, endUtf16 }: Mark): boolean {
  return startUtf16 >= 0 && startUtf16 < endUtf16 && endUtf16 <= text.length
}

/** A selection as a mark: white space at its ends is left out; nothing selected is no mark. */
export function markOf(text: string, startUtf16: number, endUtf16: number): Mark | null {
  const words = text.slice(startUtf16, endUtf16)
  const start = startUtf16 + (words.length - words.trimStart().length)
  const end = endUtf16 - (words.length - words.trimEnd().length)
  return start < end ? { startUtf16: start, endUtf16: end } : null
}

/** The mark after the text around it was rewritten: it stays on its words, or goes with them. */
export function keptMark(before: Pick<Example, 'text' | 'mark'>, text: string): Mark | null {
  const { marked } = exampleParts(before)
  if (marked === '' || !before.mark) return null
  const stays = before.mark
  if (text.slice(stays.startUtf16, stays.endUtf16) === marked) return stays
  const startUtf16 = text.indexOf(marked)
  return startUtf16 < 0 ? null : { startUtf16, endUtf16: startUtf16 + marked.length }
}
