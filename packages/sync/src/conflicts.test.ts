import type { AnyRecord, Operation, OperationId, Refusal } from '@parallax/domain'
import { planOperation, readRegister, recordOf } from '@parallax/domain'
import {
  contextAt,
  logAt,
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
import {
  type Conflict,
  type ConflictAnswers,
  conflictsOf,
  doneAgain,
  type Sight,
} from './conflicts.ts'
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

/** What Ada sees; the lines of the log that she does not know are those before `knownFromSeq`. */
function sightOf(now: World, knownFromSeq = 0): Sight {
  return {
    actor: people.ada,
    view: () => stateAt(now, sharedLayer),
    confirmedSeq: () => stateAt(now, sharedLayer).seq,
    entry: (_, seq) => (seq < knownFromSeq ? undefined : logAt(now, sharedLayer)[seq - 1]),
  }
}

const conflictsIn = (now: World, ...gestures: readonly RefusedOperation[]) =>
  conflictsOf(gestures, sightOf(now))

/** What Ada would do again now, by gesture, with these answers. */
function againIn(
  now: World,
  gestures: readonly RefusedOperation[],
  answers: ConflictAnswers = new Map(),
) {
  return doneAgain(gestures, conflictsIn(now, ...gestures), answers, sightOf(now))
}

/** What stands once Ada has answered; with the head as it is, as a screen would send it. */
function settled(now: World, gesture: RefusedOperation, keep: (conflict: Conflict) => string[]) {
  const conflicts = conflictsIn(now, gesture)
  const answers = new Map(conflicts.map((each) => [each.recordId, new Set(keep(each))]))
  const [ready] = againIn(now, [gesture], answers)
  if (!ready) throw new Error('everything was answered')
  const requests = ready.drafts.map(({ type, args }) => ({
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
    expect(againIn(both, [gesture], one)).toEqual([])
    const after = settled(both, gesture, ({ recordId }) => (recordId === first ? ['note'] : []))
    expect(valuesOf(after, first, ['note'])).toEqual({ note: 'all' })
    expect(valuesOf(after, second, ['note'])).toEqual({ note: 'his too' })
  })

  test('what has come to say the same meanwhile is no conflict any more, and is not written again', () => {
    const gesture = refused(his, set(people.ada, first, 'note', 'hers'))
    const agreed = submitAll(his, [set(people.ben, first, 'note', 'hers')])
    expect(conflictsIn(agreed, gesture)).toEqual([])
    expect(againIn(agreed, [gesture])).toEqual([{ gesture, drafts: [] }])
  })
})

describe('P8: what one writes after one was refused', () => {
  const his = submitAll(world, [set(people.ben, first, 'note', 'his')])

  test('stands: the older word is neither asked about nor written again', () => {
    const gesture = refused(his, set(people.ada, first, 'note', 'hers'))
    const later = submitAll(his, [set(people.ada, first, 'note', 'final')])
    expect(conflictsIn(later, gesture)).toEqual([])
    expect(againIn(later, [gesture])).toEqual([{ gesture, drafts: [] }])
  })

  test('stands whatever else was in the gesture: only what nobody has touched is done again', () => {
    fc.assert(
      fc.property(fc.subarray([...registers], { minLength: 1 }), fc.boolean(), (again, isBulk) => {
        const contested = again[0] ?? ''
        const now = submitAll(world, [set(people.ben, first, contested, theirs[contested])])
        const meant = [...again, ...registers.filter((each) => !again.includes(each))]
        const writes = meant.map((register) => ({ id: first, register, value: mine[register] }))
        const gesture = isBulk
          ? refused(now, bulk(writes))
          : refused(now, ...writes.map((each) => set(people.ada, first, each.register, each.value)))
        const final = again.map((register) => set(people.ada, first, register, last[register]))
        const later = submitAll(now, final)
        const done = settled(later, older(later, gesture), () => [])
        for (const [register, value] of Object.entries(valuesOf(done, first, registers)))
          expect(value).toEqual(
            again.some((each) => each === register) ? last[register] : mine[register],
          )
      }),
    )
  })

  test('is waited for while it is on its way, as is the line that one was refused over', () => {
    const gesture = refused(his, set(people.ada, first, 'note', 'hers'))
    const typing = submitAll(his, [set(people.ada, first, 'note', 'final')])
    const heard = stateAt(his, sharedLayer).seq
    const sights: readonly Sight[] = [
      { ...sightOf(typing), confirmedSeq: () => heard },
      { ...sightOf(world), confirmedSeq: () => heard - 1 },
    ]
    for (const sight of sights) {
      expect(conflictsOf([gesture], sight)).toEqual([])
      expect(doneAgain([gesture], [], new Map(), sight)).toEqual([])
    }
  })

  test('is told from what one wrote before by the log; where that is not known, one is asked', () => {
    // The certainty is what it was refused over; the note came with it.
    const hers = submitAll(world, [
      set(people.ada, first, 'note', 'older'),
      set(people.ben, first, 'certainty', 'possible'),
    ])
    const gesture = refused(
      hers,
      set(people.ada, first, 'certainty', 'probable'),
      set(people.ada, first, 'note', 'newer'),
    )
    const answers = new Map([[first, new Set<string>()]])
    const [since] = againIn(hers, [newer(hers, gesture)], answers)
    expect(since?.drafts).toMatchObject([{ args: { register: 'note', value: 'newer' } }])
    const [before] = againIn(hers, [older(hers, gesture)], answers)
    expect(before?.drafts).toEqual([])
    const unknown = sightOf(hers, Number.POSITIVE_INFINITY)
    expect(conflictsOf([gesture], unknown)).toMatchObject([
      { fields: [{ register: 'certainty' }, { register: 'note', by: people.ada.userId }] },
    ])
  })

  test('gestures over one field are done again together, so that the older never comes last', () => {
    const both = submitAll(his, [set(people.ben, second, 'note', 'his too')])
    const one = refused(both, set(people.ada, first, 'note', 'one'))
    const two = refused(
      both,
      set(people.ada, second, 'note', 'two'),
      set(people.ada, first, 'note', 'two'),
    )
    expect(againIn(both, [one, two], new Map([[first, new Set(['note'])]]))).toEqual([])
    const answers = new Map([first, second].map((id) => [id, new Set(['note'])]))
    expect(againIn(both, [one, two], answers)).toHaveLength(2)
  })
})

/** The same gesture, made after or before everything that is in the log. */
const newer = (now: World, gesture: RefusedOperation) => madeAt(now, gesture, 'after')
const older = (now: World, gesture: RefusedOperation) => madeAt(now, gesture, 'before')

function madeAt(now: World, gesture: RefusedOperation, when: 'before' | 'after'): RefusedOperation {
  const ids = logAt(now, sharedLayer)
    .map(({ opId }) => opId)
    .sort()
  const edge = when === 'after' ? ids.at(-1) : ids[0]
  const all = [gesture.operation, ...gesture.followers].map((operation, index) => ({
    ...operation,
    // An id is compared as text: this one stands right after, or before all of them.
    id: `${when === 'after' ? edge : '0'}-${index}` as OperationId,
  }))
  const [operation, ...followers] = all
  if (!operation) throw new Error('the gesture has an operation')
  return { ...gesture, operation, followers }
}

const registers = ['note', 'certainty', 'tense', 'act'] as const
const last: Values = { note: 'end', certainty: 'unknown', tense: 'present', act: 'directive' }
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
