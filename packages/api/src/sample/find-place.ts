import type { Extent, TextRange } from '@parallax/domain'

/** A quote and which of its occurrences is meant, from 1. Without a number it occurs once. */
export type Place = string | readonly [quote: string, occurrence: number]

/** A place, or several that are one extent together. */
export type Places = Place | { readonly parts: readonly Place[] }

/** Where a text says something. Throws when it does not say it, or more often than the place knows. */
export function findExtent(text: string, places: Places): Extent {
  const parts = typeof places === 'object' && 'parts' in places ? places.parts : [places]
  return parts.map((place) => findRange(text, place))
}

function findRange(text: string, place: Place): TextRange {
  const [quote, occurrence] = typeof place === 'string' ? [place, 1] : place
  const found = occurrencesOf(text, quote)
  const startUtf16 = found[occurrence - 1]
  if (startUtf16 === undefined) throw new Error(`The text says "${quote}" ${found.length} times.`)
  if (typeof place === 'string' && found.length > 1)
    throw new Error(`The text says "${quote}" ${found.length} times: which is meant?`)
  return { startUtf16, endUtf16: startUtf16 + quote.length }
}

/** Starts of a quote, as a whole and not within a longer word. */
function occurrencesOf(text: string, quote: string): readonly number[] {
  const starts: number[] = []
  const isLetter = (offsetUtf16: number) => /[\p{L}\p{N}]/u.test(text[offsetUtf16] ?? '')
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    if (!isLetter(at - 1) && !isLetter(at + quote.length)) starts.push(at)
  return starts
}
