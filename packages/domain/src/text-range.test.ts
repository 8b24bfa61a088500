import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkZones, zoneKindAt } from './record-kinds/zone.ts'
import {
  checkExtent,
  checkRange,
  extentKey,
  hullOf,
  liesInside,
  overlaps,
  quoteOf,
} from './text-range.ts'

const text = 'Peace 🚢 now,\n said Żółć 𝐀.'
const range = (startUtf16: number, endUtf16: number) => ({ startUtf16, endUtf16 })
const codeOf = (refusal: { readonly code: string } | undefined) => refusal?.code ?? 'stands'

describe('a range', () => {
  test.each([
    [0, 5, 'stands'],
    [6, 8, 'stands'],
    [0, text.length, 'stands'],
    [0, text.length + 1, 'range-out-of-text'],
    [-1, 3, 'range-out-of-text'],
    [3, 3, 'empty-extent'],
    [5, 2, 'empty-extent'],
    [7, 8, 'range-splits-surrogate'],
    [6, 7, 'range-splits-surrogate'],
    [5, 8, 'range-whitespace-edge'],
    [0, 6, 'range-whitespace-edge'],
    [9, 14, 'range-whitespace-edge'],
  ])('from %i to %i: %s', (start, end, said) => {
    expect(codeOf(checkRange(range(start, end), text))).toBe(said)
  })

  test('with a no-break space at its edge does not stand', () => {
    expect(codeOf(checkRange(range(0, 2), 'a\u00A0b'))).toBe('range-whitespace-edge')
  })

  test('stands exactly when it covers whole characters and no space at its edges', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.nat(14),
        fc.nat(14),
        (any, start, end) => {
          const covered = any.slice(start, end)
          const whole = covered.length > 0 && end <= any.length && isWhole(any, start, end)
          const stands = whole && covered.trim() === covered
          expect(codeOf(checkRange(range(start, end), any)) === 'stands').toBe(stands)
        },
      ),
    )
  })
})

describe('an extent', () => {
  test.each([
    ['one part', [range(0, 5)], 'stands'],
    ['two parts with words between', [range(0, 5), range(9, 12)], 'stands'],
    ['no part', [], 'empty-extent'],
    ['parts that touch but for a space', [range(0, 5), range(6, 8)], 'extent-not-sorted'],
    ['parts the wrong way round', [range(9, 12), range(0, 5)], 'extent-not-sorted'],
    ['parts that overlap', [range(0, 5), range(3, 8)], 'extent-not-sorted'],
    ['one part twice', [range(0, 5), range(0, 5)], 'extent-not-sorted'],
  ])('%s', (_, extent, said) => {
    expect(codeOf(checkExtent(extent, text))).toBe(said)
  })

  test('has at most eight parts', () => {
    const letters = 'a b '.repeat(20)
    const parts = (count: number) =>
      Array.from({ length: count }, (_, index) => range(index * 4, index * 4 + 1))
    expect(codeOf(checkExtent(parts(8), letters))).toBe('stands')
    expect(codeOf(checkExtent(parts(9), letters))).toBe('extent-too-many-parts')
  })

  test('is quoted with one space between its parts, and has a hull', () => {
    const extent = [range(0, 5), range(9, 12)]
    expect(quoteOf(extent, text)).toBe('Peace now')
    expect(hullOf(extent)).toEqual(range(0, 12))
    expect(hullOf([])).toBeUndefined()
    expect(extentKey(extent)).toBe('0-5,9-12')
  })

  test('overlaps what it shares a character with, and lies inside what covers each part', () => {
    expect(overlaps([range(0, 5)], [range(5, 8)])).toBe(false)
    expect(overlaps([range(0, 5)], [range(4, 8)])).toBe(true)
    expect(liesInside([range(1, 2), range(9, 10)], [range(0, 5), range(9, 12)])).toBe(true)
    expect(liesInside([range(4, 9)], [range(0, 5), range(5, 12)])).toBe(false)
  })
})

describe('zones', () => {
  const zone = (startUtf16: number, endUtf16: number) => ({
    kind: 'body' as const,
    startUtf16,
    endUtf16,
    note: '',
  })

  test.each([
    ['none at all', [], 'stands'],
    ['all of the text', [zone(0, text.length)], 'stands'],
    ['two that leave out only white space', [zone(0, 13), zone(15, text.length)], 'stands'],
    ['words at the end left out', [zone(0, 13)], 'zones-incomplete'],
    ['words at the start left out', [zone(6, text.length)], 'zones-incomplete'],
    ['words between left out', [zone(0, 5), zone(9, text.length)], 'zones-incomplete'],
    ['two that overlap', [zone(0, 13), zone(9, text.length)], 'zones-overlap'],
    ['the wrong way round', [zone(15, text.length), zone(0, 13)], 'zones-incomplete'],
    ['beyond the text', [zone(0, text.length + 1)], 'range-out-of-text'],
    ['half a character', [zone(0, 7), zone(8, text.length)], 'range-splits-surrogate'],
  ])('%s', (_, zones, said) => {
    expect(codeOf(checkZones(zones, text))).toBe(said)
  })

  test('hold what lies wholly within one of them; without any, all is body', () => {
    const zones = [
      { ...zone(0, 13), kind: 'headline' as const },
      { ...zone(15, text.length), kind: 'credit' as const },
    ]
    expect(zoneKindAt(zones, range(0, 5))).toBe('headline')
    expect(zoneKindAt(zones, range(15, 19))).toBe('credit')
    expect(zoneKindAt(zones, range(9, 19))).toBeNull()
    expect(zoneKindAt([], range(9, 19))).toBe('body')
  })
})

/** Whether cutting here leaves no half characters, asked of the whole text. */
function isWhole(any: string, start: number, end: number): boolean {
  return [any.slice(0, start), any.slice(start, end), any.slice(end)].every(
    (part) => !/\p{Surrogate}/u.test(part),
  )
}
