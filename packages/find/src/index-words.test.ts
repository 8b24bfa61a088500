import fc from 'fast-check'
import { expect, test } from 'vitest'
import { samplePatternSearch, sampleSearch } from '../test/find-samples.ts'
import { indexText, indexWords } from './index-words.ts'
import { plainQuestion } from './question.ts'
import { prepareQuestion } from './seeker.ts'

test('what has a hit has the index words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(sampleSearch, samplePatternSearch), async ({ text, question }) => {
      const prepared = await prepareQuestion(question)
      const isHit = prepared.ok && [...prepared.seek(text)].some((hit) => hit !== undefined)
      if (isHit) expect(indexText(text)).toContain(indexWords(question))
    }),
    { numRuns: 1_000 },
  )
})

test('index words overlook case and accents', () => {
  expect(indexWords({ ...plainQuestion('Café'), matchCase: true })).toBe('cafe')
})

test.each([
  ['President \\w+', 'president '],
  ['colou?r', 'colo'],
  ['ab+c', 'ab'],
  ['(x)yz', 'yz'],
  ['[]x]yz', 'yz'],
  ['foo|bar', ''],
  ['(?i)foo', ''],
  ['a{2}bcd', 'bcd'],
  ['\\x{66}oo', ''],
])('of the pattern %s certain is “%s”', (words, certain) => {
  expect(indexWords({ ...plainQuestion(words), isPattern: true })).toBe(certain)
})
