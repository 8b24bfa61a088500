import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placed, rangeWriter } from './placed.ts'

const signs = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
const emoji = fc.constantFrom('🚪', '👩‍👩‍👧', 'ż', '🇨🇭', 'a', '𝐀')

/** A text in three parts, and the place of the one in the middle. */
const places = fc.tuple(signs, fc.string({ unit: emoji, minLength: 1 }), signs)

test('a place in code points is what Python cuts out, and its quote says so', () => {
  fc.assert(
    fc.property(places, ([before, here, after]) => {
      const text = `${before}${here}${after}`
      const range = { startUtf16: before.length, endUtf16: before.length + here.length, kind: 'x' }
      const data = { note: 'n', extent: [range], deep: { also: range } }
      const told = placed(data, rangeWriter(text, 'codepoints'), text)
      const startCodePoint = [...before].length
      const endCodePoint = startCodePoint + [...here].length
      const expected = { startCodePoint, endCodePoint, text: here, kind: 'x' }
      expect(told).toEqual({ note: 'n', extent: [expected], deep: { also: expected } })
      expect([...text].slice(startCodePoint, endCodePoint).join('')).toBe(here)
    }),
  )
})

test('what holds no range stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(placed(value, rangeWriter('text', 'codepoints'), 'text'))).toBe(
        JSON.stringify(value),
      )
    }),
  )
})
