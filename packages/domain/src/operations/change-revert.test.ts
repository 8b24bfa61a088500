import { describe, expect, test } from 'vitest'
import { sampleEntityId, sampleId } from '../../test/sample-ids.ts'
import {
  adasLayer,
  plainEntity,
  sampleClaim,
  sampleMention,
  sampleStance,
  sampleWorld,
  sharedLayer,
} from '../../test/sample-world.ts'
import {
  type Address,
  logAt,
  people,
  type Request,
  registryAddress,
  submit,
  submitAll,
  type World,
} from '../../test/world.ts'

const registry = registryAddress(sampleWorld())
const claim = sampleId('shared claim')
const own = { chain: [], rendering: 'own', relay: null }
const made: Request = create(people.ada, {
  id: claim,
  kind: 'claim',
  data: { ...sampleClaim, report: own },
})
const world = submitAll(sampleWorld(), [made])
const madeSeq = logAt(world, sharedLayer).length

describe('what was built upon', () => {
  test('is not undone when another has written the register since', () => {
    const seq = { seq: madeSeq + 1 }
    const later = submitAll(world, [note('mine'), by(note('his'))])
    expect(codeOf(later, revert(sharedLayer, seq.seq))).toBe('undo-superseded')
  })

  test('nor when the register says the same again, written by another since', () => {
    const later = submitAll(world, [note('mine'), by(note('his')), by(note('mine'))])
    expect(codeOf(later, revert(sharedLayer, madeSeq + 1))).toBe('undo-superseded')
  })

  test('but is when only another register was written', () => {
    const polarity: Request = { ...note(''), args: { id: claim, register: 'tense', value: 'past' } }
    const later = submitAll(world, [note('mine'), by(polarity)])
    expect(codeOf(later, revert(sharedLayer, madeSeq + 1))).toBe('accepted')
  })

  test.each([
    ['speaks of it', { claim, attitude: sampleStance.attitude }],
    [
      'is against it',
      { claim: null, attitude: { ...sampleStance.attitude, target: { kind: 'claim', id: claim } } },
    ],
  ])('is not unmade while a stance %s', (_, change) => {
    const stance = { id: sampleId('his'), kind: 'stance', data: { ...sampleStance, ...change } }
    const later = submitAll(world, [create(people.ben, stance)])
    expect(codeOf(later, revert(sharedLayer, madeSeq))).toBe('has-dependents')
    const deleted: Request = { ...note(''), type: 'records.delete', args: { ids: [claim] } }
    expect(codeOf(later, deleted)).toBe('has-dependents')
    const undone = submitAll(later, [by(revert(sharedLayer, madeSeq + 1))])
    expect(codeOf(undone, revert(sharedLayer, madeSeq))).toBe('accepted')
  })

  test('is not unmade while other streams use it, even when it was made by a redo', () => {
    const id = sampleEntityId('new')
    const args = { id, data: plainEntity('New', 'PER') }
    const base = { address: registry, actor: people.ada }
    const start = submitAll(world, [{ ...base, type: 'entity.create', args }])
    const seq = logAt(start, registry).length
    const redone = submitAll(start, [revert(registry, seq), revert(registry, seq + 1)])
    const mention = { id: sampleId('his'), kind: 'mention', data: { ...sampleMention, entity: id } }
    const used = submitAll(redone, [create(people.ben, mention)])
    expect(codeOf(used, revert(registry, seq + 2))).toBe('in-use')
    expect(codeOf(redone, revert(registry, seq + 2))).toBe('accepted')
  })
})

describe('a layer', () => {
  const submitted = submitAll(world, [
    { address: sharedLayer, actor: people.ada, type: 'layer.submit', args: {} },
  ])

  test('that is closed keeps its records as they are', () => {
    expect(codeOf(submitted, revert(sharedLayer, madeSeq))).toBe('layer-not-open')
  })

  test('is opened again by taking its submission back, and then undone further', () => {
    const opened = submitAll(submitted, [revert(sharedLayer, madeSeq + 1)])
    expect(codeOf(opened, revert(sharedLayer, madeSeq))).toBe('accepted')
  })

  test('is unmade when nothing is in it, and made again', () => {
    const empty = submitAll(world, [revert(sharedLayer, madeSeq), revert(sharedLayer, 1)])
    expect(codeOf(empty, note('into nothing'))).toBe('unknown-layer')
    expect(codeOf(empty, revert(sharedLayer, madeSeq + 1))).toBe('unknown-layer')
    expect(codeOf(empty, revert(sharedLayer, madeSeq + 2))).toBe('accepted')
    expect(codeOf(world, revert(adasLayer, 1))).toBe('layer-not-empty')
  })
})

test('a whole gesture is undone entry by entry, newest first', () => {
  const stance = { id: sampleId('mine'), kind: 'stance', data: { ...sampleStance, claim } }
  const gesture = submitAll(world, [create(people.ada, stance), note('so')])
  const undone = submitAll(gesture, [
    revert(sharedLayer, madeSeq + 2),
    revert(sharedLayer, madeSeq + 1),
    revert(sharedLayer, madeSeq),
  ])
  expect(undone.streams.get(sharedLayer.id)?.state.liveCounts).toEqual({ layer: 1 })
})

function create(actor: Request['actor'], record: object): Request {
  const args = { records: [record] } as never // a record written down for these tests
  return { address: sharedLayer, actor, type: 'records.create', args }
}

function note(value: string): Request {
  const args = { id: claim, register: 'note', value }
  return { address: sharedLayer, actor: people.ada, type: 'record.set', args }
}

function by(request: Request): Request {
  return { ...request, actor: people.ben }
}

function revert(address: Address, seq: number): Request {
  return { address, actor: people.ada, type: 'change.revert', args: { seq } }
}

function codeOf(start: World, request: Request): string {
  const { outcome } = submit(start, request)
  return outcome.ok ? 'accepted' : outcome.reason.code
}
