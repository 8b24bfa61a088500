/** A place in a text, as records hold it. */
type Range = { readonly startUtf16: number; readonly endUtf16: number }

/** A value with the covered text written into every range in it. */
export function withTexts(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withTexts(each, text))
  if (typeof value !== 'object' || value === null) return value
  if (isRange(value)) return { ...value, text: text.slice(value.startUtf16, value.endUtf16) }
  return mapped(value, (each) => withTexts(each, text))
}

/** A value without the texts in its ranges; `mismatch` hears of each that is not what stands there. */
export function withoutTexts(
  value: unknown,
  text: string | null,
  mismatch: (range: Range, said: unknown) => void,
): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutTexts(each, text, mismatch))
  if (typeof value !== 'object' || value === null) return value
  if (!isRange(value)) return mapped(value, (each) => withoutTexts(each, text, mismatch))
  const { text: said, ...range }: Range & { readonly text?: unknown } = value
  if (text !== null && said !== text.slice(range.startUtf16, range.endUtf16)) mismatch(range, said)
  return range
}

function isRange(value: object): value is Range {
  const { startUtf16, endUtf16 } = value as Partial<Range> // asked for, not relied on
  return typeof startUtf16 === 'number' && typeof endUtf16 === 'number'
}

function mapped(value: object, change: (each: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]))
}
