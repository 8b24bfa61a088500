import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seenEdge } from './seen-edge.ts'

const stretch = { from: 10, to: 20 }

test('without a turned run both ends are where they are in the text', () => {
  expect(seenEdge(stretch, 'start', null)).toEqual([10, 1])
  expect(seenEdge(stretch, 'end', null)).toEqual([20, -1])
})

test('a record that ends in digits against its paragraph ends where the digits begin', () => {
  expect(seenEdge(stretch, 'end', { from: 16, to: 20 })).toEqual([16, 1])
  expect(seenEdge(stretch, 'start', { from: 10, to: 14 })).toEqual([14, -1])
})

test('a turned run that goes on beyond the record is cut where the text is cut', () => {
  expect(seenEdge(stretch, 'end', { from: 16, to: 30 })).toEqual([20, -1])
  expect(seenEdge(stretch, 'start', { from: 4, to: 14 })).toEqual([10, 1])
})

test('an edge is never seen outside of its stretch', () => {
  const some = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({ from: a, to: a + b + 1 }))
  fc.assert(
    fc.property(some, some, fc.constantFrom('start', 'end'), (whole, run, end) => {
      const [at] = seenEdge(whole, end, run)
      expect(at).toBeGreaterThanOrEqual(whole.from)
      expect(at).toBeLessThanOrEqual(whole.to)
    }),
  )
})
