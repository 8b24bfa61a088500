import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typesAfterPress } from './end-types.ts'

const all = ['person', 'place', 'state', 'event']
const someTypes = fc.option(fc.subarray(all, { minLength: 1, maxLength: 3 }))
const pressed = fc.constantFrom(...all)

test('pressing a type twice leaves what was there, but for the last and the only missing one', () => {
  fc.assert(
    fc.property(someTypes, pressed, (types, type) => {
      const once = typesAfterPress(types, type, all)
      fc.pre(once !== null)
      expect(typesAfterPress(once, type, all)).toEqual(types)
    }),
  )
})

test('there is never an end that nothing fits, and never a list that names every type', () => {
  fc.assert(
    fc.property(someTypes, pressed, (types, type) => {
      const after = typesAfterPress(types, type, all)
      expect(after === null || (after.length > 0 && after.length < all.length)).toBe(true)
    }),
  )
})

test('the first type pressed is the only one left, in the order of the codebook afterwards', () => {
  expect(typesAfterPress(null, 'state', all)).toEqual(['state'])
  expect(typesAfterPress(['state'], 'person', all)).toEqual(['person', 'state'])
})

test('a type that is no longer in the codebook is dropped', () => {
  expect(typesAfterPress(['gone', 'place'], 'person', all)).toEqual(['person', 'place'])
})
