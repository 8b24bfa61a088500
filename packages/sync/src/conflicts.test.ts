import type { AnyRecord, Operation, Refusal } from '@parallax/domain'
import { planOperation, readRegister, recordOf } from '@parallax/domain'
import {
  contextAt,
  operationOf,
  people,
  type Request,
  sample,
  sampleClaim,
  sampleId,
  sampleWorld,
  sharedLayer,
  stateAt,
  submit,
  submitAll,
  type World,
} from '@parallax/domain/test'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Conflict, conflictsOf, doneAgain } from './conflicts.ts'
import type { RefusedOperation } from './outbox/save-state.ts'

const [first, second] = [sampleId('first claim'), sampleId('second claim')]
const claim = { ...sampleClaim, report: { chain: [], rendering: 'own', relay: null } }
const world = submitAll(sampleWorld(), [
  {
    address: sharedLayer,
    actor: people.ada,
    type: 'records.create',
    args: {
      records: [
        { id: first, kind: 'claim', data: claim },
        { id: second, kind: 'claim', data: { ...claim, proposition: null } },
      ],
    },
  },
])
const head = stateAt(world, sharedLayer).seq

type Values = Readonly<Record<string, unknown>>

const set = (actor: Request['actor'], id: string, register: string, value: unknown): Request => ({
  address: sharedLayer,
  actor,
  type: 'record.set',
  args: { id, register, value } as never, // any value, to be planned
})
const bulk = (writes: readonly { id: string; register: string; value: unknown }[]): Request => ({
  address: sharedLayer,
  actor: people.ada,
  type: 'batch',
  args: { operations: writes.map((args) => ({ type: 'record.set', args })) },
})

/** What Ada sent without having seen the rest, as the outbox keeps it once it was refused. */
function refused(now: World, ...requests: readonly Request[]): RefusedOperation {
  const operations = requests.map(
    (request, index): Operation => ({
      ...operationOf({ ...now, submitted: 10_000 + index }, { ...request, baseSeq: head }),
    }),
  )
  const [operation, ...followers] = operations
  if (!operation) throw new Error('something was sent')
  const context = contextAt(now, sharedLayer)
  const planned = planOperation(stateAt(now, sharedLayer), context, operation, people.ada)
  if (planned.ok) throw new Error('it was not refused')
  const refusal: Refusal = planned.reason
  return { operation, refusal, cause: 'refused', project: now.projectId, followers }
}

const conflictsIn = (now: World, ...gestures: readonly RefusedOperation[]) =>
  conflictsOf(gestures, () => stateAt(now, sharedLayer), people.ada.userId)

/** What stands once Ada has answered; with the head as it is, as a screen would send it. */
function settled(now: World, gesture: RefusedOperation, keep: (conflict: Conflict) => string[]) {
  const conflicts = conflictsIn(now, gesture)
  const answers = new Map(conflicts.map((each) => [each.recordId, new Set(keep(each))]))
  const drafts = doneAgain(gesture, conflicts, answers)
  if (!drafts) throw new Error('everything was answered')
  const requests = drafts.map(({ type, args }) => ({
    address: sharedLayer,
    actor: people.ada,
    type,
    args,
  }))
  return submitAll(now, requests as readonly Request[]) // drafts are typed by their operations
}

function valuesOf(now: World, id: string, registers: readonly string[]): Values {
  const record: AnyRecord | undefined = recordOf(stateAt(now, sharedLayer), id as typeof first)
  if (!record) throw new Error('the record is there')
  return Object.fromEntries(registers.map((each) => [each, readRegister(record, each)]))
}

describe('P8: two people write one record at once', () => {
  const his = submitAll(world, [
    set(people.ben, first, 'note', 'his'),
    set(people.ben, first, 'certainty', 'possible'),
  ])

  test('what stands and what was meant stand side by side, the fields that agree left out', () => {
    const gesture = refused(
      his,
      set(people.ada, first, 'note', 'hers'),
      set(people.ada, first, 'certainty', 'possible'),
      set(people.ada, first, 'tense', 'past'),
    )
    expect(conflictsIn(his, gesture)).toMatchObject([
      {
        recordId: first,
        fields: [{ register: 'note', mine: 'hers', theirs: 'his', by: people.ben.userId }],
      },
    ])
  })

  test('edits to different fields merge, and nobody is asked', () => {
    const merged = submit(his, { ...set(people.ada, first, 'tense', 'past'), baseSeq: head })
    expect(merged.outcome.ok).toBe(true)
    expect(valuesOf(merged.world, first, ['note', 'tense'])).toEqual({ note: 'his', tense: 'past' })
  })

  test('one is asked once about a field that one wrote again and again, with one’s last word', () => {
    const gestures = ['h', 'he', 'hers'].map((value) =>
      refused(his, set(people.ada, first, 'note', value)),
    )
    const conflicts = conflictsIn(his, ...gestures)
    expect(conflicts).toMatchObject([{ fields: [{ mine: 'hers', theirs: 'his' }], gestures }])
  })

  test('keeping one’s own, theirs, or some of each gives exactly that, whatever was in the gesture', () => {
    const some = fc.subarray([...registers])
    fc.assert(
      fc.property(some, some, some, fc.boolean(), (written, meant, kept, isBulk) => {
        fc.pre(written.some((register) => meant.includes(register)))
        expectSettled({ written, meant, kept, isBulk })
      }),
    )
  })

  test('a bulk edit waits until every record that it is in conflict over is answered', () => {
    const both = submitAll(his, [set(people.ben, second, 'note', 'his too')])
    const gesture = refused(
      both,
      bulk(
        [
          { id: first, register: 'note', value: 'all' },
          { id: second, register: 'note', value: 'all' },
          { id: sample.claim, register: 'note', value: 'all' },
        ].slice(0, 2),
      ),
    )
    const conflicts = conflictsIn(both, gesture)
    expect(conflicts.map(({ recordId }) => recordId)).toEqual([first, second])
    const one = new Map([[first, new Set(['note'])]])
    expect(doneAgain(gesture, conflicts, one)).toBeUndefined()
    const after = settled(both, gesture, ({ recordId }) => (recordId === first ? ['note'] : []))
    expect(valuesOf(after, first, ['note'])).toEqual({ note: 'all' })
    expect(valuesOf(after, second, ['note'])).toEqual({ note: 'his too' })
  })

  test('what has come to say the same meanwhile is no conflict any more', () => {
    const gesture = refused(his, set(people.ada, first, 'note', 'hers'))
    const agreed = submitAll(his, [set(people.ben, first, 'note', 'hers')])
    expect(conflictsIn(agreed, gesture)).toEqual([])
    expect(doneAgain(gesture, [], new Map())).toHaveLength(1)
  })
})

const registers = ['note', 'certainty', 'tense', 'act'] as const
const theirs: Values = { note: 'his', certainty: 'possible', tense: 'timeless', act: 'denial' }
const mine: Values = { note: 'hers', certainty: 'probable', tense: 'past', act: 'question' }

/** Ben wrote some fields, Ada some, perhaps in bulk; she keeps some of those that met. */
function expectSettled(met: {
  readonly written: readonly string[]
  readonly meant: readonly string[]
  readonly kept: readonly string[]
  readonly isBulk: boolean
}): void {
  const { written, meant, kept, isBulk } = met
  const now = submitAll(
    world,
    written.map((register) => set(people.ben, first, register, theirs[register])),
  )
  // What is refused comes first: nothing before it is kept.
  const refusedFirst = [...meant].sort(
    (a, b) => Number(written.includes(b)) - Number(written.includes(a)),
  )
  const writes = refusedFirst.map((register) => ({ id: first, register, value: mine[register] }))
  const sent = isBulk
    ? [bulk(writes)]
    : writes.map(({ register, value }) => set(people.ada, first, register, value))
  const after = settled(now, refused(now, ...sent), () => [...kept])
  for (const register of registers) {
    const isTheirs = written.includes(register)
    const isMine = meant.includes(register) && (!isTheirs || kept.includes(register))
    const stood = isTheirs ? theirs[register] : valueBefore(register)
    const said = valuesOf(after, first, [register])[register]
    expect(said).toEqual(isMine ? mine[register] : stood)
  }
}

function valueBefore(register: string): unknown {
  return valuesOf(world, first, [register])[register]
}
