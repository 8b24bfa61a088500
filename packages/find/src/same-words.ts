import type { TextRange } from '@parallax/domain'
import { type FoldedText, foldAll } from './folded-text.ts'
import { type Seeker, sourceOf, stepUtf16 } from './seeker.ts'

export type SameWordsOptions = { readonly matchCase: boolean }

/**
 * Finds words again where they stand as whole words, however they are stored or typeset: composed or
 * not, with straight or curly quotes, with white space of any width between them. Accents count, and
 * the words stay on one line. A name is found in front of its possessive ending.
 */
export function seekSameWords(words: string, { matchCase }: SameWordsOptions): Seeker {
  const name = matchCase ? 'same' : 'sameCaseless'
  const parts = words
    .trim()
    .split(/\s+/)
    .map((part) => foldAll(part, name))
  return (text, place = {}) => wholeHits(parts, text, sourceOf(text, name, place))
}

function* wholeHits(
  parts: readonly string[],
  text: string,
  source: FoldedText,
): Generator<TextRange | undefined, void> {
  const [first = ''] = parts
  let at = 0
  while (first !== '') {
    for (const { start, end, range } of placesOf(parts, source, at)) {
      if (start < at) continue
      const isHit = range !== undefined && isWhole(text, range)
      yield isHit ? range : undefined
      if (isHit) at = end
    }
    at = Math.max(at, source.folded.length - first.length + 1)
    yield undefined
    if (!source.grow(stepUtf16)) return
  }
}

/** Every place where the first of the words begins; without a range where the others do not follow. */
function* placesOf(parts: readonly string[], source: FoldedText, from: number) {
  const [first = ''] = parts
  let start = source.folded.indexOf(first, from)
  while (start >= 0) {
    const end = endOfWords(source, start, parts) ?? start
    yield { start, end, range: end > start ? source.rangeOf(start, end) : undefined }
    start = source.folded.indexOf(first, start + 1)
  }
}

/** Where words end that begin at `start`, where the first of them stands; undefined when the others do not follow. */
function endOfWords(
  source: FoldedText,
  start: number,
  [first = '', ...others]: readonly string[],
): number | undefined {
  let at = start + first.length
  for (const part of others) {
    const gapStart = at
    while (reaches(source, at + 1) && source.folded[at] === ' ') at += 1
    if (at === gapStart || !reaches(source, at + part.length)) return undefined
    if (!source.folded.startsWith(part, at)) return undefined
    at += part.length
  }
  return at
}

/** Whether so much of the text can be folded; folds it. */
function reaches(source: FoldedText, length: number): boolean {
  while (source.folded.length < length) if (!source.grow(stepUtf16)) return false
  return true
}

/** Scripts that are written without spaces: there a word begins wherever it stands. */
const needsNoSpace =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const inWord = /[\p{L}\p{N}\p{M}_]/u

function isWhole(text: string, { startUtf16, endUtf16 }: TextRange): boolean {
  return isEdge(text, startUtf16) && isEdge(text, endUtf16)
}

/** Whether a word may end between the two letters at a place. */
function isEdge(text: string, atUtf16: number): boolean {
  const [left, right] = [signBefore(text, atUtf16), signAt(text, atUtf16)]
  if (!inWord.test(left) || !inWord.test(right)) return true
  return needsNoSpace.test(left) && needsNoSpace.test(right)
}

function signAt(text: string, atUtf16: number): string {
  const codePoint = text.codePointAt(atUtf16)
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint)
}

/** The sign before a place that a letter is made of: not the marks upon it. */
function signBefore(text: string, atUtf16: number): string {
  let endUtf16 = atUtf16
  while (endUtf16 > 0) {
    const isPair = /[\uDC00-\uDFFF]/.test(text[endUtf16 - 1] ?? '')
    const startUtf16 = Math.max(0, endUtf16 - (isPair ? 2 : 1))
    const sign = text.slice(startUtf16, endUtf16)
    if (!/\p{M}/u.test(sign)) return sign
    endUtf16 = startUtf16
  }
  return ''
}
