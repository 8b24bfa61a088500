import type { Refusal } from './refusal.ts'
import { ok, type Result, refuse } from './result.ts'

/**
 * The text of a document as it is stored for good: one leading U+FEFF dropped, CRLF and CR turned
 * into LF, and nothing else touched. Refuses half characters and U+0000 (invariant 1), and a
 * second U+FEFF at the start, which would make the rule say something else the next time.
 */
export function canonicalText(decoded: string): Result<string, Refusal> {
  const text = decoded.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const reason = problemOf(text)
  return reason === undefined ? ok(text) : refuse({ code: 'text-not-canonical', reason })
}

function problemOf(text: string): string | undefined {
  if (text.startsWith('\uFEFF')) return 'it begins with two byte order marks'
  if (text.includes('\u0000')) return 'it contains the character U+0000'
  return /\p{Surrogate}/u.test(text) ? 'it contains half a character' : undefined
}
