import type { RE2JS } from 're2js'
import { foldAll } from './folded-text.ts'
import type { Question } from './question.ts'

/** Why a regular expression cannot be used. */
export type PatternProblem =
  | 'open-bracket'
  | 'stray-bracket'
  | 'open-class'
  | 'bad-class'
  | 'nothing-to-repeat'
  | 'bad-repeat'
  | 'bad-escape'
  | 'looks-around'
  | 'other'

export type CompiledPattern =
  | { readonly ok: true; readonly pattern: RE2JS }
  | { readonly ok: false; readonly problem: PatternProblem }

/**
 * The regular expression of a question, for an engine whose time grows with the text and never
 * explodes. The engine is large and comes only when a pattern is asked for.
 */
export async function compilePattern(question: Question): Promise<CompiledPattern> {
  const { RE2JS, RE2JSSyntaxException } = await import('re2js')
  const source = question.matchAccents ? question.words : foldAll(question.words, 'pattern')
  const flags = RE2JS.MULTILINE | (question.matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
  try {
    return { ok: true, pattern: RE2JS.compile(source, flags) }
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    return { ok: false, problem: problemOf(error.message) }
  }
}

const problems: readonly (readonly [says: string, PatternProblem])[] = [
  ['missing closing )', 'open-bracket'],
  ['unexpected )', 'stray-bracket'],
  ['missing closing ]', 'open-class'],
  ['invalid character class', 'bad-class'],
  ['missing argument to repetition', 'nothing-to-repeat'],
  ['invalid nested repetition', 'nothing-to-repeat'],
  ['invalid repeat count', 'bad-repeat'],
  ['escape', 'bad-escape'],
  ['trailing backslash', 'bad-escape'],
  ['Perl syntax', 'looks-around'],
]

function problemOf(message: string): PatternProblem {
  return problems.find(([says]) => message.includes(says))?.[1] ?? 'other'
}
