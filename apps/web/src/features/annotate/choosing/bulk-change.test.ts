import {
  type LayerRecord,
  maxOperationRecords,
  type RecordId,
  type Refusal,
} from '@parallax/domain'
import type { Draft, Performed } from '@parallax/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BulkChange, bulkDrafts, isDone, isFor, performBulk } from './bulk-change.ts'

const stream = { kind: 'layer', id: 'layer' } as never // any stream will do
const mention = (id: string, data: object = {}) =>
  ({
    id,
    kind: 'mention',
    data: { label: 'a', entity: null, note: '', ...data },
  }) as unknown as LayerRecord // only these are read
const relation = (id: string) =>
  ({ id, kind: 'relation', data: { type: 'a', note: '' } }) as unknown as LayerRecord // as above
const relabel = { kind: 'label', of: 'mention', label: 'b' } as unknown as BulkChange // as above
const remove: BulkChange = { kind: 'delete' }

const someIds = fc.uniqueArray(fc.nat(5_000).map(String), { maxLength: 2_500 })

test('every chosen record is written once, in operations that are not too large', () => {
  fc.assert(
    fc.property(someIds, fc.constantFrom(relabel, remove), (ids, change) => {
      const drafts = bulkDrafts(
        change,
        ids.map((id) => mention(id)),
        stream,
      )
      const touched = drafts.map(touchedBy)
      expect(touched.flat()).toEqual(ids)
      expect(touched.every((some) => some.length <= maxOperationRecords)).toBe(true)
      expect(drafts.length).toBe(Math.ceil(ids.length / maxOperationRecords))
    }),
  )
})

test('records that a rule keeps from a change are left out, and all others are changed', () => {
  const guarded = fc.uniqueArray(fc.nat(60).map(String), { maxLength: 20 })
  fc.assert(
    fc.property(guarded, guarded, fc.constantFrom(relabel, remove), (ids, kept, change) => {
      const performed: (readonly string[])[] = []
      const outcome = performBulk(
        ids.map((id) => mention(id)),
        (records) => bulkDrafts(change, records, stream),
        (drafts): Performed => {
          const touched = drafts.flatMap(touchedBy)
          const index = touched.findIndex((id) => kept.includes(id))
          if (index >= 0)
            return { ok: false, refusal: refusalAt(index, touched[index] ?? '', change) }
          performed.push(touched)
          return { ok: true, operations: [] }
        },
      )
      const free = ids.filter((id) => !kept.includes(id))
      expect(outcome.changed).toEqual(free)
      expect(outcome.leftOut.map(({ id }) => id).sort()).toEqual(
        ids.filter((id) => kept.includes(id)).sort(),
      )
      expect(performed).toEqual(free.length > 0 ? [free] : [])
    }),
  )
})

test('what is refused for no record’s sake is not done at all', () => {
  const refusal: Refusal = { code: 'not-allowed' }
  const outcome = performBulk(
    [mention('1')],
    () => [],
    () => ({ ok: false, refusal }),
  )
  expect(outcome).toEqual({ changed: [], leftOut: [], refusal })
})

test('a change is for the kinds that have what it writes', () => {
  expect(isFor(relabel, mention('1'))).toBe(true)
  expect(isFor(relabel, relation('1'))).toBe(false)
  expect(isFor({ kind: 'entity', entity: null }, relation('1'))).toBe(false)
  expect(isFor({ kind: 'note', note: 'x' }, relation('1'))).toBe(true)
  expect(isDone(relabel, mention('1', { label: 'b' }))).toBe(true)
  expect(isDone(relabel, mention('1'))).toBe(false)
  expect(isDone(remove, mention('1'))).toBe(false)
  expect(isDone({ kind: 'note', note: 'x' }, mention('1', { note: 'x' }))).toBe(true)
})

function touchedBy({ type, args }: Draft): readonly string[] {
  const { ids, operations } = args as {
    ids?: readonly string[]
    operations?: readonly { args: { id: string } }[]
  } // as the drafts above are made
  return type === 'records.delete' ? (ids ?? []) : (operations ?? []).map((each) => each.args.id)
}

function refusalAt(index: number, id: string, { kind }: BulkChange): Refusal {
  return kind === 'delete'
    ? { code: 'has-dependents', recordId: id as RecordId, dependents: [] } // it is one
    : { code: 'batch-failed', index, cause: { code: 'not-allowed' } }
}
