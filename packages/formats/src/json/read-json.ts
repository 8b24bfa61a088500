import { ok, type Result, refuse } from '@parallax/domain'

/** Objects and lists inside each other beyond this are refused: no format has a use for them. */
const mostDepth = 100

/**
 * A JSON value from outside, or what is wrong with it in words. Read its objects with `fieldsOf`:
 * no key of a file ever becomes a property of an object of ours.
 */
export function parseJson(text: string): Result<unknown, string> {
  if (isTooDeep(text)) return refuse(`It is nested more than ${mostDepth} levels deep.`)
  try {
    return ok(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('It is not valid JSON.')
    throw error
  }
}

/** The fields of an object by name; `undefined` for what is no object. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return new Map(Object.entries(value))
}

/** The entries of a list; a single value counts as a list of one, nothing as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The value, where it is a text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Counted without parsing, so that a hostile file costs one pass and no stack. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at)
    else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    if (depth > mostDepth) return true
  }
  return false
}

/** Where the string ends that begins at `at`. */
function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let start = at
  while (text[start - 1] === '\\') start -= 1
  return (at - start) % 2 === 1
}
