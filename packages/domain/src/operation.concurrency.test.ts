import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { chooser } from '../test/choose.ts'
import { nextRequest } from '../test/operation-args.ts'
import { history } from '../test/project-arbitrary.ts'
import { sampleId } from '../test/sample-ids.ts'
import { harbourText } from '../test/sample-texts.ts'
import {
  bensLayer,
  extentOfWords,
  sample,
  sampleClaim,
  sampleMention,
  sampleStance,
  sampleWorld,
  sharedLayer,
} from '../test/sample-world.ts'
import { contentWithoutRevs } from '../test/state-content.ts'
import {
  type Address,
  documentAddress,
  logAt,
  people,
  type Request,
  registryAddress,
  stateAt,
  submit,
  submitAll,
  type World,
} from '../test/world.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

const plain = { origin: { kind: 'human' }, note: '', attrs: {} }
const registry = registryAddress(sampleWorld())
const [first, second, third] = [sampleId('first'), sampleId('second'), sampleId('third')]

/** The sample project with three records in the layer that all share. */
const world = submitAll(sampleWorld(), [
  create(people.ada, {
    id: first,
    kind: 'mention',
    data: { ...sampleMention, entity: null },
  }),
  create(people.ada, { id: second, kind: 'claim', data: sampleClaim }),
  create(people.ada, { id: third, kind: 'stance', data: { ...sampleStance, claim: null } }),
])

/** Requests of two people who both saw `world`, and nothing of each other. */
type Meeting = { readonly ada: Request; readonly ben: Request }

const commuting: Readonly<Record<string, Meeting>> = {
  'two in different layers': {
    ada: { ...setShared('note', 'hers'), actor: people.ada },
    ben: {
      address: bensLayer,
      actor: people.ben,
      type: 'records.create',
      args: { records: [mentionOf('ben’s', 'Mara Quist')] },
    },
  },
  'create and create': {
    ada: create(people.ada, mentionOf('hers', 'Ilse Brandt')),
    ben: create(people.ben, mentionOf('his', 'Mara Quist')),
  },
  'two registers of one record': {
    ada: setShared('note', 'hers'),
    ben: by(setShared('form', pronoun())),
  },
  'set and delete': { ada: setShared('note', 'hers'), ben: by(removed(first)) },
  'a link to an entity and its merging': {
    ada: setShared('entity', sample.board),
    ben: {
      address: registry,
      actor: people.jude,
      type: 'registry.merge',
      args: { from: sample.board, into: sample.union },
    },
  },
  'two aliases of one entity': { ada: alias('Veld', true), ben: by(alias('the minister', true)) },
  'two documents of one set': {
    ada: inStory(sample.ferry, true),
    ben: inStory(sample.harbour, false),
  },
  'zones and a record': {
    ada: create(people.ada, mentionOf('hers', 'Jonas Veld said'.slice(0, 10))),
    ben: {
      address: documentAddress(sample.harbour),
      actor: people.ben,
      type: 'document.setZones',
      args: {
        zones: [{ kind: 'boilerplate', startUtf16: 0, endUtf16: harbourText.length, note: '' }],
      },
    },
  },
}

describe('commutes, in either order', () => {
  test.each(Object.entries(commuting))('%s', (_, { ada, ben }) => {
    const [one, other] = [meet(ada, ben), meet(ben, ada)]
    expect(one.outcomes.map(({ ok }) => ok)).toEqual([true, true])
    // Evidence is looked at where it is planned; the other order is told in the next test.
    if (other.outcomes.every(({ ok }) => ok))
      expect(contentsOf(other.world)).toEqual(contentsOf(one.world))
    else expect(other.outcomes[1]).toMatchObject({ reason: { code: 'zone-not-annotatable' } })
  })
})

const ordered: Readonly<
  Record<string, Meeting & { readonly later: string; readonly earlier?: string }>
> = {
  'two writes of one register': {
    ada: setShared('note', 'hers'),
    ben: by(setShared('note', 'his')),
    later: 'stale',
    earlier: 'stale',
  },
  'two that become the same': {
    ada: create(people.ada, mentionOf('hers', 'Mara Quist', sample.union)),
    ben: create(people.ben, mentionOf('his', 'Mara Quist', sample.union)),
    later: 'duplicate-record',
    earlier: 'duplicate-record',
  },
  'delete and a record that needs it': {
    ada: removed(second),
    ben: create(people.ben, {
      id: sampleId('needs it'),
      kind: 'stance',
      data: { ...sampleStance, claim: second },
    }),
    later: 'dangling-reference',
    earlier: 'has-dependents',
  },
  'submit and a record': {
    ada: { address: sharedLayer, actor: people.ada, type: 'layer.submit', args: {} },
    ben: by(setShared('note', 'his')),
    later: 'layer-not-open',
    earlier: 'accepted',
  },
  'two merges that would come round': {
    ada: merge(sample.board, sample.union),
    ben: merge(sample.union, sample.board),
    later: 'merge-cycle',
    earlier: 'merge-cycle',
  },
  'zones twice': { ada: zoned('ada'), ben: by(zoned('ben')), later: 'stale', earlier: 'stale' },
}

describe('the order decides', () => {
  test.each(Object.entries(ordered))('%s', (_, { ada, ben, later, earlier }) => {
    expect(meet(ada, ben).codes).toEqual(['accepted', later])
    expect(meet(ben, ada).codes).toEqual(['accepted', earlier])
  })
})

describe('stale', () => {
  const base = stateAt(world, sharedLayer).seq
  const mine = setShared('note', 'mine')

  test('is what another person wrote since the gesture, and it says what they wrote', () => {
    const theirs = submitAll(world, [by(setShared('note', 'his'))])
    const { outcome } = submit(theirs, { ...mine, baseSeq: base })
    expect(outcome).toEqual({
      ok: false,
      reason: {
        code: 'stale',
        recordId: first,
        register: 'note',
        by: people.ben.userId,
        seq: base + 1,
        theirs: 'his',
      },
    })
    expect(submit(theirs, { ...mine, baseSeq: base + 1 }).outcome.ok).toBe(true)
  })

  test('is not what one wrote oneself, in another tab', () => {
    const own = submitAll(world, [setShared('note', 'first')])
    expect(submit(own, { ...mine, baseSeq: base }).outcome.ok).toBe(true)
  })

  test('is not the value that stands already: that is an empty change', () => {
    const same = submitAll(world, [by(setShared('note', 'mine'))])
    const { outcome, entry } = submit(same, { ...mine, baseSeq: base })
    expect(outcome).toEqual({ ok: true, value: { added: [], written: [] } })
    expect(entry?.seq).toBe(base + 2)
  })

  test('is not another register of the record, nor one that was there from the start', () => {
    const theirs = submitAll(world, [by(setShared('form', pronoun()))])
    expect(submit(theirs, { ...mine, baseSeq: base }).outcome.ok).toBe(true)
    expect(submit(world, { ...mine, baseSeq: 0 }).outcome.ok).toBe(true)
  })

  test('is a deletion that another person took back', () => {
    const back = submitAll(world, [
      removed(first),
      { ...by(removed(first)), type: 'records.restore' },
    ])
    expect(codeOf(submit(back, { ...removed(first), baseSeq: base + 1 }))).toBe('stale')
    expect(codeOf(submit(back, removed(first)))).toBe('accepted')
  })
})

describe('under a tombstone', () => {
  const deleted = submitAll(world, [by(removed(first))])

  test('a write is accepted, and stands when the record comes back', () => {
    const written = submitAll(deleted, [setShared('note', 'kept')])
    const restored = submitAll(written, [{ ...removed(first), type: 'records.restore' }])
    expect(contentWithoutRevs(stateAt(restored, sharedLayer)).records[first]).toMatchObject({
      deleted: false,
      data: { note: 'kept' },
    })
  })

  test('but what could never stand is refused there too', () => {
    const beyond = [{ startUtf16: 0, endUtf16: harbourText.length + 5 }]
    expect(codeOf(submit(deleted, setShared('extent', beyond)))).toBe('range-out-of-text')
    expect(codeOf(submit(deleted, setShared('extent', 7)))).toBe('bad-value')
  })

  test('an undirected pair does not come back beside its reverse', () => {
    const echo = (id: string, from: string, to: string) => ({
      id: sampleId(id),
      kind: 'relation',
      data: { ...plain, type: sample.echoes, from, to, cue: null },
    })
    const there = submitAll(world, [create(people.ada, echo('there', first, second))])
    const reverse = create(people.ada, echo('back', second, first))
    expect(codeOf(submit(there, reverse))).toBe('duplicate-record')
    const swapped = submitAll(there, [removed(sampleId('there')), reverse])
    const restore: Request = { ...removed(sampleId('there')), type: 'records.restore' }
    expect(codeOf(submit(swapped, restore))).toBe('duplicate-record')
  })

  test('a merge does not come round through what was deleted', () => {
    const log = submitAll(sampleWorld(), [
      merge(sample.board, sample.union),
      {
        ...merge(sample.board, sample.union),
        type: 'registry.unmerge',
        args: { from: sample.board },
      },
      merge(sample.union, sample.board),
    ])
    const seq = logAt(log, registry).length - 1
    const undo: Request = {
      address: registry,
      actor: people.jude,
      type: 'change.revert',
      args: { seq },
    }
    expect(codeOf(submit(log, undo))).toBe('merge-cycle')
  })
})

test('operations on different streams commute, whatever they are', () => {
  fc.assert(
    fc.property(history(12), fc.nat(), fc.nat(), (seeds, a, b) => {
      const start = seeds.reduce(
        (running, seed) => submit(running, nextRequest(running, chooser(seed))).world,
        sampleWorld(),
      )
      const [one, other] = [nextRequest(start, chooser(a)), nextRequest(start, chooser(b))]
      fc.pre(one.address.id !== other.address.id && independent(one) && independent(other))
      const there = submit(submit(start, one).world, other).world
      const back = submit(submit(start, other).world, one).world
      expect(contentsOf(there)).toEqual(contentsOf(back))
    }),
    { numRuns: 100 },
  )
})

/** Layers read other streams when they plan; two of them never read each other. */
function independent({ address }: Request): boolean {
  return address.kind === 'layer'
}

/** What two people did who saw the same, in the order in which the server got it. */
function meet(...requests: readonly Request[]) {
  let running: World = world
  const outcomes = requests.map((request) => {
    const submission = submit(running, { ...request, baseSeq: stateAt(world, request.address).seq })
    running = submission.world
    return submission
  })
  return {
    world: running,
    outcomes: outcomes.map(({ outcome }) => outcome),
    codes: outcomes.map(codeOf),
  }
}

function codeOf({ outcome }: Pick<ReturnType<typeof submit>, 'outcome'>): string {
  return outcome.ok ? 'accepted' : outcome.reason.code
}

function contentsOf({ streams }: World) {
  return Object.fromEntries([...streams].map(([id, { state }]) => [id, contentWithoutRevs(state)]))
}

function by(request: Request): Request {
  return { ...request, actor: people.ben }
}

function setShared(register: string, value: unknown): Request {
  const args = { id: first, register, value }
  return { address: sharedLayer, actor: people.ada, type: 'record.set', args }
}

function removed(id: typeof first): Request {
  return { address: sharedLayer, actor: people.ada, type: 'records.delete', args: { ids: [id] } }
}

function create(actor: Request['actor'], record: object): Request {
  // A record written down for these tests.
  const args = { records: [record] } as never
  return { address: sharedLayer, actor, type: 'records.create', args }
}

function mentionOf(name: string, words: string, entity: string | null = null) {
  const extent = extentOfWords(harbourText, words)
  return {
    id: sampleId(name),
    kind: 'mention' as const,
    data: { ...sampleMention, extent, entity },
  }
}

function pronoun() {
  return { level: 'PRO', figure: 'literal' }
}

function alias(name: string, present: boolean): Request {
  const args = { entity: sample.veld, alias: name, present }
  return { address: registry, actor: people.ada, type: 'alias.set', args }
}

function inStory(document: typeof sample.ferry, present: boolean): Request {
  const args = { set: sample.story, document, present }
  return { address: registry, actor: people.jude, type: 'set.put', args }
}

function merge(from: typeof sample.board, into: typeof sample.board): Request {
  return { address: registry, actor: people.jude, type: 'registry.merge', args: { from, into } }
}

function zoned(note: string): Request {
  const zones = [{ kind: 'body', startUtf16: 0, endUtf16: harbourText.length, note }]
  const address: Address = documentAddress(sample.harbour)
  return { address, actor: people.ada, type: 'document.setZones', args: { zones } }
}
