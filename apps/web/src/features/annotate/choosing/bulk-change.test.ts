import {
  type LayerRecord,
  maxOperationRecords,
  type RecordId,
  type Refusal,
} from '@parallax/domain'
import type { Draft, Performed } from '@parallax/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type BulkChange,
  type BulkTools,
  bulkDrafts,
  isDone,
  isFor,
  performBulk,
} from './bulk-change.ts'

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

/** A layer in which some records are guarded, and some cannot be deleted while others stand. */
function guardedLayer(guarded: ReadonlySet<string>, dependents: ReadonlyMap<string, string>) {
  const gone = new Set<string>()
  let proposed = 0
  const refusalAt = (draft: Draft, without: ReadonlySet<string>): Refusal | null => {
    const ids = touchedBy(draft)
    proposed += ids.length
    const [isDeletion, meant] = [draft.type === 'records.delete', new Set(ids)]
    for (const [index, id] of ids.entries()) {
      const dependent = dependents.get(id)
      const isNeeded =
        isDeletion && dependent !== undefined && !meant.has(dependent) && !without.has(dependent)
      if (!guarded.has(id) && !isNeeded) continue
      return isDeletion
        ? { code: 'has-dependents', recordId: id as RecordId, dependents: [] } // it is one
        : { code: 'batch-failed', index, cause: { code: 'not-allowed' } }
    }
    return null
  }
  const after = (draft: Draft, without: Set<string>) => {
    if (draft.type === 'records.delete') for (const id of touchedBy(draft)) without.add(id)
  }
  return {
    proposed: () => proposed,
    perform: (drafts: readonly Draft[]): Performed => {
      const without = new Set(gone)
      for (const draft of drafts) {
        const refusal = refusalAt(draft, without)
        if (refusal) return { ok: false, refusal }
        after(draft, without)
      }
      for (const draft of drafts) after(draft, gone)
      return { ok: true, operations: [] }
    },
    refusalsOf: (drafts: readonly Draft[]) => {
      const without = new Set(gone)
      return drafts.map((draft) => {
        const refusal = refusalAt(draft, without)
        if (!refusal) after(draft, without)
        return refusal
      })
    },
  }
}

const toolsOf = (layer: ReturnType<typeof guardedLayer>, change: BulkChange): BulkTools => ({
  ...layer,
  before: [],
  draftsOf: (records) => bulkDrafts(change, records, stream),
})

test('records that a rule keeps from a change are left out, and all others are changed', () => {
  const some = fc.uniqueArray(fc.nat(60).map(String), { maxLength: 20 })
  fc.assert(
    fc.property(some, some, fc.constantFrom(relabel, remove), (ids, kept, change) => {
      const layer = guardedLayer(new Set(kept), new Map())
      const outcome = performBulk(
        ids.map((id) => mention(id)),
        toolsOf(layer, change),
      )
      expect([...outcome.changed].sort()).toEqual(ids.filter((id) => !kept.includes(id)).sort())
      expect(outcome.leftOut.map(({ id }) => id).sort()).toEqual(
        ids.filter((id) => kept.includes(id)).sort(),
      )
      expect(outcome.refusal).toBeNull()
    }),
  )
})

test('of thousands every refused one is left out, however many, at a cost that grows with the records', () => {
  const ids = Array.from({ length: 3_000 }, (_, at) => String(at))
  const kept = ids.filter((id) => Number(id) % 3 === 0)
  for (const change of [relabel, remove]) {
    const layer = guardedLayer(new Set(kept), new Map())
    const outcome = performBulk(
      ids.map((id) => mention(id)),
      toolsOf(layer, change),
    )
    expect(outcome.refusal).toBeNull()
    expect(outcome.changed).toHaveLength(2_000)
    expect(outcome.leftOut.map(({ id }) => id)).toEqual(kept)
    expect(outcome.leftOut[0]?.refusal.code).not.toBe('batch-failed')
    expect(layer.proposed()).toBeLessThan(4 * ids.length)
  }
})

test('what depends on a record goes before it, though one operation cannot hold both', () => {
  const ids = Array.from({ length: 1_500 }, (_, at) => String(at))
  const dependents = new Map([
    ['0', '1400'],
    ['1', '1'],
    ['2', '2000'],
  ])
  const outcome = performBulk(
    ids.map((id) => mention(id)),
    toolsOf(guardedLayer(new Set(), dependents), remove),
  )
  // What the third one holds up is not chosen.
  expect(outcome.leftOut.map(({ id }) => id)).toEqual(['2'])
  expect(outcome.changed).toHaveLength(1_499)
})

test('what is refused for no record’s sake is not done at all', () => {
  const refusal: Refusal = { code: 'not-allowed' }
  const tools: BulkTools = {
    before: [],
    draftsOf: () => [],
    perform: () => ({ ok: false, refusal }),
    refusalsOf: (drafts) => drafts.map(() => null),
  }
  expect(performBulk([mention('1')], tools)).toEqual({ changed: [], leftOut: [], refusal })
  const before: Draft = { stream, type: 'entity.create', args: {} }
  const refused = { ...tools, before: [before], refusalsOf: () => [refusal] }
  expect(performBulk([mention('1')], refused)).toEqual({ changed: [], leftOut: [], refusal })
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
