import type { Extent, TextRange } from '@parallax/domain'

/** The extent with one more part; parts that touch or overlap, or with only white space between, join. */
export function withPart(extent: Extent, part: TextRange, text: string): Extent {
  const joined: TextRange[] = []
  for (const next of [...extent, part].sort((a, b) => a.startUtf16 - b.startUtf16)) {
    const last = joined.at(-1)
    if (!last || text.slice(last.endUtf16, next.startUtf16).trim() !== '') joined.push(next)
    else joined[joined.length - 1] = { ...last, endUtf16: Math.max(last.endUtf16, next.endUtf16) }
  }
  return joined
}

/** The extent without the part at this place; the last part stays. */
export function withoutPart(extent: Extent, at: number): Extent {
  return extent.length > 1 ? extent.filter((_, index) => index !== at) : extent
}
