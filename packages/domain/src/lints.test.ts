import { describe, expect, test } from 'vitest'
import { damages } from '../test/damage.ts'
import { sampleId } from '../test/sample-ids.ts'
import { harbourText } from '../test/sample-texts.ts'
import {
  adasLayer,
  entityType,
  extentOfWords,
  sample,
  sampleClaim,
  sampleMention,
  sampleWorld,
} from '../test/sample-world.ts'
import {
  type Address,
  codebookAddress,
  contextAt,
  documentAddress,
  entryOf,
  logAt,
  operationOf,
  people,
  type Request,
  registryAddress,
  stateAt,
  submit,
  submitAll,
  type World,
} from '../test/world.ts'
import { applyChange } from './change.ts'
import { hopefulFacts } from './context.ts'
import type { RecordId } from './ids.ts'
import { type LintCode, lintsOf } from './lints.ts'
import { planOperation } from './operation.ts'

type Case = {
  readonly world: () => World
  readonly address?: Address
  readonly recordId: string
}

const registry = registryAddress(sampleWorld())
const codebook = codebookAddress(sampleWorld())
const set = (address: Address, actor: Request['actor'], id: string, ...rest: [string, unknown]) => {
  const [register, value] = rest
  const type = address.kind === 'layer' ? 'record.set' : 'registry.set'
  return { address, actor, type, args: { id, register, value } } as Request // ids of tests fit
}
const inLayer = (id: string, register: string, value: unknown) =>
  set(adasLayer, people.ada, id, register, value)
const inRegistry = (id: string, register: string, value: unknown) =>
  set(registry, people.jude, id, register, value)
const inCodebook = (args: object, type: Request['type'] = 'codebook.set') =>
  ({ address: codebook, actor: people.olga, type, args }) as Request // ids of tests fit
const publish = (name: string, migrations: readonly unknown[] = []) =>
  inCodebook({ id: sampleId(name), note: '', migrations }, 'codebook.publish')
const create = (id: string, kind: string, data: object) =>
  ({
    address: adasLayer,
    actor: people.ada,
    type: 'records.create',
    args: { records: [{ id: sampleId(id), kind, data }] },
  }) as Request // ids of tests fit
const after = (...requests: readonly Request[]) => submitAll(sampleWorld(), requests)

/** What breaks later, for every lint. A lint without an entry does not compile. */
const cases: { readonly [C in LintCode]: Case } = {
  'refers-to-deleted': {
    // The server's fact came too late: both the link and the deletion went in.
    world: () => deletedUnseen(sample.leaders, sample.veld),
    recordId: sample.mention,
  },
  'refers-to-unknown': {
    world: () => {
      const world = sampleWorld()
      const streams = new Map(world.streams)
      streams.delete(registry.id)
      return { ...world, streams }
    },
    recordId: sample.mention,
  },
  'outside-allowed-zone': {
    world: () =>
      after({
        address: documentAddress(sample.harbour),
        actor: people.ada,
        type: 'document.setZones',
        args: {
          zones: [{ kind: 'boilerplate', startUtf16: 0, endUtf16: harbourText.length, note: '' }],
        },
      }),
    recordId: sample.claim,
  },
  'label-differs-from-entity': {
    world: () => after(inRegistry(sample.veld, 'type', entityType('ORG'))),
    recordId: sample.mention,
  },
  'deprecated-label': {
    world: () =>
      after(
        inCodebook({ id: sample.ports, register: 'deprecated', value: true }),
        publish('version 2'),
      ),
    recordId: sample.claim,
  },
  'attribute-missing': { world: sampleWorld, recordId: sample.claim },
  'attribute-mismatch': {
    world: () =>
      after(
        inLayer(sample.claim, `attrs.${sample.loud}`, 9),
        inCodebook({ id: sample.loud, register: 'value', value: { kind: 'flag' } }),
        publish('version 2'),
      ),
    recordId: sample.claim,
  },
  'not-a-medium': {
    world: () => after(inRegistry(sample.note, 'type', entityType('PER'))),
    recordId: sample.denial,
  },
  'relation-not-allowed': {
    world: () => {
      const ends = { from: ['stance'], to: ['claim'], fromTypes: null, toTypes: null }
      return after(
        inCodebook({ id: sample.supports, register: 'ends', value: { ...ends, directed: true } }),
        publish('version 2'),
      )
    },
    recordId: sample.relation,
  },
  // A scale moves with a migration, which is not there yet: until then only by force.
  'off-scale': {
    world: () => damages['27 a stance is on the scale']?.(sampleWorld()) ?? sampleWorld(),
    recordId: sample.stance,
  },
  'same-mention-twice': {
    world: () => {
      const twin = { ...sampleMention, entity: sample.leaders, label: entityType('PER') }
      return after(
        inRegistry(sample.leaders, 'type', entityType('PER')),
        create('twin', 'mention', twin),
        {
          address: registry,
          actor: people.jude,
          type: 'registry.merge',
          args: { from: sample.leaders, into: sample.veld },
        },
      )
    },
    recordId: sampleId('twin'),
  },
  'same-claim-twice': {
    world: () =>
      after(create('twin', 'claim', { ...sampleClaim, proposition: sample.asked }), {
        address: registry,
        actor: people.jude,
        type: 'registry.merge',
        args: { from: sample.asked, into: sample.closes },
      }),
    recordId: sampleId('twin'),
  },
  'statement-is-negative': {
    world: () => after(inRegistry(sample.asked, 'statement', 'The union was not asked.')),
    address: registry,
    recordId: sample.asked,
  },
}

describe.each(Object.entries(cases))('%s', (code, { world, address = adasLayer, recordId }) => {
  test('is shown for what broke after it was written', () => {
    const broken = world()
    const lints = lintsOf(stateAt(broken, address), contextAt(broken, address))
    const about = lints.filter((lint) => Object.values(lint).includes(recordId))
    expect(about.map((lint) => lint.code)).toContain(code)
  })
})

test('the sample project shows only the attribute that nobody has filled in', () => {
  const lints = lintsOf(stateAt(sampleWorld(), adasLayer), contextAt(sampleWorld(), adasLayer))
  expect([...new Set(lints.map(({ code }) => code))]).toEqual(['attribute-missing'])
})

describe('what broke elsewhere does not stand in the way', () => {
  const gone = deletedUnseen(sample.leaders, sample.veld)

  test('a note is written on a mention whose entity is deleted', () => {
    expect(accepts(gone, inLayer(sample.mention, 'note', 'gone?'))).toBe(true)
  })

  test('a title is written on a document whose outlet is deleted', () => {
    const world = deletedUnseen(sample.courier)
    const request: Request = {
      address: documentAddress(sample.harbour),
      actor: people.ada,
      type: 'document.setMeta',
      args: { field: 'title', value: 'Another title' },
    }
    expect(accepts(world, request)).toBe(true)
  })

  test('an attribute is written beside one that the codebook has lost', () => {
    const attribute = {
      id: sampleId('second'),
      kind: 'attribute',
      data: { on: 'claim', name: 'Second', required: false, value: { kind: 'flag' } },
    }
    const world = after(
      inLayer(sample.claim, `attrs.${sample.loud}`, 9),
      inCodebook({ ids: [sample.loud] }, 'codebook.delete'),
      inCodebook({ records: [attribute] }, 'codebook.create'),
      publish('version 2'),
    )
    expect(accepts(world, inLayer(sample.claim, `attrs.${sampleId('second')}`, true))).toBe(true)
    expect(accepts(world, inLayer(sample.claim, `attrs.${sample.loud}`, 8))).toBe(false)
  })

  test('but a reference to what is deleted is not written anew', () => {
    const claimed = inLayer(sample.stance, 'attitude', {
      holder: { kind: 'entities', ids: [sample.veld] },
      target: { kind: 'topic', id: sample.ports },
      chain: [],
    })
    expect(accepts(gone, claimed)).toBe(false)
  })
})

test('words at the same place, said of one entity twice, are told apart from one mention', () => {
  const other = { ...sampleMention, extent: extentOfWords(harbourText, 'Mara Quist') }
  const world = after(create('other', 'mention', other))
  const lints = lintsOf(stateAt(world, adasLayer), contextAt(world, adasLayer))
  expect(lints.filter(({ code }) => code === 'same-mention-twice')).toEqual([])
})

function accepts(world: World, request: Request): boolean {
  return submit(world, request).outcome.ok
}

/** The project after a deletion that was planned before anybody used the row. */
function deletedUnseen(...ids: readonly RecordId[]): World {
  const world = sampleWorld()
  const state = stateAt(world, registry)
  const request = { address: registry, actor: people.jude, type: 'registry.delete' } as const
  const operation = operationOf(world, { ...request, args: { ids: [...ids] } })
  const context = { ...contextAt(world, registry), facts: hopefulFacts }
  const planned = planOperation(state, context, operation, people.jude)
  if (!planned.ok) throw new Error(`the deletion was refused: ${planned.reason.code}`)
  const entry = entryOf(operation, people.jude, state.seq + 1, planned.value)
  const stream = {
    address: registry,
    state: applyChange(state, entry.change, entry),
    log: [...logAt(world, registry), entry],
  }
  return { ...world, streams: new Map(world.streams).set(registry.id, stream) }
}
