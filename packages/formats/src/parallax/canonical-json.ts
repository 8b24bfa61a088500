/** Keys that come first wherever they stand, so that a line reads from what it is to what it holds. */
const firstKeys = ['kind', 'startUtf16', 'endUtf16', 'text']

/** JSON with one order of keys: the same value is the same text, whoever stored it in between. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, ordered(each)]))
}

function rank(key: string): number {
  const at = firstKeys.indexOf(key)
  return at < 0 ? firstKeys.length : at
}
