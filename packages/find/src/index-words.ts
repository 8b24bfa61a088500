import { foldAll } from './folded-text.ts'
import type { Question } from './question.ts'

/** A text as an index of substrings keeps it: folded so that every kind of question can use it. */
export function indexText(text: string): string {
  return foldAll(text, 'loose')
}

/**
 * Words that `indexText` of every text with a hit contains; empty when none are certain. The index
 * narrows down with them, and the seeker decides.
 */
export function indexWords(question: Question): string {
  return foldAll(question.isPattern ? certainWords(question.words) : question.words, 'loose')
}

/** What a pattern is made of: escapes, classes, counts, and single signs. */
const part = /\\.?|\[\^?\]?(?:\\.|[^\]\\])*\]?|\{[^}]*\}?|[\s\S]/g
const unclear = /[|#]|\(\?|\[:|\\[^dDwWsSbB.,;:!?'"()[\]{}^$|*+/\\-]/
const plain = /^[a-zA-Z0-9 ]$/

/** The longest run of plain letters that every match of a pattern contains, read with caution. */
function certainWords(pattern: string): string {
  if (unclear.test(pattern)) return ''
  const parts = pattern.match(part) ?? []
  const runs = ['']
  let depth = 0
  for (const [index, sign] of parts.entries()) {
    const next = parts[index + 1] ?? ''
    if (depth === 0 && plain.test(sign) && !/^[?*{]/.test(next))
      runs.push(`${runs.pop() ?? ''}${sign}`)
    else runs.push('')
    // What is repeated may stand between this letter and the next one.
    if (next === '+') runs.push('')
    depth += depthOf(sign)
  }
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest))
}

function depthOf(sign: string): number {
  if (sign === '(') return 1
  return sign === ')' ? -1 : 0
}
