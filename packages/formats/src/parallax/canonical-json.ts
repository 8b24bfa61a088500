/** Keys that come first wherever they stand, so that a line reads from what it is to what it holds. */
const firstKeys = ['kind', 'startUtf16', 'endUtf16', 'text']

/** JSON with one order of keys: the same value is the same text, whoever stored it in between. */
export function canonicalJson(value: unknown): string {
  return written(value, null)
}

/** The same, where every range carries the piece of the text that it covers. */
export function canonicalJsonWithTexts(value: unknown, text: string): string {
  return written(value, text)
}

/** The same value with its keys in the one order, in it and in all that it holds. */
export function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const given = value as Readonly<Record<string, unknown>> // what is neither null nor a list
  const keys = Object.keys(given).sort(byRank)
  // From entries, so that a key like __proto__ is a key like any other.
  return Object.fromEntries(keys.map((key) => [key, inOrder(given[key])]))
}

/**
 * Written at once, without a copy in order: files have millions of lines, and ordering the keys of
 * each anew took as long as all else together.
 */
function written(value: unknown, text: string | null): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map((each) => written(each, text)).join(',')}]`
  return writtenObject(value as Readonly<Record<string, unknown>>, text) // neither null nor a list
}

function writtenObject(given: Readonly<Record<string, unknown>>, text: string | null): string {
  const { startUtf16, endUtf16 } = given
  const covered =
    text !== null && typeof startUtf16 === 'number' && typeof endUtf16 === 'number'
      ? text.slice(startUtf16, endUtf16)
      : undefined
  let json = ''
  for (const { key, begin } of shapeOf(Object.keys(given), covered !== undefined)) {
    const value = covered !== undefined && key === 'text' ? covered : given[key]
    if (value !== undefined) json += `${json === '' ? '' : ','}${begin}${written(value, text)}`
  }
  return `{${json}}`
}

/** The keys of an object in order, each with the JSON that begins its entry. */
type Shape = readonly { readonly key: string; readonly begin: string }[]

/** Objects of a kind have the same keys, in the order in which the database gives them. */
const shapes = new Map<string, Shape>()
const mostShapes = 10_000

function shapeOf(keys: readonly string[], hasText: boolean): Shape {
  // With their lengths, so that no two lists of keys have one name.
  let name = hasText ? 'text' : ''
  for (const key of keys) name += `,${key.length}:${key}`
  const known = shapes.get(name)
  if (known) return known
  if (shapes.size >= mostShapes) shapes.clear()
  const all = hasText ? [...new Set([...keys, 'text'])] : keys
  const shape = Object.keys(Object(inOrder(Object.fromEntries(all.map((key) => [key, null]))))).map(
    (key) => ({ key, begin: `${JSON.stringify(key)}:` }),
  )
  shapes.set(name, shape)
  return shape
}

function byRank(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

function rank(key: string): number {
  const at = firstKeys.indexOf(key)
  return at < 0 ? firstKeys.length : at
}
