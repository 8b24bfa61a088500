import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ArcWish, layOutArcs } from './arc-layout.ts'

const room = { leftPx: 56, rightPx: 688, marginPx: 90, leadingPx: 15 }
const end = fc.record({
  xPx: fc.integer({ min: 60, max: 680 }),
  topPx: fc.integer({ min: 0, max: 14 }).map((index) => 20 + index * 42),
})
const wish: fc.Arbitrary<Omit<ArcWish, 'key'>> = fc.record({
  label: fc.constantFrom('supports', 'denies'),
  from: end,
  to: end,
  colour: fc.integer({ min: 1, max: 12 }),
  isOpen: fc.boolean(),
  isChain: fc.constant(false),
})
const wishes = fc
  .array(wish, { maxLength: 14 })
  .map((list) => list.map((each, index) => ({ ...each, key: `arc ${index}` })))

const runsDown = (d: string) =>
  [...d.matchAll(/Q([\d.]+) [-\d.]+ \1 ([-\d.]+)V([-\d.]+)Q/g)].map(([, x, from, to]) => ({
    x: Number(x),
    topPx: Math.min(Number(from), Number(to)),
    bottomPx: Math.max(Number(from), Number(to)),
  }))

test('an arc runs down only beyond the column, never through letters', () => {
  fc.assert(
    fc.property(wishes, (list) => {
      for (const { path } of layOutArcs(list, room))
        for (const { x } of runsDown(path.d)) {
          expect(x).toBeGreaterThan(room.rightPx)
          expect(x).toBeLessThan(room.rightPx + room.marginPx)
        }
    }),
  )
})

test('two arcs beside each other never share a channel', () => {
  fc.assert(
    fc.property(wishes, (list) => {
      const downs = layOutArcs(list, room).flatMap(({ path }) => runsDown(path.d))
      for (const [index, a] of downs.entries())
        for (const b of downs.slice(index + 1))
          expect(a.x !== b.x || a.bottomPx <= b.topPx || b.bottomPx <= a.topPx).toBe(true)
    }),
  )
})

test('other arcs never displace those of the open record, and labels do not lie on each other', () => {
  fc.assert(
    fc.property(wishes, (list) => {
      const placed = layOutArcs(list, room)
      const opens = (arcs: typeof placed) =>
        arcs.flatMap(({ wish: { key, isOpen } }) => (isOpen ? [key] : []))
      const alone = list.filter(({ isOpen }) => isOpen)
      expect(opens(placed)).toEqual(opens(layOutArcs(alone, room)))
      const tops = placed.flatMap(({ label }) => (label && !label.isFlat ? [label.topPx] : []))
      for (const [index, a] of tops.entries())
        for (const b of tops.slice(index + 1)) expect(Math.abs(a - b)).toBeGreaterThanOrEqual(14)
    }),
  )
})

test('without room beside the column there is no arc between rows', () => {
  fc.assert(
    fc.property(wishes, (list) => {
      const placed = layOutArcs(list, { ...room, marginPx: 18 })
      expect(placed.every(({ wish: { from, to } }) => from.topPx === to.topPx)).toBe(true)
    }),
  )
})
