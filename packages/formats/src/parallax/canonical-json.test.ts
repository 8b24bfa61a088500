import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, canonicalJsonWithTexts, inOrder } from './canonical-json.ts'
import { withTexts } from './range-texts.ts'

const range = fc.record({ startUtf16: fc.nat(40), endUtf16: fc.nat(40) })
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    range,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('text', 'kind', '10', '9')), tie('value'), {
      maxKeys: 4,
    }),
  ),
}))

test('it is the JSON of the value in order', () => {
  fc.assert(
    fc.property(value, (some) => {
      expect(canonicalJson(some)).toBe(JSON.stringify(inOrder(some)))
    }),
  )
})

test('with texts it is the JSON of the value with the texts in its ranges, in order', () => {
  fc.assert(
    fc.property(value, fc.string({ unit: 'grapheme', maxLength: 60 }), (some, text) => {
      const expected = JSON.stringify(inOrder(withTexts(some, text)))
      expect(canonicalJsonWithTexts(some, text)).toBe(expected)
    }),
  )
})
