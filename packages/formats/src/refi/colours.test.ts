import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colourOfHex, hexOfColour } from './colours.ts'

const twelve = Array.from({ length: 12 }, (_, index) => index + 1)

test('each label colour is itself again, in either case', () => {
  for (const colour of twelve) {
    const hex = hexOfColour(colour) ?? ''
    expect(colourOfHex(hex)).toEqual({ colour, isExact: true })
    expect(colourOfHex(hex.toLowerCase())).toEqual({ colour, isExact: true })
  }
  expect(hexOfColour(null)).toBeUndefined()
})

test('any other colour is one of the twelve, and never said to be exactly it', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const hex = `#${value.toString(16).padStart(6, '0')}`
      const found = colourOfHex(hex)
      expect(twelve).toContain(found?.colour)
      expect(found?.isExact).toBe(twelve.some((each) => hexOfColour(each)?.toLowerCase() === hex))
    }),
  ))

test('colours that people would name alike are the same, and words are none', () => {
  const near = { '#2060FF': 1, '#0a0': 3, '#FF7A1A': 8, '#8A2BE2': 9, '#888888': 12 }
  for (const [hex, colour] of Object.entries(near))
    expect(colourOfHex(hex)?.colour, hex).toBe(colour)
  for (const word of ['', 'red', '#12', '#12345g']) expect(colourOfHex(word)).toBeUndefined()
})
