import { expect, test } from 'vitest'
import { isQuoted } from './positions.ts'

test.each([
  ['a name that is the words', 'the mill', true],
  ['a name that is how they begin', 'the…', true],
  ['a name that is cut with three points', 'the mi...', true],
  ['white space of another kind', ' the\n mill', true],
  ['other words', 'a mill', false],
])('%s', (_, name, isIt) => {
  expect(isQuoted('at the mill.', { startUtf16: 3, endUtf16: 11 }, name)).toBe(isIt)
})

test('words that are nothing but points are quoted by points', () => {
  expect(isQuoted('… so', { startUtf16: 0, endUtf16: 1 }, '…')).toBe(true)
  expect(isQuoted('so …', { startUtf16: 0, endUtf16: 2 }, '…')).toBe(false)
})
