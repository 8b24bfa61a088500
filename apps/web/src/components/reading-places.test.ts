import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostPlaces, placeIn, placesWith, type ReadingPlace, readPlaces } from './reading-places.ts'

const somePlace: fc.Arbitrary<ReadingPlace> = fc.record({
  documentId: fc.integer({ min: 0, max: 200 }).map(String),
  userId: fc.constantFrom('petra', 'jonas'),
  topUtf16: fc.nat(),
  openId: fc.option(fc.string()),
})

test('what was put last is found, others stay, and there are never too many', () => {
  fc.assert(
    fc.property(fc.array(somePlace, { maxLength: 150 }), (put) => {
      const places = put.reduce<readonly ReadingPlace[]>(placesWith, [])
      const last = put.at(-1)
      if (last) expect(placeIn(places, last)).toEqual(last)
      expect(places.length).toBeLessThanOrEqual(mostPlaces)
      expect(readPlaces(JSON.stringify(places))).toEqual(places)
    }),
  )
})

test('whatever else is kept there reads as nothing', () => {
  fc.assert(fc.property(fc.string(), (kept) => void expect(readPlaces(kept).length).toBe(0)))
  expect(readPlaces(null)).toEqual([])
  const place = { documentId: 'd', userId: 'u', topUtf16: 4, openId: null }
  expect(readPlaces(JSON.stringify([place]))).toEqual([place])
  for (const wrong of [{ topUtf16: -1 }, { topUtf16: 1.5 }, { userId: 3 }, { openId: 3 }])
    expect(readPlaces(JSON.stringify([place, { ...place, ...wrong }]))).toEqual([])
  expect(readPlaces('[null]')).toEqual([])
})
