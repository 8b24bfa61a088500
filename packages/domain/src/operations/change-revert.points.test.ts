import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { chooser } from '../../test/choose.ts'
import { nextRequest } from '../../test/operation-args.ts'
import { history } from '../../test/project-arbitrary.ts'
import { sampleId } from '../../test/sample-ids.ts'
import {
  adasLayer,
  bensLayer,
  sample,
  sampleClaim,
  sampleWorld,
  sharedLayer,
} from '../../test/sample-world.ts'
import { contentWithoutRevs } from '../../test/state-content.ts'
import {
  type Address,
  codebookAddress,
  documentAddress,
  logAt,
  people,
  type Request,
  registryAddress,
  stateAt,
  submit,
  submitAll,
  type World,
} from '../../test/world.ts'
import type { Actor } from '../context.ts'
import { replay } from '../log-row.ts'
import { isLive } from '../record.ts'
import { emptyStream, type StreamState } from '../stream-state.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

/** Streams with somebody who may write everything in them. */
const places = [
  { address: registryAddress(sampleWorld()), actor: people.olga },
  { address: codebookAddress(sampleWorld()), actor: people.olga },
  { address: documentAddress(sample.harbour), actor: people.olga },
  { address: sharedLayer, actor: people.ben },
  { address: adasLayer, actor: people.ada },
  { address: bensLayer, actor: people.ben },
] as const

/** Facts that bind a revert whoever asks: publishing stays, a closed layer keeps its records. */
const binding: readonly string[] = [
  'not-revertible',
  'layer-not-open',
  'layer-not-empty',
  'in-use',
  'has-dependents',
  'not-allowed',
]

const claim = sampleId('written again and again')
const data = { ...sampleClaim, report: { chain: [], rendering: 'own', relay: null } }
const world = submitAll(sampleWorld(), [
  {
    address: sharedLayer,
    actor: people.ada,
    type: 'records.create',
    args: { records: [{ id: claim, kind: 'claim', data }] },
  },
])

describe('P24: taking a stream back to a point', () => {
  test('gives what stood there, whoever had changed it since, in pieces of any size', () => {
    let taken = 0
    fc.assert(
      fc.property(history(60), fc.nat(places.length - 1), fc.nat(), (seeds, which, at) => {
        const world = seeds.reduce(
          (running, seed) => submit(running, nextRequest(running, chooser(seed))).world,
          sampleWorld(),
        )
        if (expectTakenBack(world, places[which] ?? places[0], at)) taken += 1
      }),
    )
    expect(taken).toBeGreaterThan(20)
  })

  test('is refused where one line of many may not be reverted, and changes nothing', () => {
    const met = submitAll(world, [note(people.ada, 'hers', claim), note(people.ben, 'his', claim)])
    const head = logAt(met, sharedLayer).length
    const args = { seq: head, from: head - 1 }
    const asked = submit(met, {
      address: sharedLayer,
      actor: people.vera,
      type: 'change.revert',
      args,
    })
    expect(asked.outcome).toMatchObject({ ok: false, reason: { code: 'not-allowed' } })
    const beyond = { ...args, seq: head + 1 }
    const never = submit(met, {
      address: sharedLayer,
      actor: people.ada,
      type: 'change.revert',
      args: beyond,
    })
    expect(never.outcome).toMatchObject({ reason: { code: 'unknown-change', seq: head + 1 } })
  })

  test('goes on past what a colleague has deleted and restored', () => {
    const made = sampleId('deleted and restored')
    const fresh = sampleWorld()
    const before = logAt(fresh, sharedLayer).length
    const records = [{ id: made, kind: 'claim', data }]
    const by = (type: Request['type'], args: object): Request => ({
      address: sharedLayer,
      actor: people.ada,
      type,
      args,
    })
    const busy = submitAll(fresh, [
      by('records.create', { records }),
      by('records.delete', { ids: [made] }),
      by('records.restore', { ids: [made] }),
    ])
    const point = { address: sharedLayer, actor: people.ben, point: before, size: 2 }
    const back = takenBack(busy, point)
    expect(typeof back === 'string' ? back : liveContent(stateAt(back, sharedLayer))).toEqual(
      liveContent(stateAt(fresh, sharedLayer)),
    )
  })

  test('takes at most a thousand lines in one operation', () => {
    const args = { seq: 1001, from: 1 }
    const asked = submit(sampleWorld(), {
      address: sharedLayer,
      actor: people.ada,
      type: 'change.revert',
      args,
    })
    expect(asked.outcome).toMatchObject({ reason: { code: 'operation-too-large' } })
  })
})

describe('undo, step by step', () => {
  test('takes back many edits of one register one after the other, and does them again', () => {
    const edits = Array.from({ length: 120 }, (_, index) =>
      note(people.ada, `note ${index}`, claim),
    )
    const edited = submitAll(world, edits)
    const undone = submitAll(edited, reverts(logAt(world, sharedLayer).length, edits.length))
    expect(contentWithoutRevs(stateAt(undone, sharedLayer))).toEqual(
      contentWithoutRevs(stateAt(world, sharedLayer)),
    )
    const redone = submitAll(undone, reverts(logAt(edited, sharedLayer).length, edits.length))
    expect(contentWithoutRevs(stateAt(redone, sharedLayer))).toEqual(
      contentWithoutRevs(stateAt(edited, sharedLayer)),
    )
  })

  test('is not stopped by what a colleague wrote and has taken back', () => {
    const met = submitAll(world, [note(people.ada, 'hers', claim), note(people.ben, 'his', claim)])
    const head = logAt(met, sharedLayer).length
    const revert = (seq: number, actor: Actor): Request => ({
      address: sharedLayer,
      actor,
      type: 'change.revert',
      args: { seq },
    })
    expect(submit(met, revert(head - 1, people.ada)).outcome).toMatchObject({
      reason: { code: 'undo-superseded', register: 'note' },
    })
    const back = submitAll(met, [revert(head, people.ben)])
    expect(submit(back, revert(head - 1, people.ada)).outcome.ok).toBe(true)
  })

  function reverts(before: number, count: number): readonly Request[] {
    return Array.from({ length: count }, (_, index) => ({
      address: sharedLayer,
      actor: people.ada,
      type: 'change.revert' as const,
      args: { seq: before + count - index },
    }))
  }
})

/** Whether the stream could be taken back to some point; if so, that it says what stood there. */
function expectTakenBack(
  world: World,
  { address, actor }: { readonly address: Address; readonly actor: Actor },
  at: number,
): boolean {
  const head = logAt(world, address).length
  const point = 1 + (at % Math.max(1, head))
  const back = takenBack(world, { address, actor, point, size: 1 + (at % 7) })
  if (typeof back === 'string') {
    expect(binding).toContain(back)
    return false
  }
  const then = replay(emptyStream(address.kind, address.id), logAt(world, address).slice(0, point))
  const now = stateAt(back, address)
  expect(liveContent(now)).toEqual(liveContent(then))
  expect(commentsIn(now), 'what was said stays').toEqual(commentsIn(stateAt(world, address)))
  expect(logAt(back, address).slice(0, head), 'the log stays').toEqual(logAt(world, address))
  const again = takenBack(back, { address, actor, point: head, size: 1 })
  if (typeof again === 'string') throw new Error(`it could not be done again: ${again}`)
  expect(contentWithoutRevs(stateAt(again, address)), 'and can be undone').toEqual(
    contentWithoutRevs(stateAt(world, address)),
  )
  return head > point
}

type TakingBack = {
  readonly address: Address
  readonly actor: Actor
  readonly point: number
  readonly size: number
}

/** The world with a stream as it stood at `point`, or the code of the first refusal. */
function takenBack(world: World, { address, actor, point, size }: TakingBack): World | string {
  let running = world
  for (let seq = logAt(world, address).length; seq > point; seq -= size) {
    const args = { seq, from: Math.max(point + 1, seq - size + 1) }
    const { outcome, ...next } = submit(running, { address, actor, type: 'change.revert', args })
    if (!outcome.ok) return outcome.reason.code
    running = next.world
  }
  return running
}

/** What people made of the text, and not what they said about it. */
function liveContent(state: StreamState): object {
  const records = Object.values(contentWithoutRevs(state).records)
  const live = records.filter((record) => isLive(record) && record.kind !== 'comment')
  return Object.fromEntries(live.map((record) => [record.id, record]))
}

function commentsIn(state: StreamState): object {
  return Object.values(contentWithoutRevs(state).records).filter(({ kind }) => kind === 'comment')
}

function note(actor: Actor, value: string, id: string): Request {
  return { address: sharedLayer, actor, type: 'record.set', args: { id, register: 'note', value } }
}
