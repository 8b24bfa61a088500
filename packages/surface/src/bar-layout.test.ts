import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignBarSlots } from './bar-layout.ts'

const bar = (id: string, isStance: boolean, topPx: number, bottomPx: number) => ({
  id,
  isStance,
  topPx,
  bottomPx,
})

test('claims stand next to the text, stances outside them', () => {
  expect(
    assignBarSlots([bar('s', true, 0, 120), bar('c', false, 0, 80), bar('d', false, 40, 120)], 5),
  ).toEqual([2, 0, 1])
  expect(assignBarSlots([bar('s', true, 0, 120)], 5)).toEqual([2])
})

test('bars beside each other have different slots while slots last', () => {
  const barsArbitrary = fc
    .array(fc.tuple(fc.boolean(), fc.nat(300), fc.integer({ min: 1, max: 120 })), { maxLength: 8 })
    .map((list) => list.map(([s, top, height], index) => bar(`${index}`, s, top, top + height)))
  fc.assert(
    fc.property(barsArbitrary, (bars) => {
      const slots = assignBarSlots(bars, 99)
      for (const [i, a] of bars.entries())
        for (const [j, b] of bars.entries())
          if (i < j && a.topPx < b.bottomPx && b.topPx < a.bottomPx) {
            expect(slots[i]).not.toBe(slots[j])
            if (a.isStance !== b.isStance) expect(slots[i]! > slots[j]!).toBe(a.isStance)
          }
    }),
  )
})

test('with too few slots the last one is shared', () => {
  const bars = [0, 1, 2].map((index) => bar(`${index}`, false, 0, 50))
  expect(assignBarSlots(bars, 2)).toEqual([0, 1, 1])
})
