import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignLanes } from './lanes.ts'
import type { Row } from './line-rows.ts'
import { drawnLanes, laneMeasure, laneMiddlePx, type MarkItem, markPaths } from './mark-paths.ts'
import { shapes } from './surface-record.ts'

const row = (fromView: number, toView: number): Row => ({
  leftPx: fromView * 9,
  rightPx: toView * 9,
  topPx: 0,
  bottomPx: 24,
})
const item: fc.Arbitrary<Omit<MarkItem, 'id'>> = fc
  .record({
    shape: fc.constantFrom(...shapes),
    from: fc.nat(30),
    length: fc.integer({ min: 1, max: 30 }),
    colour: fc.integer({ min: 1, max: 12 }),
    tentative: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ from, length, ...look }) => ({
    ...look,
    pieces: [{ fromView: from, toView: from + length }],
    rows: [[row(from, from + length)]],
    hovered: false,
    chosen: false,
  }))
const itemsOfUpTo = (count: number) =>
  fc
    .array(item, { minLength: 1, maxLength: count })
    .map((list) => list.map((each, index) => ({ ...each, id: `${index}` })))

const drawn = (items: readonly MarkItem[]) => {
  const lanes = assignLanes(items, drawnLanes)
  const measure = laneMeasure(lanes, { stepPx: 4, isSmall: false })
  return { lanes, measure, paths: markPaths(items, lanes, measure) }
}

test('of up to five records over one place each has a line of its own in the picture', () => {
  fc.assert(
    fc.property(itemsOfUpTo(5), (items) => {
      const { paths } = drawn(items)
      const lines = paths
        .filter(({ className }) => className.includes('px-stroke'))
        .flatMap(({ d }) => d.split('M').filter(Boolean))
      expect(new Set(lines).size).toBe(items.length)
    }),
  )
})

test('lines that lie beside each other do not touch, also with eight records on one place', () => {
  const stack: readonly MarkItem[] = [
    'mention',
    'mention',
    'claim',
    'claim',
    'claim',
    'stance',
    'stance',
    'stance',
  ].map((shape, index) => ({
    // The list above holds nothing but shapes.
    shape: shape as MarkItem['shape'],
    id: `${index}`,
    pieces: [{ fromView: 0, toView: 20 + index }],
    rows: [[row(0, 20 + index)]],
    colour: 3,
    tentative: false,
    open: false,
    hovered: false,
    chosen: false,
  }))
  const { lanes, measure } = drawn(stack)
  const places = lanes.map((lane) => laneMiddlePx(lane, measure)).sort((a, b) => a - b)
  expect(new Set(lanes).size).toBe(8)
  expect(
    Math.min(...places.slice(1).map((place, index) => place - (places[index] ?? 0))),
  ).toBeGreaterThan(2)
})

test('the number of paths is bounded by the looks, not by the records', () => {
  const many = Array.from({ length: 400 }, (_, index) => ({
    shape: 'mention' as const,
    id: `${index}`,
    pieces: [{ fromView: index * 3, toView: index * 3 + 2 }],
    rows: [[row(index * 3, index * 3 + 2)]],
    colour: 1 + (index % 3),
    tentative: false,
    open: false,
    hovered: false,
    chosen: false,
  }))
  expect(drawn(many).paths).toHaveLength(6)
})

test('what is open is washed as a whole, below all tints', () => {
  fc.assert(
    fc.property(itemsOfUpTo(6), (items) => {
      const { paths } = drawn(items)
      const sheet = ({ className }: { className: string }) =>
        ['px-wash', 'px-tint', 'px-stroke'].findIndex((name) => className.includes(name))
      expect(paths.map(sheet)).toEqual(paths.map(sheet).sort((a, b) => a - b))
      expect(paths.some(({ className }) => className.startsWith('px-wash'))).toBe(
        items.some(({ open }) => open),
      )
    }),
  )
})
