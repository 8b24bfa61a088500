/** A stretch of text as records hold it. */
export type RangeUtf16 = { readonly startUtf16: number; readonly endUtf16: number }

/** Writes a range as an answer tells it. */
export type WriteRange = (range: RangeUtf16) => object

/** A value with every range in it written by `write`; what stands beside a range's ends stays. */
export function placed(value: unknown, write: WriteRange): unknown {
  if (Array.isArray(value)) return value.map((each) => placed(each, write))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, placed(each, write)])
  const copy: Record<string, unknown> = Object.fromEntries(entries)
  const { startUtf16, endUtf16, ...rest } = copy
  const isRange = typeof startUtf16 === 'number' && typeof endUtf16 === 'number'
  return isRange ? { ...write({ startUtf16, endUtf16 }), ...rest } : copy
}
