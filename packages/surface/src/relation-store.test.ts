import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRelationStore, type SurfaceRelation } from './relation-store.ts'

const recordIds = ['a', 'b', 'c', 'd']
const relation: fc.Arbitrary<SurfaceRelation> = fc.record({
  id: fc.constantFrom('1', '2', '3', '4', '5'),
  from: fc.constantFrom(...recordIds),
  to: fc.constantFrom(...recordIds),
  label: fc.constantFrom('supports', 'denies'),
  colour: fc.integer({ min: 1, max: 12 }),
  description: fc.constant(''),
})
const delta = fc.record({
  put: fc.array(relation, { maxLength: 4 }),
  removed: fc.array(fc.constantFrom('1', '2', '3', '4', '5'), { maxLength: 3 }),
})

test('the relations of a record are those that name it as an end, after any changes', () => {
  fc.assert(
    fc.property(fc.array(delta, { maxLength: 12 }), (deltas) => {
      const store = createRelationStore()
      const model = new Map<string, SurfaceRelation>()
      for (const { put, removed } of deltas) {
        store.apply({ put, removed })
        for (const id of removed) model.delete(id)
        for (const each of put) model.set(each.id, each)
      }
      for (const recordId of recordIds)
        expect(new Set(store.of(recordId))).toEqual(
          new Set([...model.values()].filter(({ from, to }) => [from, to].includes(recordId))),
        )
    }),
  )
})
