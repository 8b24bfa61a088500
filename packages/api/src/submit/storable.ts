/**
 * Why PostgreSQL could not keep a value as JSON, or `undefined`. One such value would fail the
 * operations of other people that happen to be in the same batch. `json` is the value as text.
 */
export function storableProblem(value: unknown, json: string): string | undefined {
  // Both faults leave one of these escapes in the text; most texts have neither.
  if (!/\\u0000|\\ud[89a-f]/i.test(json)) return undefined
  return findProblem(value)
}

function findProblem(value: unknown): string | undefined {
  if (typeof value === 'string') return problemOf(value)
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    const problem = problemOf(key) ?? findProblem(part)
    if (problem !== undefined) return problem
  }
  return undefined
}

function problemOf(text: string): string | undefined {
  if (text.includes('\0')) return 'it holds a NUL character'
  return /\p{Surrogate}/u.test(text) ? 'it holds half of a character' : undefined
}
