import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutChips, maxChipsInLine } from './chip-layout.ts'

const wishesArbitrary = fc.array(
  fc.record({
    xPx: fc.integer({ min: 0, max: 600 }),
    widthPx: fc.integer({ min: 10, max: 120 }),
    keep: fc.constant(false),
  }),
  { maxLength: maxChipsInLine },
)

test('chips never overlap, never leave the line, and stay in reading order', () => {
  fc.assert(
    fc.property(wishesArbitrary, (bare) => {
      const wishes = bare.map((wish, index) => ({ ...wish, id: `${index}` }))
      const places = layOutChips(wishes, 0, 632)
      expect(places.length).toBe(wishes.length)
      for (const [index, place] of places.entries()) {
        const width = wishes.find(({ id }) => id === place.id)!.widthPx
        expect(place.xPx).toBeGreaterThanOrEqual(0)
        expect(place.xPx + width).toBeLessThanOrEqual(632)
        const next = places[index + 1]
        if (next) expect(next.xPx).toBeGreaterThan(place.xPx + width)
      }
    }),
  )
})

test('a chip with room around it stands exactly where its record starts', () => {
  const wishes = [
    { id: 'a', xPx: 40, widthPx: 50, keep: false },
    { id: 'b', xPx: 300, widthPx: 50, keep: false },
  ]
  expect(layOutChips(wishes, 0, 632)).toEqual([
    { id: 'a', xPx: 40 },
    { id: 'b', xPx: 300 },
  ])
})

test('above four in a line only the open record keeps its chip', () => {
  const wishes = [0, 1, 2, 3, 4].map((index) => ({
    id: `${index}`,
    xPx: index * 60,
    widthPx: 50,
    keep: index === 3,
  }))
  expect(layOutChips(wishes, 0, 632)).toEqual([{ id: '3', xPx: 180 }])
})
