import { expect, test } from 'vitest'
import { textAtOnceUtf16 } from './text-at-once.ts'

test('with 2 GB a line may be as long as formats allow', () => {
  expect(textAtOnceUtf16(2 ** 31)).toBeGreaterThanOrEqual(64_000_000)
})

test('with little memory a line that is held in pieces, whole and read takes a quarter of it', () => {
  const heapBytes = 128 * 2 ** 20
  const heldBytes = textAtOnceUtf16(heapBytes) * 2 * 4
  expect(heldBytes).toBeLessThanOrEqual(heapBytes / 4)
})

test('what this process may hold is known', () => {
  expect(textAtOnceUtf16()).toBeGreaterThan(1_000_000)
})
