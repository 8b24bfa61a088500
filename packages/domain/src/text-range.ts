import * as z from 'zod/mini'
import type { Refusal } from './refusal.ts'

/** A half-open range `[startUtf16, endUtf16)` of UTF-16 code units in a document's text. */
export const textRangeSchema = z.strictObject({ startUtf16: z.int(), endUtf16: z.int() })
export type TextRange = Readonly<z.infer<typeof textRangeSchema>>

/** One to eight parts of text, sorted, with something between them: words, or the end of a line. */
export const extentSchema = z.readonly(z.array(textRangeSchema))
export type Extent = readonly TextRange[]

/** The most parts that one extent may have. */
export const maxExtentParts = 8

/** The text that an extent covers; parts are joined with one space, as brat does. */
export function quoteOf(extent: Extent, text: string): string {
  return extent.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16)).join(' ')
}

/** An extent as a key of maps. Stores reorder the keys of objects, so JSON would not do. */
export function extentKey(extent: Extent): string {
  return extent.map(({ startUtf16, endUtf16 }) => `${startUtf16}-${endUtf16}`).join(',')
}

/** The smallest range around all parts, or `undefined` for an empty extent. */
export function hullOf(extent: Extent): TextRange | undefined {
  const first = extent[0]
  const last = extent.at(-1)
  return first && last ? { startUtf16: first.startUtf16, endUtf16: last.endUtf16 } : undefined
}

/** Whether two extents share a character. */
export function overlaps(a: Extent, b: Extent): boolean {
  return a.some((x) => b.some((y) => x.startUtf16 < y.endUtf16 && y.startUtf16 < x.endUtf16))
}

/** Whether every part of `inner` lies inside one part of `outer`. */
export function liesInside(inner: Extent, outer: Extent): boolean {
  return inner.every((x) =>
    outer.some((y) => y.startUtf16 <= x.startUtf16 && x.endUtf16 <= y.endUtf16),
  )
}

/** Why `extent` cannot stand in `text` (invariants 3 to 6), or `undefined` when it can. */
export function checkExtent(extent: Extent, text: string): Refusal | undefined {
  if (extent.length === 0) return { code: 'empty-extent' }
  if (extent.length > maxExtentParts) return { code: 'extent-too-many-parts', parts: extent.length }
  for (const range of extent) {
    const refusal = checkRange(range, text)
    if (refusal) return refusal
  }
  return checkOrder(extent, text)
}

/** Why one range cannot stand in `text` (invariants 3 to 5), or `undefined` when it can. */
export function checkRange(range: TextRange, text: string): Refusal | undefined {
  const { startUtf16, endUtf16 } = range
  if (startUtf16 < 0 || endUtf16 > text.length || startUtf16 > text.length)
    return { code: 'range-out-of-text', range, lengthUtf16: text.length }
  if (startUtf16 >= endUtf16) return { code: 'empty-extent' }
  if (splitsSurrogate(text, startUtf16) || splitsSurrogate(text, endUtf16))
    return { code: 'range-splits-surrogate', range }
  if (isSpaceAt(text, startUtf16) || isSpaceAt(text, endUtf16 - 1))
    return { code: 'range-whitespace-edge', range }
  return undefined
}

function checkOrder(extent: Extent, text: string): Refusal | undefined {
  for (const [index, part] of extent.entries()) {
    const before = extent[index - 1]
    if (before && touches(text.slice(before.endUtf16, part.startUtf16)))
      return { code: 'extent-not-sorted' }
  }
  return undefined
}

/** Whether parts with this between them should be one: a mention of "New\nYork" needs its two. */
function touches(between: string): boolean {
  return between.trim() === '' && !between.includes('\n')
}

/** Whether an offset lies between the two halves of one character. */
function splitsSurrogate(text: string, offsetUtf16: number): boolean {
  const before = text.charCodeAt(offsetUtf16 - 1)
  const after = text.charCodeAt(offsetUtf16)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}

function isSpaceAt(text: string, offsetUtf16: number): boolean {
  return /\s/.test(text[offsetUtf16] ?? '')
}
