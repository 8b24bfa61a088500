import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleText } from '../test/find-samples.ts'
import { FoldedText, foldAll } from './folded-text.ts'
import { type FoldingName, foldings } from './foldings.ts'

const names = Object.keys(foldings) as FoldingName[] // its own keys

/** Long ones too, so that pieces end in the middle of letters. */
const someText = fc
  .tuple(sampleText, fc.nat(3_000))
  .map(([text, count]) => (count % 7 === 0 ? text.repeat(count) : text))

test('folding a text at once is folding it piece by piece', () => {
  fc.assert(
    fc.property(
      someText,
      fc.constantFrom(...names),
      fc.integer({ min: 1, max: 50 }),
      (text, name, pace) => {
        const folded = new FoldedText(text, name)
        while (folded.grow(pace * 20));
        expect(foldAll(text, name)).toBe(folded.folded)
      },
    ),
  )
})
