import type { ChangeBus } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { mapValues, type ProjectId } from '@parallax/domain'
import { chooser } from '@parallax/domain/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { follow } from '../../test/feed-reader.ts'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  importDocument,
  mention,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../../test/sample-work.ts'
import { checkIntegrity } from '../backup/check-integrity.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { StreamStore } from './stream-store.ts'
import { submitOperations } from './submit-operations.ts'
import { SubmitQueue } from './submit-queue.ts'

const shared = testEngines.filter((engine) => engine !== 'pglite')

describe.each(shared)('two processes on one %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  let sample: SampleDocument
  let one: Services
  let two: Services

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    project = await newProject(owner)
    sample = await importDocument(api.services, owner, project)
    one = api.services
    two = (await api.secondProcess()).services
  })
  afterAll(() => api.remove())

  const submit = (to: Services, ...operations: ReturnType<typeof operation>[]) =>
    submitOperations(to, {
      projectId: project,
      actor: { userId: owner.userId, role: 'owner' },
      operations,
    })
  const createEntity = (name: string) =>
    operation('entity.create', registryOf(project), entity(project, name))

  test('write the same stream at once: everything is in the log, once and in order', async () => {
    const before = (
      await owner.call.changes
        .since({ project, stream: registryOf(project).id, seq: 0 })
        .catch(() => ({ head: 0 }))
    ).head
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        submit(index % 2 === 0 ? one : two, createEntity(`Entity ${index}`)),
      ),
    )
    const seqs = answers.flat().map((answer) => (answer.result === 'ok' ? answer.seq : 0))
    expect(seqs.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, index) => before + index + 1),
    )
  })

  test('each plans on what the other wrote, at once and without a hint', async () => {
    const create = createEntity('Just made')
    await submit(one, create)
    const target = (create.args as { id: string }).id
    const uses = operation('records.create', sample.layerStream, {
      records: [mention(project, 'Ada Quill', { entity: target })],
    })
    expect((await submit(two, { ...uses, after: create.id }))[0]?.result).toBe('ok')
    const again = createEntity('And again')
    await submit(one, again)
    const other = operation('records.create', sample.layerStream, {
      records: [mention(project, 'Mara Lind', { entity: (again.args as { id: string }).id })],
    })
    expect((await submit(two, other))[0]?.result).toBe('ok')
  })

  test('the same operation sent to both happens once', async () => {
    const create = createEntity('Sent twice')
    const [first, second] = await Promise.all([submit(one, create), submit(two, create)])
    expect(first).toEqual(second)
    expect(first[0]?.result).toBe('ok')
  })

  test('a name that both give at once is given to one', async () => {
    const wikidata = (name: string) => {
      const { id, data } = entity(project, name)
      const externalIds = { wikidata: 'Q4242' }
      return operation('entity.create', registryOf(project), { id, data: { ...data, externalIds } })
    }
    const answers = await Promise.all([
      submit(one, wikidata('Here')),
      submit(two, wikidata('There')),
    ])
    const results = answers.flat().map(({ result }) => result)
    expect(results.sort()).toEqual(['ok', 'refused'])
  })

  test('a follower of one hears what the other writes', async () => {
    const head = await one.store.get(project, 'registry', registryOf(project).id)
    const streams = [{ id: registryOf(project).id, seq: head.state.seq }]
    const request = { feed: mintId(), projects: [{ project, streams }] }
    const reader = await follow(two, owner.sessionToken, request)
    await submit(one, createEntity('Heard elsewhere'))
    await expect.poll(() => JSON.stringify(reader.heard)).toContain('Heard elsewhere')
    reader.leave()
  })
})

describe('a store with room for little', () => {
  const maxBytes = 12_000
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  let store: StreamStore
  let watched: Set<string>
  let queue: SubmitQueue | undefined
  const samples: SampleDocument[] = []

  beforeAll(async () => {
    api = await openTestApi('postgresql')
    owner = await api.person('Olga')
    project = await newProject(owner)
    for (const text of ['Ada Quill spoke.', 'Ada Quill left.', 'Ada Quill is back.', 'Ada Quill.'])
      samples.push(await importDocument(api.services, owner, project, text))
    watched = new Set()
    store = new StreamStore(api.services.db, listening(api.services.bus, watched), maxBytes)
  })
  afterAll(async () => {
    store.close()
    await api.remove()
  })

  const submit = async (made: ReturnType<typeof operation>) => {
    const { db, bus, recent, waiting } = api.services
    queue ??= new SubmitQueue({ db, bus, store, recent, batchesAtOnce: 2, now: () => new Date() })
    const actor = { userId: owner.userId, role: 'owner' as const }
    const asked = { projectId: project, actor, operations: [{ ...made, baseSeq: 10_000 }] }
    expect(await submitOperations({ queue, waiting }, asked)).toMatchObject([{ result: 'ok' }])
  }
  const create = async ({ layerStream }: SampleDocument) => {
    const drawn = mention(project, 'Ada Quill', { text: 'Ada Quill' })
    await submit(operation('records.create', layerStream, { records: [drawn] }))
    return drawn.id
  }
  const note = async ({ layerStream }: SampleDocument, id: string) => {
    await submit(operation('record.set', layerStream, { id, register: 'note', value: mintId() }))
  }
  /** Something new, or a note on what was made before, which only who knows it can write. */
  const work = async (sample: SampleDocument, known: string[], isNote: boolean) => {
    const [earlier] = known
    if (isNote && earlier !== undefined) await note(sample, earlier)
    else known.push(await create(sample))
  }
  const recordsOf = async (layer: SampleDocument['layer']) => {
    const { state } = await store.get(project, 'layer', layer)
    const mentions = [...mapValues(state.records)].filter(({ kind }) => kind === 'mention')
    return mentions.map(({ id }) => id as string).sort()
  }

  test('plans on streams that it had given up as on those it holds, keeps to its room and watches what it holds', async () => {
    const choose = chooser(7)
    const made = new Map<string, string[]>(samples.map(({ layer }) => [layer, []]))
    let reloads = 0
    for (let turn = 0; turn < 60; turn += 1) {
      const sample = choose.from(samples)
      const known = made.get(sample.layer) ?? []
      if (!watched.has(sample.layer) && turn >= samples.length) reloads += 1
      await work(sample, known, turn % 3 === 0)
      expect(store.heldBytes <= maxBytes || watched.size === 1).toBe(true)
    }
    expect(reloads).toBeGreaterThan(10)
    expect(watched.size).toBeLessThan(samples.length + 2)
    expect(await checkIntegrity(api.services.db, api.services.blobs)).toMatchObject({
      problems: [],
    })
    for (const { layer } of samples) expect(await recordsOf(layer)).toEqual(made.get(layer)?.sort())
  })

  test('hears of what others write to what it has read again', async () => {
    const [sample] = samples
    if (sample === undefined) throw new Error('There is no sample.')
    const seqOf = async () => (await store.get(project, 'layer', sample.layer)).state.seq
    const before = await seqOf()
    const records = [mention(project, 'Ada Quill', { text: 'Ada Quill' })]
    const made = operation('records.create', sample.layerStream, { records })
    await owner.call.operations.submit({ project, operations: [made] })
    expect(await seqOf()).toBe(before + 1)
  })
})

/** The same bus, of whose subscriptions it is noted which streams they watch. */
function listening(bus: ChangeBus, watched: Set<string>): ChangeBus {
  return {
    ...bus,
    subscribe: (listener) => {
      const subscription = bus.subscribe(listener)
      return {
        ...subscription,
        watch: (heads) => {
          for (const { streamId } of heads) watched.add(streamId)
          subscription.watch(heads)
        },
        unwatch: (streams) => {
          for (const { streamId } of streams) watched.delete(streamId)
          subscription.unwatch(streams)
        },
      }
    },
  }
}
