import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { chooser } from '../test/choose.ts'
import { expectTrueIndexes } from '../test/laws.ts'
import { nextRequest } from '../test/operation-args.ts'
import { sampleId } from '../test/sample-ids.ts'
import { sample, sampleMention, sampleWorld, sharedLayer } from '../test/sample-world.ts'
import { contentOf, contentWithoutRevs } from '../test/state-content.ts'
import {
  contextAt,
  entryOf,
  logAt,
  operationOf,
  people,
  type Request,
  stateAt,
  submitAll,
  type World,
} from '../test/world.ts'
import { applyChange, type LogEntry } from './change.ts'
import type { Actor } from './context.ts'
import { type Operation, planOperation } from './operation.ts'
import type { OperationType } from './operations/registry.ts'
import { recordOf } from './record.ts'
import {
  type Replica,
  type ReplicaSurroundings,
  startReplica,
  withEntry,
  withoutPending,
  withPending,
  withSnapshot,
} from './replica.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

const start = submitAll(sampleWorld(), [
  {
    address: sharedLayer,
    actor: people.ada,
    type: 'records.create',
    args: {
      records: [
        { id: sampleId('first'), kind: 'mention', data: { ...sampleMention, entity: null } },
      ],
    },
  },
])

/** One browser: its person, what it holds, what it has not sent, what the server has yet to say. */
type Client = {
  readonly actor: Actor
  readonly replica: Replica
  readonly outbox: readonly Operation[]
  /** Lines of the feed that are on their way. */
  readonly incoming: readonly LogEntry[]
  /** Ids of refused operations whose answer is on its way. */
  readonly refusals: readonly Operation['id'][]
}

type Network = { readonly world: World; readonly clients: readonly Client[] }

/** What may happen next, to one of the clients. */
const happenings = {
  gesture,
  send: sendFirst,
  'hear the feed': hearFirst,
  'hear it twice': (network: Network, who: number) => hearFirst(network, who, true),
  'hear a refusal': hearRefusal,
  'take a snapshot': takeSnapshot,
} as const
type Happening = keyof typeof happenings

const script = fc.array(
  fc.record({
    what: fc.constantFrom(...(Object.keys(happenings) as Happening[])), // its own keys
    who: fc.nat(2),
    seed: fc.nat(),
  }),
  { maxLength: 60, size: 'max' },
)

test('any interleaving of pending and confirmed ends with what the server has', () => {
  fc.assert(
    fc.property(script, (steps) => {
      const network = steps.reduce(
        (running, { what, who, seed }) => happenings[what](running, who, seed),
        fresh(),
      )
      const settled = settle(network)
      const server = stateAt(settled.world, sharedLayer)
      for (const { replica } of settled.clients) {
        expect(replica.pending).toEqual([])
        expect(replica.view).toBe(replica.confirmed)
        expect(contentOf(replica.confirmed)).toEqual(contentOf(server))
      }
    }),
    { numRuns: 120 },
  )
})

test('what is seen is what is confirmed with one’s own pending changes, and nothing else', () => {
  fc.assert(
    fc.property(script, (steps) => {
      steps.reduce((running, { what, who, seed }) => {
        const next = happenings[what](running, who, seed)
        for (const { replica, actor } of next.clients) {
          expectTrueIndexes(replica.view)
          const seen = replica.pending.reduce(
            (state, { change, refusal }) =>
              refusal
                ? state
                : applyChange(state, change, { seq: state.seq + 1, actor: actor.userId }),
            replica.confirmed,
          )
          expect(contentOf(replica.view)).toEqual(contentOf(seen))
        }
        return next
      }, fresh())
    }),
    { numRuns: 30 },
  )
})

describe('one’s own edit', () => {
  const note = noteBy(people.ada, 'mine')
  const surroundings = surroundingsOf(start, people.ada)

  test('is seen at once and does not flicker when it is confirmed', () => {
    const begun = startReplica(stateAt(start, sharedLayer))
    const edited = withPending(begun, note, surroundings)
    expect([...edited.touched]).toEqual([sampleId('first')])
    expect(noteOf(edited.replica)).toBe('mine')
    const confirmed = withEntry(edited.replica, entryFor(start, note, people.ada), surroundings)
    expect(contentWithoutRevs(confirmed.replica.view)).toEqual(
      contentWithoutRevs(edited.replica.view),
    )
    expect(confirmed.replica.pending).toEqual([])
  })

  test('stays when a colleague writes something else', () => {
    const begun = startReplica(stateAt(start, sharedLayer))
    const edited = withPending(begun, note, surroundings).replica
    const theirs = operationFor(people.ben, 'records.create', {
      records: [
        {
          id: sampleId('his'),
          kind: 'documentLabel',
          data: { ...plain, field: sample.genre, values: [] },
        },
      ],
    })
    const step = withEntry(edited, entryFor(start, theirs, people.ben), surroundings)
    expect(step.touched.has(sampleId('his'))).toBe(true)
    expect(noteOf(step.replica)).toBe('mine')
    expect(step.replica.pending).toHaveLength(1)
  })

  test('that no longer plans is kept, skipped in the view, and settled by the server', () => {
    const begun = startReplica(stateAt(start, sharedLayer))
    const edited = withPending(begun, note, surroundings).replica
    const theirs = noteBy(people.ben, 'his')
    const { replica } = withEntry(edited, entryFor(start, theirs, people.ben), surroundings)
    expect(noteOf(replica)).toBe('his')
    expect(replica.pending[0]?.refusal).toMatchObject({ code: 'stale', theirs: 'his' })
    const settled = withoutPending(replica, note.id, surroundings)
    expect(settled.replica.pending).toEqual([])
    expect(noteOf(settled.replica)).toBe('his')
  })

  test('of a line that is missing is a fault, and a line heard twice is nothing', () => {
    const begun = startReplica(stateAt(start, sharedLayer))
    const entry = entryFor(start, note, people.ada)
    const heard = withEntry(begun, entry, surroundings).replica
    expect(withEntry(heard, entry, surroundings)).toEqual({ replica: heard, touched: new Set() })
    const later = { ...entry, seq: entry.seq + 2 }
    expect(() => withEntry(heard, later, surroundings)).toThrow('expected change')
  })
})

const plain = { origin: { kind: 'human' }, note: '', attrs: {} }

function fresh(): Network {
  const client = (actor: Actor): Client => ({
    actor,
    replica: startReplica(stateAt(start, sharedLayer)),
    outbox: [],
    incoming: [],
    refusals: [],
  })
  return { world: start, clients: [client(people.ada), client(people.ben), client(people.jude)] }
}

const layerTypes: readonly OperationType[] = [
  'records.create',
  'records.create',
  'record.set',
  'record.set',
  'record.set',
  'records.delete',
  'records.restore',
  'change.revert',
  'batch',
  'layer.submit',
  'layer.reopen',
]

function gesture({ world, clients }: Network, who: number, seed: number): Network {
  const { replica, actor, outbox } = clientAt(clients, who)
  const seen: World = withSeen(world, replica)
  const request = { ...likely(seen, seed), actor, baseSeq: replica.confirmed.seq }
  const operation = operationOf(seen, { ...request, address: sharedLayer })
  const { replica: next } = withPending(replica, operation, surroundingsOf(world, actor, replica))
  return {
    world: { ...world, submitted: world.submitted + 1 },
    clients: changed(clients, who, { replica: next, outbox: [...outbox, operation] }),
  }
}

/** The project with the shared layer as one client sees it. */
function withSeen(world: World, { view, confirmed }: Replica): World {
  const log = logAt(world, sharedLayer).slice(0, confirmed.seq)
  const stream = { address: sharedLayer, state: view, log }
  return { ...world, streams: new Map(world.streams).set(sharedLayer.id, stream) }
}

function likely(seen: World, seed: number): Request {
  const onlyShared = {
    ...seen,
    texts: new Map([...seen.texts].filter(([id]) => id === sample.harbour)),
  }
  const streams = new Map([...seen.streams].filter(([, { address }]) => address.kind !== 'layer'))
  const shared = seen.streams.get(sharedLayer.id)
  if (shared) streams.set(sharedLayer.id, shared)
  return nextRequest({ ...onlyShared, streams }, chooser(seed), layerTypes)
}

/** The server takes the first operation of a client and tells everyone what came of it. */
function sendFirst({ world, clients }: Network, who: number): Network {
  const { outbox, actor, refusals } = clientAt(clients, who)
  const [operation, ...rest] = outbox
  if (!operation) return { world, clients }
  const state = stateAt(world, sharedLayer)
  const planned = planOperation(state, contextAt(world, sharedLayer), operation, actor)
  if (!planned.ok)
    return {
      world,
      clients: changed(clients, who, { outbox: rest, refusals: [...refusals, operation.id] }),
    }
  const entry = entryOf(operation, actor, state.seq + 1, planned.value)
  const stream = {
    address: sharedLayer,
    state: applyChange(state, entry.change, entry),
    log: [...logAt(world, sharedLayer), entry],
  }
  const streams = new Map(world.streams).set(sharedLayer.id, stream)
  const told = clients.map((client) => ({ ...client, incoming: [...client.incoming, entry] }))
  return { world: { ...world, streams }, clients: changed(told, who, { outbox: rest }) }
}

function hearFirst({ world, clients }: Network, who: number, again: unknown = false): Network {
  const { incoming, replica, actor } = clientAt(clients, who)
  const [entry, ...rest] = incoming
  if (!entry) return { world, clients }
  const surroundings = surroundingsOf(world, actor, replica)
  const next = withEntry(replica, entry, surroundings).replica
  const left = again === true ? incoming : rest
  return { world, clients: changed(clients, who, { replica: next, incoming: left }) }
}

function hearRefusal({ world, clients }: Network, who: number): Network {
  const { refusals, replica, actor } = clientAt(clients, who)
  const [id, ...rest] = refusals
  if (!id) return { world, clients }
  const next = withoutPending(replica, id, surroundingsOf(world, actor, replica)).replica
  return { world, clients: changed(clients, who, { replica: next, refusals: rest }) }
}

/** A client that was away reads the stream anew; what it sent and the snapshot holds is settled. */
function takeSnapshot({ world, clients }: Network, who: number): Network {
  const { replica, actor } = clientAt(clients, who)
  const surroundings = surroundingsOf(world, actor, replica)
  const state = stateAt(world, sharedLayer)
  const logged = new Set(logAt(world, sharedLayer).map(({ opId }) => opId))
  const mine = replica.pending.filter(({ operation }) => logged.has(operation.id))
  const read = withSnapshot(replica, state, surroundings)
  const next = mine.reduce(
    (running, { operation }) => withoutPending(running, operation.id, surroundings).replica,
    read,
  )
  return { world, clients: changed(clients, who, { replica: next, incoming: [] }) }
}

/** Everything is sent, heard and answered. */
function settle(network: Network): Network {
  const busy = ({ clients }: Network) =>
    clients.findIndex((c) => c.outbox.length + c.incoming.length + c.refusals.length > 0)
  let running = network
  for (let who = busy(running); who >= 0; who = busy(running))
    running = hearRefusal(hearFirst(sendFirst(running, who), who), who)
  return running
}

function clientAt(clients: readonly Client[], who: number): Client {
  const client = clients[who]
  if (!client) throw new Error(`there is no client ${who}`)
  return client
}

function changed(clients: readonly Client[], who: number, change: Partial<Client>): Client[] {
  return clients.map((client, index) => (index === who ? { ...client, ...change } : client))
}

/** What a client may know: the project, and of the log what it has heard. */
function surroundingsOf(world: World, actor: Actor, replica?: Replica): ReplicaSurroundings {
  const context = contextAt(world, sharedLayer)
  const heard = replica?.confirmed.seq ?? stateAt(world, sharedLayer).seq
  const entryAt = (seq: number) => (seq <= heard ? context.facts.entryAt(seq) : undefined)
  return { actor, context: { ...context, facts: { ...context.facts, entryAt } } }
}

function operationFor(actor: Actor, type: OperationType, args: unknown): Operation {
  const submitted = start.submitted + (actor === people.ada ? 1 : 2)
  const request = { address: sharedLayer, actor, type, args } as Request // written for the type
  return operationOf({ ...start, submitted }, request)
}

function noteBy(actor: Actor, value: string): Operation {
  return operationFor(actor, 'record.set', { id: sampleId('first'), register: 'note', value })
}

function noteOf({ view }: Replica): unknown {
  const data = recordOf(view, sampleId('first'))?.data
  return data && 'note' in data ? data.note : undefined
}

function entryFor(world: World, operation: Operation, actor: Actor): LogEntry {
  const state = stateAt(world, sharedLayer)
  const planned = planOperation(state, contextAt(world, sharedLayer), operation, actor)
  if (!planned.ok) throw new Error(`it was refused: ${planned.reason.code}`)
  return entryOf(operation, actor, state.seq + 1, planned.value)
}
