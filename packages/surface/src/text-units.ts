import type { TextRange } from '@parallax/domain'

const windowUtf16 = 2400
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/** The word at an offset without the white space beside it; punctuation counts as a word of its own. */
export function wordAt(text: string, offsetUtf16: number): TextRange | undefined {
  return trimmed(text, unitAt(words, text, offsetUtf16))
}

/** The sentence at an offset, trimmed; undefined on an empty line. */
export function sentenceAt(text: string, offsetUtf16: number): TextRange | undefined {
  return trimmed(text, unitAt(sentences, text, offsetUtf16))
}

/** The paragraph at an offset, trimmed; undefined on an empty line. */
export function paragraphAt(text: string, offsetUtf16: number): TextRange | undefined {
  return trimmed(text, lineAround(text, offsetUtf16))
}

/**
 * The range as a record may have it: no grapheme split, no white space at either end. Undefined
 * when nothing is left.
 */
export function tidyRange(text: string, range: TextRange): TextRange | undefined {
  const startUtf16 = clamp(Math.min(range.startUtf16, range.endUtf16), text)
  const endUtf16 = clamp(Math.max(range.startUtf16, range.endUtf16), text)
  if (startUtf16 === endUtf16) return undefined
  return trimmed(text, {
    startUtf16: unitAt(graphemes, text, startUtf16).startUtf16,
    endUtf16: unitAt(graphemes, text, endUtf16 - 1).endUtf16,
  })
}

/** The range widened to whole words, trimmed. Undefined when it holds only white space. */
export function snapToWords(text: string, range: TextRange): TextRange | undefined {
  const tidy = tidyRange(text, range)
  if (!tidy) return undefined
  return trimmed(text, {
    startUtf16: unitAt(words, text, tidy.startUtf16).startUtf16,
    endUtf16: unitAt(words, text, tidy.endUtf16 - 1).endUtf16,
  })
}

/** The next larger of word, sentence and paragraph around a range; undefined at the paragraph. */
export function grownRange(text: string, range: TextRange): TextRange | undefined {
  const isCaret = range.startUtf16 === range.endUtf16
  // A caret right behind a word means that word.
  const startUtf16 =
    isCaret && isBlank(text, range.startUtf16)
      ? Math.max(0, range.startUtf16 - 1)
      : range.startUtf16
  const lastUtf16 = isCaret ? startUtf16 : range.endUtf16 - 1
  for (const unit of [wordAt, sentenceAt, paragraphAt]) {
    const first = unit(text, startUtf16)
    const last = unit(text, lastUtf16)
    if (!first || !last) continue
    const grown = { startUtf16: first.startUtf16, endUtf16: last.endUtf16 }
    if (isInside(range, grown) && lengthOf(grown) > lengthOf(range)) return grown
  }
  return undefined
}

/** The next smaller of paragraph, sentence and word at the start of a range; undefined at the word. */
export function shrunkRange(text: string, range: TextRange): TextRange | undefined {
  for (const unit of [paragraphAt, sentenceAt, wordAt]) {
    const shrunk = unit(text, range.startUtf16)
    if (shrunk && isInside(shrunk, range) && lengthOf(shrunk) < lengthOf(range)) return shrunk
  }
  return undefined
}

/**
 * Where the next sentence begins (1); or where this one does and, from there, the one before (-1). The
 * edge of the text when there is none.
 */
export function sentenceStep(text: string, fromUtf16: number, direction: 1 | -1): number {
  if (direction === -1) {
    const behind = behindBlank(text, fromUtf16, -1)
    return (behind > 0 && sentenceAt(text, behind - 1)?.startUtf16) || 0
  }
  const { startUtf16, endUtf16 } = unitAt(sentences, text, fromUtf16)
  const own = behindBlank(text, startUtf16, 1)
  return own > fromUtf16 ? own : behindBlank(text, Math.max(fromUtf16, endUtf16), 1)
}

/** The nearest place in a direction that has no white space on that side. */
function behindBlank(text: string, fromUtf16: number, direction: 1 | -1): number {
  let at = fromUtf16
  while (isBlank(text, direction === 1 ? at : at - 1)) at += direction
  return at
}

function isInside(inner: TextRange, outer: TextRange): boolean {
  return outer.startUtf16 <= inner.startUtf16 && inner.endUtf16 <= outer.endUtf16
}

function lengthOf({ startUtf16, endUtf16 }: TextRange): number {
  return endUtf16 - startUtf16
}

function clamp(offsetUtf16: number, text: string): number {
  return Math.max(0, Math.min(text.length, offsetUtf16))
}

function trimmed(text: string, { startUtf16, endUtf16 }: TextRange): TextRange | undefined {
  let from = startUtf16
  let to = endUtf16
  while (from < to && isBlank(text, from)) from++
  while (from < to && isBlank(text, to - 1)) to--
  return from < to ? { startUtf16: from, endUtf16: to } : undefined
}

function isBlank(text: string, atUtf16: number): boolean {
  return /[\s\u200b\ufeff]/.test(text[atUtf16] ?? '')
}

function lineAround(text: string, offsetUtf16: number): TextRange {
  const at = clamp(offsetUtf16, text)
  let startUtf16 = at
  let endUtf16 = at
  while (startUtf16 > 0 && !isBreak(text, startUtf16 - 1)) startUtf16--
  while (endUtf16 < text.length && !isBreak(text, endUtf16)) endUtf16++
  return { startUtf16, endUtf16 }
}

function isBreak(text: string, atUtf16: number): boolean {
  const code = text.charCodeAt(atUtf16)
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029
}

/** The unit that covers the offset, looked for only in the paragraph and only nearby. */
function unitAt(segmenter: Intl.Segmenter, text: string, offsetUtf16: number): TextRange {
  const line = lineAround(text, offsetUtf16)
  const at = Math.min(clamp(offsetUtf16, text), Math.max(line.startUtf16, line.endUtf16 - 1))
  if (line.startUtf16 === line.endUtf16) return line
  const fromUtf16 = Math.max(line.startUtf16, wholeCharacter(text, at - windowUtf16))
  const near = text.slice(fromUtf16, Math.min(line.endUtf16, at + windowUtf16))
  const found = segmenter.segment(near).containing(at - fromUtf16)
  if (!found) return { startUtf16: at, endUtf16: at + 1 }
  const startUtf16 = fromUtf16 + found.index
  return { startUtf16, endUtf16: startUtf16 + found.segment.length }
}

function wholeCharacter(text: string, atUtf16: number): number {
  const code = text.charCodeAt(atUtf16)
  return code >= 0xdc00 && code <= 0xdfff ? atUtf16 - 1 : atUtf16
}
