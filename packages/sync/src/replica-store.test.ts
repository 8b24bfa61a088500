import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  type Actor,
  applyChange,
  emptyStream,
  type LogEntry,
  mapGet,
  mapKeys,
  mapValues,
  type Operation,
  type OperationType,
  planOperation,
  type RecordId,
  type Refusal,
  type StreamId,
  type StreamState,
} from '@parallax/domain'
import {
  type Address,
  chooser,
  codebookAddress,
  contentOf,
  contentWithoutRevs,
  contextAt,
  documentAddress,
  entityType,
  entryOf,
  logAt,
  nextRequest,
  operationOf,
  people,
  type Request,
  registryAddress,
  sample,
  sampleId,
  sampleMention,
  sampleWorld,
  sharedLayer,
  stateAt,
  submitAll,
  type World,
} from '@parallax/domain/test'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { ReplicaStore, type Snapshot } from './replica-store.ts'

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
const addresses: readonly Address[] = [
  codebookAddress(start),
  registryAddress(start),
  documentAddress(sample.harbour),
  sharedLayer,
]

type Answer =
  | { readonly operation: Operation; readonly seq: number }
  | { readonly operation: Operation; readonly refusal: Refusal }

/** One browser: its store, what it has sent and not, and what is on its way to it. */
type Client = {
  readonly actor: Actor
  readonly store: ReplicaStore
  /** What the server has not answered, oldest first. */
  waiting: readonly Operation[]
  readonly refused: Set<string>
  readonly answers: Answer[]
  readonly incoming: { readonly stream: StreamId; readonly entry: LogEntry }[]
  readonly touched: Map<StreamId, Set<RecordId>>
  readonly made: Operation[]
}

/** Browsers and a server that plans and keeps the log by the domain's own rules. */
class Network {
  world: World = start
  readonly clients: readonly Client[]
  readonly #types: readonly OperationType[]
  readonly #writable: readonly Address[]

  constructor(types: readonly OperationType[], writable = addresses) {
    this.#types = types
    this.#writable = writable
    this.clients = [people.ada, people.ben, people.jude].map((actor) => newClient(start, actor))
  }

  gesture(client: Client, seed: number): void {
    const seen = seenBy(this.world, client.store)
    const request = nextRequest(seen, chooser(seed), this.#types)
    const stream = this.#writable.find(({ id }) => id === request.address.id)
    if (!stream) return
    const baseSeq = client.store.confirmedSeq(stream.id)
    const operation = operationOf(this.world, { ...request, actor: client.actor, baseSeq })
    this.world = { ...this.world, submitted: this.world.submitted + 1 }
    const before = client.store.view(stream.id)
    if (client.store.propose(operation)) {
      expect(client.store.view(stream.id)).toBe(before)
      return
    }
    client.waiting = [...client.waiting, operation]
    client.made.push(operation)
  }

  /** The server plans what a client sends first that it has not answered, or answers it again. */
  send(client: Client): void {
    const answered = new Set(client.answers.map(({ operation }) => operation.id))
    const operation = client.waiting.find(({ id }) => !answered.has(id))
    if (!operation) return
    client.answers.push({ operation, ...this.#plan(operation, client.actor) })
  }

  #plan(
    operation: Operation,
    actor: Actor,
  ): { readonly seq: number } | { readonly refusal: Refusal } {
    const address = addressOf(operation.stream.id)
    const known = logAt(this.world, address).find(({ opId }) => opId === operation.id)
    if (known) return { seq: known.seq }
    const state = stateAt(this.world, address)
    const planned = planOperation(state, contextAt(this.world, address), operation, actor)
    if (!planned.ok) return { refusal: planned.reason }
    const entry = entryOf(operation, actor, state.seq + 1, planned.value)
    const log = [...logAt(this.world, address), entry]
    const stream = { address, state: applyChange(state, entry.change, entry), log }
    this.world = { ...this.world, streams: new Map(this.world.streams).set(address.id, stream) }
    for (const { incoming } of this.clients) incoming.push({ stream: address.id, entry })
    return { seq: entry.seq }
  }

  /** The server has taken it, and its answer is lost: it will be sent again. */
  loseAnswer(client: Client): void {
    client.answers.pop()
  }

  hearAnswer(client: Client): void {
    const answer = client.answers.shift()
    if (!answer) return
    const { operation } = answer
    client.waiting = client.waiting.filter(({ id }) => id !== operation.id)
    if ('seq' in answer) client.store.accept(operation, answer.seq)
    else {
      client.refused.add(operation.id)
      client.store.drop(operation)
    }
  }

  hearFeed(client: Client): void {
    const next = client.incoming.shift()
    if (next && client.store.takeEntries(next.stream, [next.entry]) === 'gap')
      this.catchUp(client, next.stream)
  }

  catchUp({ store }: Client, stream: StreamId): void {
    const log = logAt(this.world, addressOf(stream)).slice(store.confirmedSeq(stream))
    expect(store.takeEntries(stream, log)).toBe('taken')
  }

  readAnew(client: Client, how: 'on top' | 'closed before' | 'in its place'): void {
    const address = sharedLayer
    const snapshot = snapshotOf(stateAt(this.world, address))
    const view = client.store.view(address.id)
    if (how === 'closed before') client.store.close(address.id)
    if (how === 'in its place') client.store.reset(snapshot)
    else client.store.open(snapshot, address.document, client.waiting)
    if (how === 'closed before' && view) touchAll(client, address.id, view)
  }

  settle(): void {
    for (const client of this.clients)
      while (client.waiting.length > 0) {
        this.send(client)
        this.hearAnswer(client)
      }
    for (const client of this.clients) while (client.incoming.length > 0) this.hearFeed(client)
    for (const client of this.clients) for (const { id } of addresses) this.catchUp(client, id)
  }
}

const happenings = {
  gesture: (network: Network, client: Client, seed: number) => network.gesture(client, seed),
  send: (network: Network, client: Client) => network.send(client),
  'lose an answer': (network: Network, client: Client) => network.loseAnswer(client),
  'hear an answer': (network: Network, client: Client) => network.hearAnswer(client),
  'hear the feed': (network: Network, client: Client) => network.hearFeed(client),
  'hear it twice': (_: Network, { incoming }: Client) =>
    void incoming.push(...incoming.slice(0, 1)),
  'miss a line': (_: Network, { incoming }: Client) => void incoming.shift(),
  'read a snapshot': (network: Network, client: Client) => network.readAnew(client, 'on top'),
  'close and open': (network: Network, client: Client) => network.readAnew(client, 'closed before'),
  'be told to read anew': (network: Network, client: Client) =>
    network.readAnew(client, 'in its place'),
} as const
type Happening = keyof typeof happenings

const often: readonly Happening[] = ['gesture', 'send', 'hear an answer', 'hear the feed']
const script = fc.array(
  fc.record({
    what: fc.constantFrom(...often, ...often, ...(Object.keys(happenings) as Happening[])), // its own keys
    who: fc.nat(2),
    seed: fc.nat(),
  }),
  { maxLength: 60, size: 'max' },
)

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
]
const registryTypes: readonly OperationType[] = [
  'entity.create',
  'proposition.create',
  'registry.set',
  'registry.merge',
  'alias.set',
]

const hers = (what: Happening, seed = 0) => ({ what, who: 0, seed })

/** Lines of one's own that came before the answers to what a snapshot held already. */
const heardBeforeAnswered = [
  hers('gesture', 1784515212),
  hers('gesture'),
  hers('gesture', 255627585),
  hers('send'),
  hers('send'),
  hers('close and open'),
  hers('miss a line'),
  hers('hear the feed'),
  hers('send'),
  hers('hear the feed'),
]

const everyType = [...layerTypes, ...registryTypes]

/** Plays a script; `look` sees whose step it was after every step. */
function play(
  network: Network,
  steps: readonly { readonly what: Happening; readonly who: number; readonly seed: number }[],
  look: (network: Network, client: Client) => void,
): Network {
  for (const { what, who, seed } of steps) {
    const client = network.clients[who]
    if (!client) continue
    happenings[what](network, client, seed)
    look(network, client)
  }
  network.settle()
  return network
}

test('every store ends with what the server has, whatever was lost on the way', () => {
  fc.assert(
    fc.property(script, (steps) => {
      const network = play(new Network(everyType), steps, () => undefined)
      for (const { store } of network.clients)
        for (const address of addresses) {
          const server = stateAt(network.world, address)
          expect(store.confirmedSeq(address.id)).toBe(server.seq)
          expect(contentOf(viewOf(store, address.id))).toEqual(contentOf(server))
        }
    }),
    { numRuns: 50 },
  )
})

test('what is seen is what the server confirmed with all of one’s own on top that still plans', () => {
  fc.assert(
    fc.property(script, (steps) => {
      // One stream alone: what another says when an operation is planned anew is another matter.
      play(new Network(layerTypes, [sharedLayer]), steps, (network, client) => {
        const { store } = client
        const seen = viewOf(store, sharedLayer.id)
        const expected = expectedView(network.world, client)
        expect(contentWithoutRevs(seen)).toEqual(contentWithoutRevs(expected))
      })
    }),
    { numRuns: 40, examples: [[heardBeforeAnswered]] },
  )
})

test('every record that looks different was told of', () => {
  fc.assert(
    fc.property(script, (steps) => {
      const last = new Map<string, StreamState>()
      play(new Network(everyType), steps, (_, { store, touched, actor }) => {
        for (const { id } of addresses) {
          const view = viewOf(store, id)
          const before = last.get(`${actor.userId} ${id}`) ?? stateAt(start, addressOf(id))
          const told = touched.get(id) ?? new Set()
          for (const record of mapKeys(view.records))
            if (!told.has(record as RecordId))
              // records are kept under their ids
              expect(mapGet(view.records, record)).toEqual(mapGet(before.records, record))
          touched.delete(id)
          last.set(`${actor.userId} ${id}`, view)
        }
      })
    }),
    { numRuns: 30 },
  )
})

describe('an operation that the server took', () => {
  const setNote = (value: string, by: Actor, seq = start.submitted): Operation => {
    const args = { id: sampleId('first'), register: 'note', value }
    const request: Request = { address: sharedLayer, actor: by, type: 'record.set', args }
    return operationOf({ ...start, submitted: seq }, request)
  }

  test('and that is part of a snapshot read meanwhile does not lie on later ones', () => {
    const network = new Network(layerTypes)
    const [ada] = network.clients
    if (!ada) throw new Error('Ada is there')
    gesture(ada, setNote('one', people.ada))
    network.send(ada)
    network.readAnew(ada, 'closed before')
    network.hearAnswer(ada)
    // Her other browser goes on.
    const later = { ...setNote('two', people.ada, start.submitted + 1) }
    const other = newClient(network.world, people.ada)
    gesture(other, later)
    network.send(other)
    network.settle()
    network.catchUp(ada, sharedLayer.id)
    expect(noteOf(ada.store)).toBe('two')
  })

  test('stays in sight when a snapshot comes that was read before it', () => {
    const network = new Network(layerTypes)
    const [ada, ben] = network.clients
    if (!ada || !ben) throw new Error('both are there')
    const args = { id: sampleId('first'), register: 'label', value: entityType('ORG') }
    const his: Request = { address: sharedLayer, actor: people.ben, type: 'record.set', args }
    gesture(ben, operationOf({ ...start, submitted: start.submitted + 1 }, his))
    network.send(ben)
    const snapshot = snapshotOf(stateAt(network.world, sharedLayer))
    gesture(ada, setNote('mine', people.ada))
    network.send(ada)
    network.hearAnswer(ada)
    ada.store.open(snapshot, sharedLayer.document, ada.waiting)
    expect(ada.store.confirmedSeq(sharedLayer.id)).toBe(snapshot.seq)
    expect(noteOf(ada.store)).toBe('mine')
  })
})

test('who wrote a record last is whoever did, and oneself before the server has said so', () => {
  const network = new Network(layerTypes)
  const [ada, ben] = network.clients
  if (!ada || !ben) throw new Error('both are there')
  const first = sampleId('first')
  const writer = () => ada.store.writerOf(sharedLayer.id, first)
  const request = (actor: Actor, type: OperationType, args: unknown, submitted: number) =>
    operationOf({ ...start, submitted }, { address: sharedLayer, actor, type, args })
  const note = { id: first, register: 'note', value: 'his' }
  expect(writer(), 'it was there before').toBeUndefined()
  gesture(ben, request(people.ben, 'record.set', note, start.submitted))
  network.send(ben)
  network.settle()
  network.catchUp(ada, sharedLayer.id)
  expect(writer()).toBe(people.ben.userId)
  const deletion = { ids: [first] }
  gesture(ada, request(people.ada, 'records.delete', deletion, start.submitted + 1))
  expect(writer(), 'hers is on its way').toBe(people.ada.userId)
  network.send(ada)
  network.hearAnswer(ada)
  network.catchUp(ada, sharedLayer.id)
  expect(writer()).toBe(people.ada.userId)
})

test('a line that is missing is asked for: nothing behind it is taken in, and it is said', () => {
  const network = new Network(layerTypes)
  const [ada, ben] = network.clients
  if (!ada || !ben) throw new Error('both are there')
  const seq = ada.store.confirmedSeq(sharedLayer.id)
  for (const [at, value] of ['one', 'two'].entries()) {
    const args = { id: sampleId('first'), register: 'note', value }
    const request: Request = { address: sharedLayer, actor: people.ben, type: 'record.set', args }
    gesture(ben, operationOf({ ...start, submitted: start.submitted + at }, request))
    network.send(ben)
  }
  const [missing, behind] = logAt(network.world, sharedLayer).slice(-2)
  if (!missing || !behind) throw new Error('both are in the log')
  expect(ada.store.takeEntries(sharedLayer.id, [behind])).toBe('gap')
  expect(ada.store.confirmedSeq(sharedLayer.id)).toBe(seq)
  expect(ada.store.takeEntries(sharedLayer.id, [missing, behind])).toBe('taken')
  expect(noteOf(ada.store)).toBe('two')
})

test('what was proposed in vain goes without a trace, and what waits is not planned anew for it', () => {
  const { store, touched } = newClient(start, people.olga)
  const registry = registryAddress(start)
  const [entity, named, vain] = ['an entity', 'names it', 'in vain'].map(sampleId)
  const data = { ...sampleMention, entity }
  const records = (id: RecordId | undefined, value: object) => ({
    records: [{ id, kind: 'mention', data: value }],
  })
  const propose = (at: number, address: Address, type: OperationType, args: unknown) => {
    const request = { address, actor: people.olga, type, args } as Request // its args
    expect(store.propose(operationOf({ ...start, submitted: 900 + at }, request))).toBeNull()
  }
  const name = {
    name: 'Ada',
    type: entityType('PER'),
    collective: false,
    members: [],
    partOf: null,
  }
  const rest = { aliases: {}, externalIds: {}, note: '', redirect: null }
  propose(0, registry, 'entity.create', { id: entity, data: { ...name, ...rest } })
  propose(1, sharedLayer, 'records.create', records(named, data))
  propose(2, registry, 'registry.delete', { ids: [entity] })
  // By now it would not be planned; the server will take it all the same, for it came first.
  const seen = viewOf(store, sharedLayer.id)
  const putBack = store.remembered([sharedLayer.id, registry.id])
  propose(3, sharedLayer, 'records.create', records(vain, { ...sampleMention, entity: null }))
  touched.clear()
  putBack()
  expect(viewOf(store, sharedLayer.id)).toBe(seen)
  expect([...(touched.get(sharedLayer.id) ?? [])]).toEqual([vain])
})

test('operations of an earlier page are planned in order once their streams are open', () => {
  const network = new Network([])
  const store = newClient(start, people.ada).store
  store.close(sharedLayer.id)
  const id = sampleId('mine')
  const record = { id, kind: 'mention', data: { ...sampleMention, entity: null } }
  const create = { address: sharedLayer, actor: people.ada, type: 'records.create' as const }
  const made = operationOf(start, { ...create, args: { records: [record] } } as Request) // its args
  const noted = operationOf(
    { ...start, submitted: start.submitted + 1 },
    {
      ...create,
      type: 'record.set',
      args: { id, register: 'note', value: 'after the reload' },
    },
  )
  expect(store.propose(made)).toBeNull()
  expect(store.view(sharedLayer.id)).toBeUndefined()
  const snapshot = snapshotOf(stateAt(network.world, sharedLayer))
  store.open(snapshot, sharedLayer.document, [made, noted])
  expect(noteOf(store, id)).toBe('after the reload')
  store.drop(noted)
  store.drop(made)
  expect(contentOf(viewOf(store, sharedLayer.id))).toEqual(contentOf(stateAt(start, sharedLayer)))
})

function gesture(client: Client, operation: Operation): void {
  expect(client.store.propose(operation)).toBeNull()
  client.waiting = [...client.waiting, operation]
  client.made.push(operation)
}

function noteOf(store: ReplicaStore, id = sampleId('first')): unknown {
  const record = mapGet(viewOf(store, sharedLayer.id).records, id)
  return record?.kind === 'mention' ? record.data.note : undefined
}

function newClient(world: World, actor: Actor): Client {
  const store = new ReplicaStore({
    project: world.projectId,
    actor,
    registry: registryAddress(world).id,
    codebook: codebookAddress(world).id,
  })
  const touched = new Map<StreamId, Set<RecordId>>()
  const client = { actor, store, refused: new Set<string>(), touched, waiting: [] }
  store.setText(sample.harbour, world.texts.get(sample.harbour) ?? '')
  for (const address of addresses) {
    store.open(snapshotOf(stateAt(world, address)), address.document, [])
    store.subscribe(address.id, (ids) => {
      touched.set(address.id, new Set([...(touched.get(address.id) ?? []), ...ids]))
    })
  }
  return { ...client, answers: [], incoming: [], made: [] }
}

/** After closing, the screen reads the stream whole. */
function touchAll({ touched }: Client, id: StreamId, view: StreamState): void {
  // Records are kept under their ids.
  const all = [...mapKeys(view.records)] as RecordId[]
  touched.set(id, new Set([...(touched.get(id) ?? []), ...all]))
}

/** The shared layer as this person must see it: worked out from the log and what they did. */
function expectedView(world: World, { store, made, refused, actor }: Client): StreamState {
  const log = logAt(world, sharedLayer).slice(0, store.confirmedSeq(sharedLayer.id))
  const confirmed = log.reduce(
    (state, entry) => applyChange(state, entry.change, entry),
    emptyStream(sharedLayer.kind, sharedLayer.id),
  )
  const taken = new Set<string>(log.map(({ opId }) => opId))
  const pending = made.filter(
    ({ id, stream }) => stream.id === sharedLayer.id && !taken.has(id) && !refused.has(id),
  )
  return pending.reduce((state, operation) => {
    const planned = planOperation(state, store.context(sharedLayer.id), operation, actor)
    const stamp = { seq: state.seq + 1, actor: actor.userId }
    return planned.ok ? applyChange(state, planned.value, stamp) : state
  }, confirmed)
}

/** The project as one client sees it, for the next thing that they may do. */
function seenBy(world: World, store: ReplicaStore): World {
  const streams = addresses.map((address) => {
    const log = logAt(world, address).slice(0, store.confirmedSeq(address.id))
    return [address.id, { address, state: viewOf(store, address.id), log }] as const
  })
  const texts = new Map([...world.texts].filter(([id]) => id === sample.harbour))
  return { ...world, texts, streams: new Map(streams) }
}

function viewOf(store: ReplicaStore, id: StreamId): StreamState {
  const view = store.view(id)
  if (!view) throw new Error('the stream is open')
  return view
}

function snapshotOf({ kind, id, seq, records }: StreamState): Snapshot {
  return { kind, id, seq, records: [...mapValues(records)] }
}

function addressOf(id: StreamId): Address {
  const found = addresses.find((address) => address.id === id)
  if (!found) throw new Error('the stream is one of the project')
  return found
}

test('a closed stream leaves nothing of it behind', async () => {
  const network = new Network([])
  const store = newClient(start, people.ada).store
  store.close(sharedLayer.id)
  store.open(snapshotOf(stateAt(network.world, sharedLayer)), sharedLayer.document, [])
  const stop = store.subscribe(sharedLayer.id, () => {})
  const view = weaklyHeld(store)
  expect(view.deref()).toBeDefined()
  stop()
  store.close(sharedLayer.id)
  await garbageCollected()
  expect(view.deref()).toBeUndefined()
  expect(store.has(sharedLayer.id)).toBe(false)
})

test('who stops listening twice takes no later listener along', () => {
  const network = new Network([])
  const store = newClient(start, people.ada).store
  const stop = store.subscribe(sharedLayer.id, () => {})
  stop()
  let heard = 0
  store.subscribe(sharedLayer.id, () => {
    heard += 1
  })
  stop()
  store.reset(snapshotOf(stateAt(network.world, sharedLayer)))
  expect(heard).toBe(1)
})

/** In a function of its own, so that no variable of the test keeps it. */
function weaklyHeld(store: ReplicaStore): WeakRef<StreamState> {
  const view = store.view(sharedLayer.id)
  if (!view) throw new Error('the stream is open')
  return new WeakRef(view)
}

/** What is held weakly is let go no earlier than after the task that made it. */
async function garbageCollected(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  await new Promise((resolve) => setTimeout(resolve, 0))
  if (typeof collect === 'function') collect()
}
