import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withinHeap } from './within-heap.ts'

test('what is kept is never more than is of use, nor more than its part of the memory', () => {
  const size = fc.integer({ min: 1, max: 2 ** 34 })
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 64 }), size, (bytes, part, heapBytes) => {
      const kept = withinHeap(bytes, part, heapBytes)
      expect(kept).toBeLessThanOrEqual(bytes)
      expect(kept * part).toBeLessThanOrEqual(heapBytes)
    }),
  )
})

test('with much memory all that is of use is kept', () => {
  expect(withinHeap(200_000_000, 8, 2 ** 31)).toBe(200_000_000)
})
