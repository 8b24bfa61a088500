import type { TextRange } from '@parallax/domain'

/** Scripts that are written without spaces: there a word begins wherever it stands. */
const spaceless = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const inWord = /[\p{L}\p{N}\p{M}_]/u
const needsNoSpace = new RegExp(`[${spaceless}]`, 'u')

/**
 * Every place of a text where these words stand as whole words, in order and without overlap. White
 * space between them may be of any width, but they stay on one line. Costs the length of the text.
 */
export function findWords(
  text: string,
  words: string,
  { isCaseSensitive }: { readonly isCaseSensitive: boolean },
): readonly TextRange[] {
  const parts = words.trim().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return []
  const pattern = new RegExp(
    parts.map(escaped).join('[^\\S\\r\\n]+'),
    isCaseSensitive ? 'gu' : 'giu',
  )
  const found: TextRange[] = []
  for (const match of text.matchAll(pattern)) {
    const range = { startUtf16: match.index, endUtf16: match.index + match[0].length }
    if (isWhole(text, range)) found.push(range)
  }
  return found
}

function isWhole(text: string, { startUtf16, endUtf16 }: TextRange): boolean {
  const before = signBefore(text, startUtf16)
  const after = signAt(text, endUtf16)
  return (
    isEdge(before, signAt(text, startUtf16)) &&
    isEdge(signBefore(text, endUtf16), after) &&
    !/\p{M}/u.test(after)
  )
}

/** Whether a word may end between two signs. */
function isEdge(left: string, right: string): boolean {
  if (!inWord.test(left) || !inWord.test(right)) return true
  return needsNoSpace.test(left) && needsNoSpace.test(right)
}

function signAt(text: string, atUtf16: number): string {
  const codePoint = text.codePointAt(atUtf16)
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint)
}

function signBefore(text: string, atUtf16: number): string {
  const isPair = /[\uDC00-\uDFFF]/.test(text[atUtf16 - 1] ?? '')
  return text.slice(Math.max(0, atUtf16 - (isPair ? 2 : 1)), atUtf16)
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
