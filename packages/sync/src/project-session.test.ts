import {
  type Actor,
  applyChange,
  type LogEntry,
  mapGet,
  mapValues,
  type Operation,
  planOperation,
  type StreamId,
  type UserId,
} from '@parallax/domain'
import {
  type Address,
  codebookAddress,
  contextAt,
  documentAddress,
  entryOf,
  logAt,
  people,
  registryAddress,
  sample,
  sampleWorld,
  sharedLayer,
  stateAt,
  submit,
  type World,
} from '@parallax/domain/test'
import { TRPCClientError } from '@trpc/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ApiClient } from './api-client.ts'
import { systemClock } from './clock.ts'
import type { FeedListener } from './feed/open-feed.ts'
import { newId, newOperationId } from './new-id.ts'
import { sendingBy } from './outbox/open-outbox.ts'
import { Outbox } from './outbox/outbox.ts'
import { memoryStore } from './outbox/outbox-store.ts'
import type { Answer } from './outbox/settlement.ts'
import { type Platform, thisPlatform } from './platform.ts'
import { type OpenedProject, ProjectSession } from './project-session.ts'
import { readAhead } from './read-document.ts'
import { loneTab } from './tabs.ts'

const registry = registryAddress(sampleWorld())
const addresses = [
  registry,
  codebookAddress(sampleWorld()),
  documentAddress(sample.harbour),
  sharedLayer,
]

type Reverting = { readonly stream: Operation['stream']; readonly seq: number }

/** The far end of the wire: it plans by the domain's rules, and can go silent, slow or away. */
class FarEnd {
  world: World = sampleWorld()
  signedIn: Actor = people.ada
  isAway = false
  isFeedSilent = false
  submissions = 0
  sinceCalls = 0
  documentReads = 0
  readonly refusing = new Set<string>()
  readonly #listeners = new Set<FeedListener>()

  /** What a session asks of a client, answered here instead of over HTTP. */
  readonly client = {
    session: { me: { query: () => this.#reply(() => ({ user: { id: this.signedIn.userId } })) } },
    projects: { open: { query: () => this.#reply(() => this.opened()) } },
    documents: {
      open: {
        query: () => {
          this.documentReads += 1
          return this.#reply(() => this.#document())
        },
      },
    },
    operations: {
      submit: {
        mutate: (request: { operations: readonly Operation[]; person: UserId }) =>
          this.#reply(() => this.#submit(request)),
      },
    },
    changes: {
      watch: { mutate: () => this.#reply(() => null) },
      since: {
        query: (page: { stream: StreamId; seq: number; limit: number }) =>
          this.#reply(() => this.#since(page)),
      },
    },
    history: {
      mine: {
        query: ({ before }: { before: number | null }) =>
          this.#reply(() => this.#groups(before ?? 0)),
      },
      group: {
        query: ({ group }: { group: string }) => this.#reply(() => this.#groupLines(group)),
      },
      check: {
        query: ({ reverts }: { reverts: readonly Reverting[] }) =>
          this.#reply(() => this.#checked(reverts)),
      },
    },
  } as unknown as ApiClient // the part of it that a session uses

  /** The machine that a session runs on, with a line to here. */
  readonly platform: Platform = {
    ...thisPlatform(),
    openFeed: (_, listener) => this.#follow(listener),
  }

  opened(): OpenedProject {
    return {
      project: { id: this.world.projectId, name: 'Harbour', mode: 'together', isSample: false },
      me: this.signedIn,
      people: Object.entries(people).map(([name, { userId }]) => ({
        id: userId,
        name,
        guest: false,
      })),
      registry: this.#snapshot(registry),
      codebook: this.#snapshot(codebookAddress(this.world)),
    }
  }

  connect(isConnected: boolean): void {
    this.isAway = !isConnected
    if (!isConnected) for (const listener of [...this.#listeners]) listener.onClosed(undefined)
  }

  async #reply<Value>(answer: () => Value): Promise<Value> {
    const isLost = this.isAway
    await new Promise((resolve) => setTimeout(resolve, 10))
    if (isLost) throw new TRPCClientError('there is no network')
    return answer()
  }

  #follow(listener: FeedListener): () => void {
    this.#listeners.add(listener)
    const answer = () => (this.isAway ? listener.onClosed(undefined) : listener.onOpen())
    const timer = setTimeout(answer, 5)
    return () => {
      clearTimeout(timer)
      this.#listeners.delete(listener)
    }
  }

  #submit({ operations, person }: { operations: readonly Operation[]; person: UserId }): {
    answers: Answer[]
  } {
    if (person !== this.signedIn.userId) throw unauthorized()
    this.submissions += 1
    return { answers: operations.map((operation) => this.#answer(operation)) }
  }

  #answer(operation: Operation): Answer {
    const { id } = operation
    if (this.refusing.has(operation.type))
      return { id, result: 'refused', refusal: { code: 'not-allowed' } }
    const address = addressOf(operation.stream.id)
    const state = stateAt(this.world, address)
    const planned = planOperation(state, contextAt(this.world, address), operation, this.signedIn)
    if (!planned.ok) return { id, result: 'refused', refusal: planned.reason }
    const entry = entryOf(operation, this.signedIn, state.seq + 1, planned.value)
    this.#log(address, entry)
    return { id, result: 'ok', seq: entry.seq }
  }

  #log(address: Address, entry: LogEntry): void {
    const state = applyChange(stateAt(this.world, address), entry.change, entry)
    const stream = { address, state, log: [...logAt(this.world, address), entry] }
    this.world = { ...this.world, streams: new Map(this.world.streams).set(address.id, stream) }
    if (this.isFeedSilent) return
    const event = { kind: 'changes' as const, stream: address.id, entries: [entry] }
    for (const listener of this.#listeners) listener.onEvent(event)
  }

  #since({ stream, seq, limit }: { stream: StreamId; seq: number; limit: number }) {
    this.sinceCalls += 1
    const log = logAt(this.world, addressOf(stream))
    return { entries: log.slice(seq, seq + limit), head: log.length }
  }

  /** The gestures of whoever is signed in, newest first, a page of them. */
  #groups(from: number) {
    const mine = this.#lines().filter(({ entry }) => entry.actor === this.signedIn.userId)
    const ids = [...new Set(mine.map(({ entry }) => entry.group))]
    const groups = ids.map((group) => {
      const lines = mine.filter(({ entry }) => entry.group === group)
      const reverted = new Set(lines.map((line) => this.#revertedBy(line)))
      const [reverts = null] = reverted
      const opTypes = [...new Set(lines.map(({ entry }) => entry.opType))]
      return { group, opTypes, isEmpty: false, reverts: reverted.size === 1 ? reverts : null }
    })
    const to = from + 50
    return { groups: groups.slice(from, to), next: to < groups.length ? to : null }
  }

  #revertedBy({ address, entry }: ReturnType<FarEnd['all']>[number]) {
    const seq = entry.change.reverts?.to
    return seq === undefined ? null : (logAt(this.world, address)[seq - 1]?.group ?? null)
  }

  all() {
    return addresses.flatMap((address) =>
      logAt(this.world, address).map((entry) => ({ address, entry })),
    )
  }

  /** What sessions did, newest first; ids of this kind come in the order of their making. */
  #lines() {
    const sessions = this.all().filter(({ entry }) => entry.opId[14] === '7')
    return sessions.sort((a, b) => (a.entry.opId < b.entry.opId ? 1 : -1))
  }

  #groupLines(group: string) {
    const lines = this.#lines()
      .filter(({ entry }) => entry.group === group)
      .map(({ address: { kind, id, document }, entry }) => ({
        stream: { kind, id },
        documentId: document,
        entry,
      }))
    return { lines, documents: [{ id: sample.harbour, title: 'Harbour' }] }
  }

  #checked(reverts: readonly Reverting[]) {
    let world = this.world
    const refusals = reverts.map(({ stream, seq }) => {
      const request = { actor: this.signedIn, type: 'change.revert' as const, args: { seq } }
      const { outcome, ...next } = submit(world, { ...request, address: addressOf(stream.id) })
      world = next.world
      return outcome.ok ? null : outcome.reason
    })
    return { refusals }
  }

  #document() {
    const document = this.#snapshot(documentAddress(sample.harbour))
    const position = { index: 0, total: 1, previous: null, next: null }
    return { document, layers: [this.#snapshot(sharedLayer)], authors: {}, position }
  }

  #snapshot(address: Address) {
    const { kind, id, seq, records } = stateAt(this.world, address)
    return { kind, id, seq, records: [...mapValues(records)] }
  }
}

function unauthorized(): TRPCClientError<never> {
  const error = { message: 'Someone else is signed in.', code: -32_001, data: { httpStatus: 401 } }
  return TRPCClientError.from({ error } as never) // as the wire has it
}

function addressOf(id: StreamId): Address {
  const found = addresses.find((address) => address.id === id)
  if (!found) throw new TRPCClientError('there is no such stream')
  return found
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('reportError', vi.fn())
  const text = sampleWorld().texts.get(sample.harbour)
  vi.stubGlobal('fetch', async () => new Response(text))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const passing = (timeMs: number) => vi.advanceTimersByTimeAsync(timeMs)

async function openOutbox({ client, signedIn }: FarEnd): Promise<Outbox> {
  const { userId } = signedIn
  const outbox = await Outbox.open({
    userId,
    store: memoryStore(),
    tabs: loneTab(),
    clock: systemClock,
    build: null,
    ...sendingBy(client, userId),
  })
  await passing(200)
  return outbox
}

async function openSession() {
  const server = new FarEnd()
  const onEnded = vi.fn()
  const outbox = await openOutbox(server)
  const { client, platform } = server
  const session = new ProjectSession({ client, platform, outbox, opened: server.opened(), onEnded })
  return { server, session, onEnded, outbox }
}

const aliasDraft = (alias: string) => ({
  stream: { kind: 'registry' as const, id: registry.id },
  type: 'alias.set' as const,
  args: { entity: sample.veld, alias, present: true },
})

function aliasesIn({ store }: ProjectSession): readonly string[] {
  const view = store.view(registry.id)
  const veld = view && mapGet(view.records, sample.veld)
  return veld?.kind === 'entity' ? Object.keys(veld.data.aliases).sort() : []
}

describe('what an operation has seen', () => {
  const stream = { kind: 'document' as const, id: sample.harbour }
  const args = { field: 'language', value: 'nl' }
  const draft = { stream, type: 'document.setMeta' as const, args }

  test('is what a list showed of a document that is not open', async () => {
    const { session } = await openSession()
    const performed = session.perform([{ ...draft, seenSeq: 7 }])
    expect(performed.ok && performed.operations.map(({ baseSeq }) => baseSeq)).toEqual([7])
    session.close()
  })

  test('is what stands here of one that is open, whatever a list showed', async () => {
    const { session } = await openSession()
    const opening = session.openDocument(sample.harbour)
    await passing(100)
    await opening
    const performed = session.perform([{ ...draft, seenSeq: 700 }])
    const confirmed = session.store.confirmedSeq(sample.harbour)
    expect(performed.ok && performed.operations.map(({ baseSeq }) => baseSeq)).toEqual([confirmed])
    session.close()
  })
})

describe('what was decided upon before somebody else wrote', () => {
  test('is not written over theirs, though theirs is known here, and is kept to be asked about', async () => {
    const { session, server, outbox } = await openSession()
    const opening = session.openDocument(sample.harbour)
    await passing(100)
    await opening
    const setting = (field: string, value: string) => ({
      stream: { kind: 'document' as const, id: sample.harbour },
      type: 'document.setMeta' as const,
      args: { field, value },
    })
    const moment = session.moment()
    const theirs = { address: documentAddress(sample.harbour), actor: people.ben }
    server.world = submit(server.world, { ...theirs, ...setting('language', 'fr') }).world
    const languageHere = () => {
      const view = session.store.view(sample.harbour)
      const document = view && mapGet(view.records, sample.harbour)
      return document?.kind === 'document' && document.data.meta.language
    }
    session.perform([setting('title', 'The harbour')])
    await passing(2_000)
    expect(languageHere()).toBe('fr')
    session.decidedAt(moment, () => session.perform([setting('language', 'nl')]))
    expect(languageHere()).toBe('fr')
    await passing(2_000)
    expect(outbox.state.refused).toMatchObject([
      { operation: { args: { value: 'nl' } }, refusal: { code: 'stale', theirs: 'fr' } },
    ])
    expect(languageHere()).toBe('fr')
    session.perform([setting('language', 'nl')])
    expect(languageHere()).toBe('nl')
    session.close()
  })
})

describe('undo', () => {
  test('pressed twice at once takes back two gestures, and redo brings both again', async () => {
    const { session } = await openSession()
    session.perform([aliasDraft('the old man')])
    session.perform([aliasDraft('the captain')])
    const both = Promise.all([session.undo(), session.undo()])
    await passing(2_000)
    expect((await both).map(({ kind }) => kind)).toEqual(['done', 'done'])
    expect(aliasesIn(session)).toEqual([])
    const again = Promise.all([session.redo(), session.redo(), session.redo()])
    await passing(2_000)
    expect((await again).map(({ kind }) => kind)).toEqual(['done', 'done', 'nothing'])
    expect(aliasesIn(session)).toEqual(['the captain', 'the old man'])
    session.close()
  })

  test('passes over a gesture that the server refused', async () => {
    const { session, server } = await openSession()
    session.perform([aliasDraft('the captain')])
    await passing(500)
    server.refusing.add('alias.set')
    session.perform([aliasDraft('the old man')])
    await passing(500)
    expect(session.saveState.refused).toHaveLength(1)
    const undone = session.undo()
    await passing(500)
    expect(await undone).toMatchObject({ kind: 'done' })
    expect(aliasesIn(session)).toEqual([])
    session.close()
  })

  test('takes back the gesture that was newest when it was asked for', async () => {
    const { session, server } = await openSession()
    await passing(50)
    server.connect(false)
    session.perform([aliasDraft('the captain')])
    const undone = session.undo()
    await passing(100)
    session.perform([aliasDraft('the old man')])
    server.connect(true)
    await passing(20_000)
    expect(await undone).toMatchObject({ kind: 'done' })
    expect(aliasesIn(session)).toEqual(['the old man'])
    session.close()
  })

  test('works on a document that was left and opened again', async () => {
    const { session } = await openSession()
    const open = async () => {
      const opening = session.openDocument(sample.harbour)
      await passing(50)
      await opening
    }
    await open()
    const record = { id: newId(), kind: 'documentLabel', data: genre }
    const stream = { kind: 'layer' as const, id: sharedLayer.id }
    const made = session.perform([{ stream, type: 'records.create', args: { records: [record] } }])
    expect(made).toMatchObject({ ok: true })
    await passing(1_000)
    session.closeDocument(sample.harbour)
    await open()
    const undone = session.undo()
    await passing(1_000)
    expect(await undone).toMatchObject({ kind: 'done' })
    const view = session.store.view(sharedLayer.id)
    expect(view && mapGet(view.records, record.id)?.deleted).toBe(true)
    session.close()
  })
})

describe('undo across sessions', () => {
  /** Another tab, or the same after a reload, at the same far end. */
  async function openAnother(server: FarEnd) {
    const outbox = await openOutbox(server)
    const onEnded = vi.fn()
    const { client, platform } = server
    return new ProjectSession({ client, platform, outbox, opened: server.opened(), onEnded })
  }

  test('P24: takes back 120 gestures after a reload, and does them again after another', {
    timeout: 60_000,
  }, async () => {
    const { session, server } = await openSession()
    const aliases = Array.from({ length: 120 }, (_, index) => `alias ${1_000 + index}`)
    for (const alias of aliases) session.perform([aliasDraft(alias)])
    await passing(5_000)
    session.close()
    const reloaded = await openAnother(server)
    for (const alias of [...aliases].reverse()) {
      expect(aliasesIn(reloaded)).toContain(alias)
      const undone = reloaded.undo()
      await passing(100)
      expect(await undone).toMatchObject({ kind: 'done' })
      expect(aliasesIn(reloaded)).not.toContain(alias)
    }
    await passing(5_000)
    reloaded.close()
    const again = await openAnother(server)
    for (const alias of aliases) {
      const redone = again.redo()
      await passing(100)
      expect(await redone).toMatchObject({ kind: 'done' })
      expect(aliasesIn(again)).toContain(alias)
    }
    await passing(5_000)
    again.close()
    // Many gestures that do others again are the newest now, and what they speak of is far away.
    const last = await openAnother(server)
    const undone = last.undo()
    await passing(1_000)
    expect(await undone).toMatchObject({ kind: 'done' })
    expect(aliasesIn(last)).toEqual(aliases.slice(0, -1))
    last.close()
  })

  test('takes what was done in another tab once one has looked away', async () => {
    const { session, server } = await openSession()
    session.perform([aliasDraft('the captain')])
    await passing(500)
    const other = await openAnother(server)
    other.perform([aliasDraft('the old man')])
    await passing(500)
    session.lookedAway()
    const undone = session.undo()
    await passing(500)
    expect(await undone).toMatchObject({ kind: 'done' })
    expect(aliasesIn(session)).toEqual(['the captain'])
    other.close()
    session.close()
  })

  test('asks before it takes back what happened in a document that is not open', async () => {
    const { session, server } = await openSession()
    const opening = session.openDocument(sample.harbour)
    await passing(50)
    await opening
    const record = { id: newId(), kind: 'documentLabel', data: genre }
    const stream = { kind: 'layer' as const, id: sharedLayer.id }
    session.perform([{ stream, type: 'records.create', args: { records: [record] } }])
    await passing(1_000)
    session.close()
    const other = await openAnother(server)
    const asked = other.undo()
    await passing(100)
    const outcome = await asked
    expect(outcome).toMatchObject({
      kind: 'elsewhere',
      step: { documents: [{ title: 'Harbour' }] },
    })
    const isDeleted = () => mapGet(stateAt(server.world, sharedLayer).records, record.id)?.deleted
    expect(isDeleted()).toBe(false)
    if (outcome.kind !== 'elsewhere') throw new Error('it is asked')
    const taken = other.undo({ group: outcome.step.group, elsewhere: true })
    await passing(1_000)
    expect(await taken).toMatchObject({ kind: 'done' })
    expect(isDeleted()).toBe(true)
    other.close()
  })

  test('says what cannot be taken back, and takes back the rest when that is chosen', async () => {
    const { session, server } = await openSession()
    const name = {
      stream: { kind: 'registry' as const, id: registry.id },
      type: 'registry.set' as const,
      args: { id: sample.veld, register: 'note', value: 'hers' },
    }
    session.perform([aliasDraft('the captain'), name])
    await passing(500)
    server.signedIn = people.ben
    const his = await openAnother(server)
    his.perform([{ ...name, args: { ...name.args, value: 'his' } }])
    await passing(500)
    server.signedIn = people.ada
    const submissions = server.submissions
    const undone = session.undo()
    await passing(500)
    const outcome = await undone
    expect(outcome).toMatchObject({
      kind: 'blocked',
      rest: 1,
      blocked: [{ refusal: { code: 'undo-superseded', register: 'note' } }],
    })
    expect(server.submissions).toBe(submissions)
    if (outcome.kind !== 'blocked') throw new Error('it is blocked')
    const rest = session.undo({ group: outcome.step.group, rest: true })
    await passing(500)
    expect(await rest).toMatchObject({ kind: 'done' })
    expect(aliasesIn(session)).toEqual([])
    his.close()
    session.close()
  })

  test('goes on with the one before when a gesture is left as it is', async () => {
    const { session } = await openSession()
    session.perform([aliasDraft('the captain')])
    const newest = session.perform([aliasDraft('the old man')])
    await passing(500)
    if (newest.ok && newest.operations[0]) session.passOver(newest.operations[0].group)
    const undone = session.undo()
    await passing(500)
    expect(await undone).toMatchObject({ kind: 'done' })
    expect(aliasesIn(session)).toEqual(['the old man'])
    session.close()
  })
})

describe('a stream', () => {
  test('whose feed is silent is read after the answer', async () => {
    const { session, server } = await openSession()
    server.isFeedSilent = true
    session.perform([aliasDraft('the captain')])
    await passing(1_000)
    expect(session.store.confirmedSeq(registry.id)).toBe(stateAt(server.world, registry).seq)
    session.close()
  })

  test('that is closed while it is read is not read on', async () => {
    const { session, server } = await openSession()
    const opening = session.openDocument(sample.harbour)
    await passing(50)
    await opening
    server.isFeedSilent = true
    const record = { id: newId(), kind: 'documentLabel', data: genre }
    const stream = { kind: 'layer' as const, id: sharedLayer.id }
    session.perform([{ stream, type: 'records.create', args: { records: [record] } }])
    await passing(265)
    session.closeDocument(sample.harbour)
    await passing(1_000)
    expect(server.sinceCalls).toBeLessThanOrEqual(1)
    session.close()
  })
})

describe('a document that was asked for beside the project', () => {
  const openAhead = (server: FarEnd, outbox: Outbox) => {
    const { client, platform } = server
    const ahead = readAhead({ client }, server.world.projectId, sample.harbour)
    const opened = server.opened()
    return new ProjectSession({ client, platform, outbox, opened, onEnded: vi.fn(), ahead })
  }
  const openHarbour = async (session: ProjectSession) => {
    const opening = session.openDocument(sample.harbour)
    await passing(50)
    return await opening
  }

  test('is read once, and anew when it is opened again', async () => {
    const server = new FarEnd()
    const session = openAhead(server, await openOutbox(server))
    for (const reads of [1, 2]) {
      expect(await openHarbour(session)).toMatchObject({ documentId: sample.harbour })
      expect(server.documentReads).toBe(reads)
      session.closeDocument(sample.harbour)
    }
    session.close()
  })

  test('has what waited and was answered after it was read', async () => {
    const server = new FarEnd()
    const outbox = await openOutbox(server)
    server.isFeedSilent = true
    const label = { id: newId(), kind: 'documentLabel', data: genre }
    const stream = { kind: 'layer' as const, id: sharedLayer.id }
    const id = newOperationId()
    const draft = { stream, type: 'records.create' as const, args: { records: [label] } }
    outbox.push(server.world.projectId, [{ ...draft, id, group: id, after: null, baseSeq: 0 }])
    const session = openAhead(server, outbox)
    await passing(200)
    expect(session.saveState.waiting).toBe(0)
    await openHarbour(session)
    const view = session.store.view(sharedLayer.id)
    expect(view && mapGet(view.records, label.id)).toMatchObject({ deleted: false })
    expect(server.documentReads).toBe(1)
    session.close()
  })

  test('is asked for again when it could not be read', async () => {
    const server = new FarEnd()
    const outbox = await openOutbox(server)
    server.connect(false)
    const session = openAhead(server, outbox)
    server.connect(true)
    expect(await openHarbour(session)).toMatchObject({ documentId: sample.harbour })
    expect(server.documentReads).toBe(2)
    session.close()
  })
})

test('nothing is sent in the name of a person whose place another has taken', async () => {
  const { session, server, onEnded, outbox } = await openSession()
  await passing(50)
  server.connect(false)
  session.perform([aliasDraft('the captain')])
  await passing(100)
  server.signedIn = people.ben
  server.connect(true)
  await passing(60_000)
  expect(onEnded).toHaveBeenCalledExactlyOnceWith('signed-out')
  expect(server.submissions).toBe(0)
  expect(outbox.waitingOf(session.project.id)).toHaveLength(1)
})

test('what was done just before leaving is still sent', async () => {
  const { session, server, outbox } = await openSession()
  session.perform([aliasDraft('the captain')])
  session.close()
  await passing(1_000)
  expect(server.submissions).toBe(1)
  expect(outbox.state).toMatchObject({ kind: 'saved', waiting: 0 })
})

const genre = {
  origin: { kind: 'human' },
  note: '',
  attrs: {},
  field: sample.genre,
  values: [sample.news],
}

describe('P8: a record that somebody deleted meanwhile', () => {
  test('is told of once the write to it has come, whoever is faster', async () => {
    const { session, server } = await openSession()
    const opening = session.openDocument(sample.harbour)
    await passing(50)
    await opening
    const record = { id: newId(), kind: 'documentLabel', data: genre }
    const stream = { kind: 'layer' as const, id: sharedLayer.id }
    session.perform([{ stream, type: 'records.create', args: { records: [record] } }])
    await passing(500)
    const heard = vi.fn()
    session.subscribeDeleted(heard)
    server.isFeedSilent = true
    const deleting = {
      address: sharedLayer,
      actor: people.ben,
      type: 'records.delete' as const,
      args: { ids: [record.id] },
    }
    server.world = submit(server.world, deleting).world
    const args = { id: record.id, register: 'note', value: 'hers' }
    session.perform([{ stream, type: 'record.set', args }])
    await passing(2_000)
    expect(heard).toHaveBeenCalledExactlyOnceWith({
      stream,
      recordId: record.id,
      by: people.ben.userId,
    })
    session.close()
  })
})
