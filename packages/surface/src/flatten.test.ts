import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitOf, type FlatItem, flatten } from './flatten.ts'
import { assignLanes, overflowLane } from './lanes.ts'
import { shapes } from './surface-record.ts'

const piecesArbitrary = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 20 })), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((steps) => fc.nat(80).map((start) => ({ start, steps })))
  .map(({ start, steps }) => {
    let at = start
    return steps.map(([gap, length]) => {
      const fromView = at + gap
      at = fromView + length
      return { fromView, toView: at }
    })
  })

const itemsArbitrary = fc
  .array(
    fc.record({
      shape: fc.constantFrom(...shapes),
      pieces: piecesArbitrary,
      colour: fc.integer({ min: 0, max: 12 }),
      tentative: fc.boolean(),
      open: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((items): FlatItem[] => items.map((item, index) => ({ ...item, id: `r${index}` })))

const covers = (item: FlatItem, view: number) =>
  item.pieces.some(({ fromView, toView }) => fromView <= view && view < toView)

test('segments cover exactly what the records cover, each with the bits of those records', () => {
  fc.assert(
    fc.property(itemsArbitrary, (items) => {
      const lanes = assignLanes(items)
      const segments = flatten(items)
      for (let view = 0; view < 200; view++) {
        const wanted = items.reduce(
          (mask, item, index) =>
            covers(item, view) ? mask | bitOf(lanes[index]!, item.shape) : mask,
          0,
        )
        const here = segments.filter(({ fromView, toView }) => fromView <= view && view < toView)
        expect(here.length).toBe(wanted === 0 ? 0 : 1)
        expect(here[0]?.mask ?? 0).toBe(wanted)
      }
    }),
  )
})

test('each lane of a segment looks like the record that owns it', () => {
  fc.assert(
    fc.property(itemsArbitrary, (items) => {
      const lanes = assignLanes(items)
      for (const { fromView, looks } of flatten(items))
        for (const look of looks.filter(({ lane }) => lane !== overflowLane)) {
          const owners = items.filter(
            (item, index) => lanes[index] === look.lane && covers(item, fromView),
          )
          expect(owners).toHaveLength(1)
          expect(owners[0]).toMatchObject({
            colour: look.colour,
            tentative: look.tentative,
            open: look.open,
          })
        }
    }),
  )
})

test('records that overlap have different lanes while lanes last', () => {
  fc.assert(
    fc.property(itemsArbitrary, (items) => {
      const lanes = assignLanes(items)
      for (let view = 0; view < 200; view++) {
        const here = lanes.filter(
          (lane, index) => lane !== overflowLane && covers(items[index]!, view),
        )
        expect(new Set(here).size).toBe(here.length)
      }
    }),
  )
})

test('lanes do not depend on the order in which records came', () => {
  fc.assert(
    fc.property(itemsArbitrary, fc.nat(13), (items, turn) => {
      const turned = [...items.slice(turn), ...items.slice(0, turn)].reverse()
      const byId = (list: readonly FlatItem[]) =>
        Object.fromEntries(assignLanes(list).map((lane, index) => [list[index]!.id, lane]))
      expect(byId(turned)).toEqual(byId(items))
      expect(flatten(turned)).toEqual(flatten(items))
    }),
  )
})

test('a mention hugs the letters, its claim lies under it and the stance lowest', () => {
  const item = (id: string, shape: FlatItem['shape'], fromView: number, toView: number) => ({
    id,
    shape,
    pieces: [{ fromView, toView }],
    colour: 1,
    tentative: false,
    open: false,
  })
  expect(
    assignLanes([
      item('s', 'stance', 0, 50),
      item('c', 'claim', 0, 40),
      item('m', 'mention', 5, 10),
    ]),
  ).toEqual([2, 1, 0])
  expect(assignLanes([item('c', 'claim', 0, 40)])).toEqual([1])
  expect(assignLanes([item('outer', 'mention', 0, 40), item('inner', 'mention', 3, 9)])).toEqual([
    1, 0,
  ])
})

test('five thousand records on one line are flattened in well under a second', () => {
  const items = Array.from({ length: 5000 }, (_, index): FlatItem => {
    const fromView = (index * 7919) % 4000
    return {
      id: `r${index}`,
      shape: shapes[index % 3]!,
      pieces: [{ fromView, toView: fromView + 1 + ((index * 31) % 60) }],
      colour: 1 + (index % 12),
      tentative: false,
      open: false,
    }
  })
  const startedMs = performance.now()
  expect(flatten(items).length).toBeGreaterThan(3000)
  expect(performance.now() - startedMs).toBeLessThan(1500)
})
