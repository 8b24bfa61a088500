import { expect, test } from 'vitest'
import { asStatement } from './as-statement.ts'

test('a statement is one line with one full stop', () => {
  expect(asStatement('  The port\nopens in May ')).toBe('The port opens in May.')
  expect(asStatement('The port opens...')).toBe('The port opens.')
  expect(asStatement(' . ')).toBe('')
})

test('writing it twice is writing it once, and it is never too long', () => {
  const words = ['A b', ' a.b. ', '...', 'a'.repeat(400), `${'a '.repeat(200)}.`, 'Is it?', '\t\n']
  for (const each of words) {
    const once = asStatement(each)
    expect(asStatement(once)).toBe(once)
    expect(once.length).toBeLessThanOrEqual(300)
  }
})
