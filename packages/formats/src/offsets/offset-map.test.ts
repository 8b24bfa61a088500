import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OffsetMap, offsetUnits } from './offset-map.ts'

/** Texts whose characters are one to four bytes, long enough for several remembered places. */
const text = fc
  .array(fc.constantFrom('a', 'é', 'ह', '🕊', '👩‍👧', '\n', '𝐀', 'é', ' '), { maxLength: 900 })
  .map((characters) => characters.join(''))

/** The count by hand: slow, and plain to see. */
const counted = {
  utf16: (part: string) => part.length,
  'code-points': (part: string) => [...part].length,
  utf8: (part: string) => encodeURIComponent(part).replace(/%../g, '.').length,
}

/** Offsets at which no character is cut. */
function boundaries(whole: string): readonly number[] {
  let at = 0
  return [0, ...[...whole].map((character) => (at += character.length))]
}

describe.each(offsetUnits)('offsets in %s', (unit) => {
  test('are what counting gives, both ways, at every boundary', () =>
    fc.assert(
      fc.property(text, (whole) => {
        const map = new OffsetMap(whole)
        expect(map.lengthIn(unit)).toBe(counted[unit](whole))
        let [before, count] = [0, 0]
        for (const at of boundaries(whole)) {
          count += counted[unit](whole.slice(before, at))
          before = at
          if (map.toUnit(at, unit) !== count || map.fromUnit(count, unit) !== at)
            throw new Error(`${at} in ${JSON.stringify(whole)}: ${map.toUnit(at, unit)}, ${count}`)
        }
      }),
    ))

  test('inside a character or outside the text are none', () =>
    fc.assert(
      fc.property(text, fc.integer({ min: -5, max: 5000 }), (whole, offset) => {
        const map = new OffsetMap(whole)
        const found = map.fromUnit(offset, unit)
        const exists = boundaries(whole).some((at) => map.toUnit(at, unit) === offset)
        expect(found !== undefined).toBe(exists)
      }),
      { numRuns: 40 },
    ))
})
