import { describe, expect, test } from 'vitest'
import { dateText } from './date-text.ts'

describe('dates in words', () => {
  test('the year is left out when it is this one', () => {
    expect(dateText('2026-03-12', 2026)).toBe('12 Mar')
    expect(dateText('2025-03-02', 2026)).toBe('2 Mar 2025')
  })

  test('a month and a year stand by themselves', () => {
    expect(dateText('2026-03', 2026)).toBe('Mar 2026')
    expect(dateText('2026', 2026)).toBe('2026')
  })

  test('an interval names both ends', () => {
    expect(dateText('2026-03-12/2026-03-14', 2026)).toBe('12 Mar to 14 Mar')
  })

  test('what is no date is shown as it is', () => {
    expect(dateText('spring', 2026)).toBe('spring')
  })
})
