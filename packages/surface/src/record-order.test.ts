import { expect, test } from 'vitest'
import { neighbourRecord, recordOrder } from './record-order.ts'
import type { Shape, SurfaceRecord } from './surface-record.ts'

const record = (id: string, shape: Shape, startUtf16: number, endUtf16: number): SurfaceRecord => ({
  id,
  shape,
  parts: [{ startUtf16, endUtf16 }],
  colour: 1,
  chip: null,
  chipValue: null,
  description: id,
})

const order = recordOrder([
  record('mention', 'mention', 10, 20),
  record('later', 'mention', 30, 40),
  record('claim', 'claim', 10, 60),
  record('stance', 'stance', 10, 60),
])

test('the outer record comes before what it holds', () => {
  expect(order.map(({ id }) => id)).toEqual(['stance', 'claim', 'mention', 'later'])
})

test('next and previous go along the order, or from a place in the text', () => {
  expect(neighbourRecord(order, { id: 'claim', offsetUtf16: 0 }, 1)?.id).toBe('mention')
  expect(neighbourRecord(order, { id: 'claim', offsetUtf16: 0 }, -1)?.id).toBe('stance')
  expect(neighbourRecord(order, { id: null, offsetUtf16: 15 }, 1)?.id).toBe('later')
  expect(neighbourRecord(order, { id: null, offsetUtf16: 15 }, -1)?.id).toBe('mention')
  expect(neighbourRecord(order, { id: 'later', offsetUtf16: 0 }, 1)).toBeUndefined()
})
