import type { TextRange } from '@parallax/domain'

/** A hit with some of its line around it; `before` and `after` end between words. */
export type Snippet = { readonly before: string; readonly hit: string; readonly after: string }

const aroundUtf16 = 70
const longestHitUtf16 = 240

/** The words around a hit, on its line. */
export function snippetOf(text: string, { startUtf16, endUtf16 }: TextRange): Snippet {
  const hit = text.slice(startUtf16, endUtf16)
  return {
    before: wordsBefore(text, startUtf16),
    hit: hit.length > longestHitUtf16 ? `${whole(hit.slice(0, longestHitUtf16))}…` : hit,
    after: wordsAfter(text, endUtf16),
  }
}

function wordsBefore(text: string, atUtf16: number): string {
  const from = Math.max(0, atUtf16 - aroundUtf16)
  const cut = text.slice(from, atUtf16)
  const line = cut.slice(cut.lastIndexOf('\n') + 1)
  if (from === 0 || line.length < cut.length) return line
  const words = line.replace(/^\S*\s+/, '')
  // Writing without spaces is cut between letters instead of words.
  return `… ${words === line ? line.replace(/^[\p{M}\p{Cs}]+/u, '') : words}`
}

function wordsAfter(text: string, atUtf16: number): string {
  const cut = text.slice(atUtf16, atUtf16 + aroundUtf16)
  const newline = cut.indexOf('\n')
  if (newline >= 0) return cut.slice(0, newline)
  if (atUtf16 + aroundUtf16 >= text.length) return cut
  return `${whole(cut.replace(/\s+\S*$/, ''))} …`
}

/** Without the first half of a character at its end. */
function whole(cut: string): string {
  return cut.replace(/[\ud800-\udbff]$/, '')
}
