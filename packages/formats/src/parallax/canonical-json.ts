/** Keys that come first wherever they stand, so that a line reads from what it is to what it holds. */
const firstKeys = ['kind', 'startUtf16', 'endUtf16', 'text']

/** JSON with one order of keys: the same value is the same text, whoever stored it in between. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value))
}

/** The same value with its keys in the one order, in it and in all that it holds. */
export function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const given = value as Readonly<Record<string, unknown>> // what is neither null nor a list
  const ordered: Record<string, unknown> = {}
  for (const key of Object.keys(given).sort(byRank)) ordered[key] = inOrder(given[key])
  return ordered
}

function byRank(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

function rank(key: string): number {
  const at = firstKeys.indexOf(key)
  return at < 0 ? firstKeys.length : at
}
