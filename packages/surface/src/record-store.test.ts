import type { TextRange } from '@parallax/domain'
import { expect, test } from 'vitest'
import { createRecordStore } from './record-store.ts'
import type { Shape, SurfaceRecord } from './surface-record.ts'

const record = (id: string, shape: Shape, ...parts: TextRange[]): SurfaceRecord => ({
  id,
  shape,
  parts,
  colour: 1,
  chip: null,
  chipValue: null,
  description: id,
})
const range = (startUtf16: number, endUtf16: number): TextRange => ({ startUtf16, endUtf16 })
const ids = (list: readonly SurfaceRecord[]) => list.map(({ id }) => id)

function filledStore() {
  const store = createRecordStore()
  store.apply({
    put: [
      record('stance', 'stance', range(0, 50)),
      record('claim', 'claim', range(0, 50)),
      record('mention', 'mention', range(10, 20)),
      record('split', 'claim', range(5, 8), range(30, 40)),
    ],
    removed: [],
  })
  return store
}

test('the stack over a letter goes from the innermost record outwards', () => {
  expect(ids(filledStore().stackAt(12))).toEqual(['mention', 'claim', 'stance'])
  expect(ids(filledStore().stackAt(35))).toEqual(['split', 'claim', 'stance'])
  expect(ids(filledStore().stackAt(60))).toEqual([])
})

test('a record with two parts is found once', () => {
  expect(ids(filledStore().drawnIn(0, 100)).filter((id) => id === 'split')).toEqual(['split'])
})

test('a change names the ranges before and after it', () => {
  const store = filledStore()
  const touched = store.apply({
    put: [record('mention', 'mention', range(12, 22))],
    removed: ['stance', 'unknown'],
  })
  expect(touched).toEqual([range(0, 50), range(10, 20), range(12, 22)])
  expect(ids(store.stackAt(11))).toEqual(['claim'])
  expect(ids(store.stackAt(21))).toEqual(['mention', 'claim'])
})

test('shapes that are not drawn are not found, and the rest can be dimmed', () => {
  const store = filledStore()
  store.setFilter({ shapes: ['mention'], dims: (id) => id !== 'claim' })
  expect(ids(store.stackAt(12))).toEqual(['mention'])
  expect([store.isDimmed('mention'), store.isDimmed('claim')]).toEqual([true, false])
})
