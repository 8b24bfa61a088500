import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawnRelationsOf } from './drawn-relations.ts'
import { createRecordStore, type SurfaceFilter } from './record-store.ts'
import { createRelationStore } from './relation-store.ts'
import { type SurfaceRecord, shapes } from './surface-record.ts'

const recordIds = ['a', 'b', 'c', 'd'] as const
const record = (id: string, at: number): SurfaceRecord => ({
  id,
  shape: shapes[at % shapes.length] ?? 'mention',
  parts: [{ startUtf16: at, endUtf16: at + 1 }],
  colour: 1,
  chip: null,
  chipValue: null,
  description: '',
})
const records = recordIds.map(record)
const someRelations = fc
  .array(fc.tuple(fc.constantFrom(...recordIds, 'gone'), fc.constantFrom(...recordIds)), {
    maxLength: 8,
  })
  .map((pairs) =>
    pairs.map(([from, to], at) => ({
      ...{ id: `r${at}`, from, to },
      ...{ label: '', colour: 1, description: '' },
    })),
  )
const someFilter: fc.Arbitrary<SurfaceFilter> = fc
  .record({
    shapes: fc.subarray([...shapes]),
    hidden: fc.subarray([...recordIds, 'r0', 'r1', 'r2', 'r3']),
  })
  .map(({ hidden, ...rest }) => ({ ...rest, shows: (id) => !hidden.includes(id) }))

test('a relation is drawn when the filter shows it and the record that it leads to', () => {
  fc.assert(
    fc.property(someRelations, someFilter, fc.constantFrom(...recordIds), (all, filter, id) => {
      const store = createRecordStore()
      const relations = createRelationStore()
      store.apply({ put: records, removed: [] })
      store.setFilter(filter)
      relations.apply({ put: all, removed: [] })
      const drawn = store.drawnIn(0, 9).map((each) => each.id)
      const wanted = all.filter(({ id: own, from, to }) => {
        const isOfRecord = from === id || to === id
        return isOfRecord && filter.shows?.(own) && drawn.includes(from === id ? to : from)
      })
      expect(
        drawnRelationsOf(id, { store, relations })
          .map((each) => each.id)
          .sort(),
      ).toEqual(wanted.map((each) => each.id).sort())
    }),
  )
})
