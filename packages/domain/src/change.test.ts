import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { expectTrueIndexes } from '../test/laws.ts'
import { projectArbitrary } from '../test/project-arbitrary.ts'
import { sampleId } from '../test/sample-ids.ts'
import { adasLayer, sample, sampleMention, sampleWorld } from '../test/sample-world.ts'
import { contentOf, contentWithoutRevs } from '../test/state-content.ts'
import { people, stateAt, submit } from '../test/world.ts'
import { applyChange, type Change, emptyChange, invertChange, type LogEntry } from './change.ts'
import { replay } from './log-row.ts'
import { newRecord } from './new-record.ts'
import { mapValues } from './persistent-map.ts'
import { emptyStream, idByUniqueKey } from './stream-state.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

const stamp = { seq: 99, actor: people.ada.userId }
const layer = stateAt(sampleWorld(), adasLayer)

test('a change can be undone all the way back to the start, entry by entry', () => {
  fc.assert(
    fc.property(projectArbitrary, (world) => {
      for (const { address, log } of world.streams.values()) {
        const start = emptyStream(address.kind, address.id)
        for (const [index, entry] of log.entries()) {
          const before = replay(start, log.slice(0, index))
          const after = applyChange(before, entry.change, entry)
          const undone = applyChange(after, invertChange(entry.change), stamp)
          expect(liveOf(contentWithoutRevs(undone))).toEqual(liveOf(contentWithoutRevs(before)))
        }
      }
    }),
    { numRuns: 10 },
  )
})

test('indexes follow from the records, whatever order stored records come in', () => {
  fc.assert(
    fc.property(projectArbitrary, fc.boolean(), (world, backwards) => {
      for (const { address, state } of world.streams.values()) {
        const stored = [...mapValues(state.records)].map(reordered)
        const added = backwards ? stored.reverse() : stored
        const loaded = applyChange(
          emptyStream(address.kind, address.id),
          { added, written: [] },
          stamp,
        )
        expect(contentOf(loaded)).toEqual(contentOf(state))
      }
    }),
    { numRuns: 20 },
  )
})

describe('indexes', () => {
  const [first, second] = [sampleId('first'), sampleId('second')]
  const mention = (id: typeof first, entity: string) =>
    newRecord('mention', id, { ...sampleMention, entity })
  const start = applyChange(
    layer,
    { added: [mention(first, sample.union), mention(second, sample.board)], written: [] },
    stamp,
  )

  test('two records that swap what makes them unique both keep their keys', () => {
    const write = (id: typeof first, before: string, after: string) => ({
      id,
      register: 'entity',
      before,
      after,
    })
    const swap: Change = {
      added: [],
      written: [
        write(first, sample.union, sample.board),
        write(second, sample.board, sample.union),
      ],
    }
    const swapped = applyChange(start, swap, stamp)
    expectTrueIndexes(swapped)
    const back = applyChange(swapped, invertChange(swap), stamp)
    expect(contentWithoutRevs(back)).toEqual(contentWithoutRevs(start))
  })

  test('a twin is found whatever the order of its keys', () => {
    const extent = sampleMention.extent.map(reordered)
    const record = { id: sampleId('twin'), kind: 'mention', data: { ...sampleMention, extent } }
    const { outcome } = submit(sampleWorld(), {
      address: adasLayer,
      actor: people.ada,
      type: 'records.create',
      args: { records: [{ ...record, kind: 'mention' }] },
    })
    expect(outcome).toMatchObject({
      ok: false,
      reason: { code: 'duplicate-record', recordId: sample.mention },
    })
    expect(idByUniqueKey(layer, 'mention', 'nothing like this')).toBeUndefined()
  })
})

test('a batch that replaces a record by its like can be undone', () => {
  const twin = { id: sampleId('twin'), kind: 'mention', data: sampleMention }
  const replaced = submit(sampleWorld(), {
    address: adasLayer,
    actor: people.ada,
    type: 'batch',
    args: {
      operations: [
        { type: 'records.delete', args: { ids: [sample.mention] } },
        { type: 'records.create', args: { records: [twin] } },
      ],
    },
  })
  expect(replaced.outcome.ok).toBe(true)
  const undone = submit(replaced.world, {
    address: adasLayer,
    actor: people.ada,
    type: 'change.revert',
    args: { seq: replaced.entry?.seq },
  })
  expect(undone.outcome.ok).toBe(true)
  expect(liveOf(contentWithoutRevs(stateAt(undone.world, adasLayer)))).toEqual(
    liveOf(contentWithoutRevs(layer)),
  )
})

test('a change of a record that is not there is a fault', () => {
  const written = [{ id: sampleId('nobody'), register: 'note', before: '', after: 'x' }]
  expect(() => applyChange(layer, { ...emptyChange, written }, stamp)).toThrow('does not have')
})

test('an empty change moves the seq and nothing else', () => {
  const entry: Pick<LogEntry, 'seq' | 'actor'> = stamp
  const after = applyChange(layer, emptyChange, entry)
  expect(after.seq).toBe(99)
  expect(after.records).toBe(layer.records)
  expect(contentOf(after)).toEqual(contentOf(layer))
})

function liveOf({ records, indexes }: ReturnType<typeof contentOf>) {
  const live = Object.entries(records).filter(([, record]) => !record.deleted)
  return { records: Object.fromEntries(live), indexes }
}

/** The same value as a store that orders keys its own way gives it back. */
function reordered<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(reordered) as Value // an array of the same
  const entries = Object.entries(value).map(([key, each]) => [key, reordered(each)] as const)
  return Object.fromEntries(entries.reverse()) as Value // the same keys and values
}
