import { describe, expect, test } from 'vitest'
import { sampleEntityId, sampleId, samplePropositionId, sampleUserId } from '../test/sample-ids.ts'
import { harbourText } from '../test/sample-texts.ts'
import {
  adasLayer,
  adjudicatedLayer,
  extentOfWords,
  plainEntity,
  sample,
  sampleMention,
  sampleWorld,
  sharedLayer,
} from '../test/sample-world.ts'
import {
  type Address,
  codebookAddress,
  documentAddress,
  logAt,
  people,
  type Request,
  registryAddress,
  submit,
  submitAll,
  type World,
} from '../test/world.ts'
import { type Actor, type Role, roles } from './context.ts'
import type { OperationType } from './operations/registry.ts'
import { operationRoles } from './permissions.ts'

type Row = {
  /** Who may, in the order of the roles: owner, adjudicator, annotator, viewer. */
  readonly who: string
  readonly address: Address
  readonly args: unknown
  readonly before?: readonly Request[]
  /** What the very same person has done before, when they were an annotator. */
  readonly ownBefore?: readonly Omit<Request, 'actor'>[]
}

const registry = registryAddress(sampleWorld())
const codebook = codebookAddress(sampleWorld())
const harbour = documentAddress(sample.harbour)
const topic = { id: sample.weather, register: 'name', value: 'Sea weather' }
const newMention = { ...sampleMention, entity: null }
const record = { id: sampleId('row'), kind: 'mention', data: newMention }
const madeRecord: Request = {
  address: sharedLayer,
  actor: people.olga,
  type: 'records.create',
  args: { records: [{ id: sampleId('row'), kind: 'mention', data: newMention }] },
}
const passage = { kind: 'passage' as const, extent: extentOfWords(harbourText, 'harbour') }
const commented: Omit<Request, 'actor'> = {
  address: harbour,
  type: 'comment.create',
  args: { id: sampleId('row'), anchor: passage, body: ['Is it so?'] },
}
const merged: Request = {
  address: registry,
  actor: people.olga,
  type: 'registry.merge',
  args: { from: sample.board, into: sample.union },
}
const closed = (address: Address): Request => ({
  address,
  actor: people.jude,
  type: 'layer.submit',
  args: {},
})

/** Who may do what, written down once more from the model and not from the table it checks. */
const rows: { readonly [T in OperationType]: Row } = {
  'document.import': { who: 'OJA-', address: harbour, args: { id: sample.harbour, data: {} } },
  'document.retire': { who: 'O---', address: harbour, args: {} },
  'document.restore': { who: 'O---', address: harbour, args: {} },
  'document.setZones': { who: 'OJA-', address: harbour, args: { zones: [] } },
  'document.setMeta': { who: 'OJA-', address: harbour, args: { field: 'title', value: 'New' } },
  'layer.create': {
    who: 'OJA-',
    address: sharedLayer,
    args: { document: sample.harbour, kind: 'shared', owner: null, blind: false, codebook: 1 },
  },
  'layer.submit': { who: 'OJA-', address: sharedLayer, args: {} },
  'layer.reopen': { who: 'OJA-', address: sharedLayer, args: {}, before: [closed(sharedLayer)] },
  'layer.lock': { who: 'OJ--', address: sharedLayer, args: {}, before: [closed(sharedLayer)] },
  'records.create': { who: 'OJA-', address: sharedLayer, args: { records: [record] } },
  'record.set': {
    who: 'OJA-',
    address: sharedLayer,
    args: { id: record.id, register: 'note', value: 'x' },
    before: [madeRecord],
  },
  'records.delete': {
    who: 'OJA-',
    address: sharedLayer,
    args: { ids: [record.id] },
    before: [madeRecord],
  },
  'records.restore': {
    who: 'OJA-',
    address: sharedLayer,
    args: { ids: [record.id] },
    before: [madeRecord],
  },
  'comment.create': {
    who: 'OJA-',
    address: harbour,
    args: { id: sampleId('new'), anchor: passage, body: ['Is this so?'] },
  },
  'comment.edit': {
    who: 'OJA-',
    address: harbour,
    args: { id: sampleId('row'), body: ['It is.'] },
    ownBefore: [commented],
  },
  'comment.resolve': {
    who: 'OJA-',
    address: harbour,
    args: { id: sampleId('row'), resolved: true },
    ownBefore: [commented],
  },
  'comment.delete': {
    who: 'OJA-',
    address: harbour,
    args: { id: sampleId('row') },
    ownBefore: [commented],
  },
  'comment.restore': {
    who: 'OJA-',
    address: harbour,
    args: { id: sampleId('row') },
    ownBefore: [commented],
  },
  'entity.create': {
    who: 'OJA-',
    address: registry,
    args: { id: sampleEntityId('new'), data: plainEntity('New', 'PER') },
  },
  'proposition.create': {
    who: 'OJA-',
    address: registry,
    args: {
      id: samplePropositionId('new'),
      data: { statement: 'New.', topics: [], note: '', redirect: null },
    },
  },
  'registry.set': {
    who: 'OJA-',
    address: registry,
    args: { id: sample.veld, register: 'note', value: 'x' },
  },
  'registry.merge': { who: 'OJ--', address: registry, args: merged.args },
  'registry.unmerge': {
    who: 'OJ--',
    address: registry,
    args: { from: sample.board },
    before: [merged],
  },
  'registry.delete': { who: 'OJ--', address: registry, args: { ids: [sample.unused] } },
  'registry.restore': { who: 'OJ--', address: registry, args: { ids: [sample.unused] } },
  'alias.set': {
    who: 'OJA-',
    address: registry,
    args: { entity: sample.veld, alias: 'Veld', present: true },
  },
  'propositions.link': {
    who: 'OJA-',
    address: registry,
    args: {
      id: sampleId('new link'),
      type: 'entails',
      from: sample.closes,
      to: sample.asked,
      note: '',
    },
  },
  'set.create': {
    who: 'OJ--',
    address: registry,
    args: { id: sampleId('new set'), kind: 'story', title: 'New', documents: [], basis: 'manual' },
  },
  'set.put': {
    who: 'OJ--',
    address: registry,
    args: { set: sample.story, document: sample.ferry, present: true },
  },
  'codebook.create': {
    who: 'O---',
    address: codebook,
    args: {
      records: [
        {
          id: sampleId('new set'),
          kind: 'labelSet',
          data: { slot: 'topic', name: 'More', select: 'many', rank: 5 },
        },
      ],
    },
  },
  'codebook.set': { who: 'O---', address: codebook, args: topic },
  'codebook.delete': { who: 'O---', address: codebook, args: { ids: [sample.weather] } },
  'codebook.restore': { who: 'O---', address: codebook, args: { ids: [sample.weather] } },
  'codebook.publish': {
    who: 'O---',
    address: codebook,
    args: { id: sampleId('version 2'), note: '', migrations: [] },
    before: [{ address: codebook, actor: people.olga, type: 'codebook.set', args: topic }],
  },
  batch: {
    who: 'OJA-',
    address: registry,
    args: {
      operations: [
        { type: 'registry.set', args: { id: sample.veld, register: 'note', value: 'x' } },
      ],
    },
  },
  // By someone else, of someone else's edit of the registry; see below for one's own.
  'change.revert': { who: 'OJA-', address: registry, args: { seq: 2 } },
}

const letters: { readonly [R in Role]: string } = {
  owner: 'O',
  adjudicator: 'J',
  annotator: 'A',
  viewer: '-',
}
const cases = Object.entries(rows).flatMap(([type, row]) =>
  // The table's own keys.
  roles.map((role) => ({ type: type as OperationType, role, ...row })),
)

/** Someone of this role who has done nothing yet. */
const stranger = (role: Role): Actor => ({ userId: sampleUserId(`new ${role}`), role })

describe('roles and operations', () => {
  test.each(cases)('$type by $role ($who)', ({ type, role, who, ...row }) => {
    const { address, args, before = [], ownBefore = [] } = row
    const annotator = { ...stranger(role), role: 'annotator' as const }
    const own = ownBefore.map((request): Request => ({ ...request, actor: annotator }))
    const world = submitAll(prepared(type), [...before, ...own])
    const seq = logAt(world, address).length
    const revert = type === 'change.revert'
    const request = { address, actor: stranger(role), type, args: revert ? { seq } : args }
    const { outcome } = submit(world, request as Request) // written down for the type just above
    const refusedTo = outcome.ok ? undefined : codeOf(outcome.reason)
    const may = role !== 'viewer' && who.includes(letters[role])
    expect(refusedTo === 'not-allowed').toBe(!may)
    if (may && type !== 'document.import') expect(outcome.ok, JSON.stringify(outcome)).toBe(true)
  })

  test('the table says the same', () => {
    const said = Object.entries(operationRoles).map(([type, may]) => [
      type,
      roles.map((role) => (may.includes(role) && role !== 'viewer' ? letters[role] : '-')).join(''),
    ])
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(Object.entries(rows).map(([type, { who }]) => [type, who])),
    )
  })
})

function codeOf(reason: { readonly code: string; readonly cause?: unknown }): string {
  const cause = reason.cause
  return typeof cause === 'object' && cause !== null && 'code' in cause
    ? String(cause.code)
    : reason.code
}

function prepared(type: OperationType): World {
  if (type !== 'change.revert') return sampleWorld()
  const args = { id: sample.veld, register: 'note', value: 'by Olga' }
  return submitAll(sampleWorld(), [
    { address: registry, actor: people.olga, type: 'registry.set', args },
  ])
}

describe('layers', () => {
  const set = { id: sample.mention, register: 'note', value: 'x' }

  test('an annotator’s layer is written by nobody else, not even the owner of the project', () => {
    for (const actor of [people.ben, people.jude, people.olga, people.vera])
      expect(refusalOf(sampleWorld(), adasLayer, actor, 'record.set', set)).toBe('not-allowed')
    expect(refusalOf(sampleWorld(), adasLayer, people.ada, 'record.set', set)).toBeUndefined()
  })

  test('the adjudicated layer is written by owners and adjudicators', () => {
    const args = { records: [record] }
    const refusals = Object.values(people).map((actor) =>
      refusalOf(sampleWorld(), adjudicatedLayer, actor, 'records.create', args),
    )
    expect(refusals).toEqual([undefined, undefined, 'not-allowed', 'not-allowed', 'not-allowed'])
  })

  test('an adjudicator locks what an annotator has submitted, and may unlock it', () => {
    const submitted = submitAll(sampleWorld(), [{ ...closed(adasLayer), actor: people.ada }])
    const base = { address: adasLayer, actor: people.jude }
    const locked = submitAll(submitted, [{ ...base, type: 'layer.lock', args: {} }])
    const seq = logAt(locked, adasLayer).length
    expect(refusalOf(locked, adasLayer, people.ada, 'layer.reopen', {})).toBe('layer-not-open')
    expect(refusalOf(locked, adasLayer, people.ada, 'change.revert', { seq })).toBe('not-allowed')
    expect(refusalOf(locked, adasLayer, people.olga, 'change.revert', { seq })).toBeUndefined()
    expect(refusalOf(locked, adasLayer, people.jude, 'change.revert', { seq })).toBeUndefined()
  })
})

describe('comments of others', () => {
  const said: Request = {
    address: adasLayer,
    actor: people.ben,
    type: 'comment.create',
    args: {
      id: sampleId('said'),
      anchor: { kind: 'record', id: sample.claim },
      body: ['Look again.'],
    },
  }
  const world = submitAll(sampleWorld(), [said])
  const id = sampleId('said')
  const asked = (type: OperationType, args: object) =>
    [people.olga, people.jude, people.ada, people.ben, people.vera].map((actor) =>
      refusalOf(world, adasLayer, actor, type, { id, ...args }),
    )
  const no = 'not-allowed'

  test('say what their writers say, and nobody else', () => {
    const ofWriter = [no, no, no, undefined, no]
    expect(asked('comment.edit', { body: ['Never mind.'] })).toEqual(ofWriter)
    expect(asked('comment.delete', {})).toEqual(ofWriter)
    expect(asked('comment.restore', {})).toEqual(ofWriter)
  })

  test('are resolved by who wrote them, whose layer it is, adjudicators and owners', () => {
    const refusals = asked('comment.resolve', { resolved: true })
    expect(refusals).toEqual([undefined, undefined, undefined, undefined, no])
    const shared = { ...commented, actor: people.ben }
    const there = submitAll(sampleWorld(), [shared])
    const args = { id: sampleId('row'), resolved: true }
    expect(refusalOf(there, harbour, people.ada, 'comment.resolve', args)).toBe(no)
  })

  test('are no records of the layer that they stand in', () => {
    for (const type of ['records.delete', 'records.restore'] as const)
      expect(refusalOf(world, adasLayer, people.ada, type, { ids: [id] })).toBe(no)
    const set = { id, register: 'resolved', value: true }
    expect(refusalOf(world, adasLayer, people.ada, 'record.set', set)).toBe('unknown-field')
  })

  test('are taken back by a revert only of who wrote them', () => {
    const seq = logAt(world, adasLayer).length
    const refusals = [people.olga, people.jude, people.ada, people.ben].map((actor) =>
      refusalOf(world, adasLayer, actor, 'change.revert', { seq }),
    )
    expect(refusals).toEqual([no, no, no, undefined])
  })
})

describe('reverting', () => {
  const made: Request = {
    address: registry,
    actor: people.ada,
    type: 'entity.create',
    args: { id: sampleEntityId('new'), data: plainEntity('New', 'PER') },
  }
  const world = submitAll(sampleWorld(), [made])
  const seq = logAt(world, registry).length

  test('one’s own creation may be taken back, though deleting is for adjudicators', () => {
    expect(
      refusalOf(world, registry, people.ada, 'registry.delete', { ids: [sampleEntityId('new')] }),
    ).toBe('not-allowed')
    expect(refusalOf(world, registry, people.ada, 'change.revert', { seq })).toBeUndefined()
    const demoted = { ...people.ada, role: 'viewer' } as const
    expect(refusalOf(world, registry, demoted, 'change.revert', { seq })).toBeUndefined()
  })

  test('another’s creation only by those who may delete', () => {
    const refusals = [people.olga, people.jude, people.ben, people.vera].map((actor) =>
      refusalOf(world, registry, actor, 'change.revert', { seq }),
    )
    expect(refusals).toEqual([undefined, undefined, 'not-allowed', 'not-allowed'])
  })

  test('a batch of others does not hide what its members ask for', () => {
    const operations = [
      { type: 'registry.merge', args: { from: sample.board, into: sample.union } },
    ]
    const batched = submitAll(sampleWorld(), [
      { address: registry, actor: people.jude, type: 'batch', args: { operations } },
    ])
    const last = { seq: logAt(batched, registry).length }
    expect(refusalOf(batched, registry, people.ada, 'change.revert', last)).toBe('not-allowed')
    expect(refusalOf(batched, registry, people.vera, 'change.revert', last)).toBe('not-allowed')
    expect(refusalOf(batched, registry, people.olga, 'change.revert', last)).toBeUndefined()
  })

  test('an importer takes a document back while nobody has worked on it', () => {
    const ferry = documentAddress(sample.ferry)
    expect(refusalOf(world, ferry, people.ada, 'change.revert', { seq: 1 })).toBeUndefined()
    expect(refusalOf(world, ferry, people.ben, 'change.revert', { seq: 1 })).toBe('not-allowed')
    expect(refusalOf(world, harbour, people.ada, 'change.revert', { seq: 1 })).toBe(
      'has-dependents',
    )
  })
})

describe('doors that must stay shut', () => {
  test('an annotator cannot change a set through the registry’s own registers', () => {
    const title = { id: sample.story, register: 'title', value: 'Mine' }
    const member = { id: sample.story, register: `documents.${sample.ferry}`, value: true }
    expect(refusalOf(sampleWorld(), registry, people.ada, 'registry.set', title)).toBe(
      'not-allowed',
    )
    expect(refusalOf(sampleWorld(), registry, people.jude, 'registry.set', title)).toBeUndefined()
    expect(refusalOf(sampleWorld(), registry, people.jude, 'registry.set', member)).toBe(
      'unknown-field',
    )
  })

  test('nobody makes an entity that is merged already', () => {
    const data = { ...plainEntity('New', 'PER'), redirect: sample.veld }
    const args = { id: sampleEntityId('new'), data }
    expect(refusalOf(sampleWorld(), registry, people.olga, 'entity.create', args)).toBe('bad-value')
  })

  test('a batch holds no batch and no revert', () => {
    for (const type of ['batch', 'change.revert']) {
      const args = { operations: [{ type, args: { seq: 1, operations: [] } }] }
      expect(refusalOf(sampleWorld(), registry, people.olga, 'batch', args)).toBe('not-allowed')
    }
  })
})

function refusalOf(
  world: World,
  address: Address,
  actor: Actor,
  ...[type, args]: readonly [OperationType, unknown]
): string | undefined {
  const request = { address, actor, type, args } as Request // what people may send, whatever it is
  const { outcome } = submit(world, request)
  return outcome.ok ? undefined : codeOf(outcome.reason)
}
