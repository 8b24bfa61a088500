import type { Db } from '@parallax/db'
import { failStatements, testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  importDocument,
  join,
  mention,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../../test/sample-work.ts'
import { checkIntegrity } from '../backup/check-integrity.ts'
import { passingTrouble } from '../load/passing-trouble.ts'
import { mintId } from '../mint-id.ts'
import { submitOperations } from './submit-operations.ts'
import { SubmitQueue } from './submit-queue.ts'

describe.each(testEngines)('submitting on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let other: TestPerson
  let project: ProjectId
  let sample: SampleDocument

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    other = await api.person('Anton')
    project = await newProject(owner)
    await join(owner, project, other, 'annotator')
    sample = await importDocument(api.services, owner, project)
  })
  afterAll(() => api.remove())

  const submit = async (person: TestPerson, ...operations: ReturnType<typeof operation>[]) => {
    // What one person may send is another test's question; a fast machine would use it up here.
    api.services.rates.reset('edit', person.userId)
    return (await person.call.operations.submit({ project, operations })).answers
  }

  const createMention = (words: string, change: { id?: string; entity?: string } = {}) =>
    operation('records.create', sample.layerStream, {
      records: [mention(project, words, change)],
    })

  test('what was answered ok is what the document then holds', async () => {
    const create = createMention('Ada Quill')
    const [answer] = await submit(owner, create)
    expect(answer).toMatchObject({ id: create.id, result: 'ok' })
    const opened = await other.call.documents.open({ project, document: sample.document })
    const layer = opened.layers.find(({ id }) => id === sample.layer)
    expect(layer?.records.map(({ kind }) => kind)).toContain('mention')
    expect(layer?.seq).toBe(answer?.result === 'ok' ? answer.seq : undefined)
  })

  test('operations that arrive while a batch is written are written together by the next', async () => {
    const before = appendCount()
    const writes = Array.from({ length: 30 }, () =>
      submit(owner, operation('entity.create', registryOf(project), entity(project, mintId()))),
    )
    const answers = (await Promise.all(writes)).flat()
    expect(answers.every(({ result }) => result === 'ok')).toBe(true)
    expect(appendCount() - before).toBeLessThanOrEqual(2)
  })

  test('each batch is written by one call, whatever it holds', async () => {
    const { db, bus, store, recent, waiting } = api.services
    const batches: number[] = []
    const onBatch = (count: number) => void batches.push(count)
    const now = () => new Date()
    const queue = new SubmitQueue({ db, bus, store, recent, batchesAtOnce: 2, now, onBatch })
    const actor = { userId: owner.userId, role: 'owner' as const }
    const push = (count: number) =>
      Array.from({ length: count }, (_, at) => {
        const isMention = at % 2 === 0
        const create = isMention
          ? createMention('Ada Quill')
          : operation('entity.create', registryOf(project), entity(project, mintId()))
        const asked = { projectId: project, actor, operations: [create] }
        return submitOperations({ queue, waiting }, asked)
      })
    const before = appendCount()
    const first = push(30)
    // While the first batch is being written, which takes more than one turn.
    await new Promise((resolve) => setImmediate(resolve))
    const answers = (await Promise.all([...first, ...push(20)])).flat()
    expect(answers.every(({ result }) => result === 'ok')).toBe(true)
    expect(batches).toEqual([30, 20])
    expect(appendCount() - before).toBe(2)
  })

  test('batches of different layers are written side by side, and nothing is lost or done twice', async () => {
    const others = ['Mara Lind said so.', 'Ada Quill said so.', 'Ada Quill did not.'].map((text) =>
      importDocument(api.services, owner, project, text),
    )
    const places = [sample, ...(await Promise.all(others))]
    const { db, bus, store, recent, waiting } = api.services
    const watched = watchCalls(db)
    const now = () => new Date()
    const queue = new SubmitQueue({
      ...{ db: watched.db, bus, store, recent, now },
      batchesAtOnce: 2,
    })
    const actor = { userId: owner.userId, role: 'owner' as const }
    const ask = (...operations: ReturnType<typeof operation>[]) =>
      submitOperations({ queue, waiting }, { projectId: project, actor, operations })
    const create = (at: number) => {
      const { layerStream } = places[at % places.length] ?? sample
      const range = { startUtf16: 0, endUtf16: 3 }
      const drawn = mention(project, 'Ada Quill')
      const records = [{ ...drawn, data: { ...drawn.data, extent: [range] } }]
      return operation('records.create', layerStream, { records })
    }
    // A few callers of each layer, each at once after its answer; some send twice what they send.
    const sent = new Set<string>()
    await Promise.all(
      Array.from({ length: 40 }, async (_, caller) => {
        for (let round = 0; round < 6; round += 1) {
          const made = create(caller)
          sent.add(made.id)
          const [answers, again] = await Promise.all([ask(made), caller % 5 ? null : ask(made)])
          expect(answers[0]).toMatchObject({ id: made.id, result: 'ok' })
          if (again !== null) expect(again).toEqual(answers)
          if (caller % 11 > 0) continue
          const named = entity(project, mintId())
          const first = operation('entity.create', registryOf(project), named)
          const [one, two] = await Promise.all([
            ask(first),
            ask({ ...create(caller), after: first.id }),
          ])
          expect([one[0]?.result, two[0]?.result]).toEqual(['ok', 'ok'])
        }
      }),
    )
    const { rows } = await db.execute<{ op_id: string }>(sql`select op_id from changes`)
    const kept = rows.map((row) => row.op_id)
    expect(kept).toEqual([...new Set(kept)])
    expect([...sent].filter((id) => !kept.includes(id))).toEqual([])
    expect(await checkIntegrity(db, api.services.blobs)).toMatchObject({ problems: [] })
    expect(watched.mostAtOnce()).toBe(2)
  })

  test('an operation sent the moment another is answered is taken up too', async () => {
    for (let index = 0; index < 40; index += 1) {
      const create = operation('entity.create', registryOf(project), entity(project, mintId()))
      expect((await submit(owner, create))[0]?.result).toBe('ok')
    }
  })

  test('an operation sent again gets the answer it had, and happens once', async () => {
    const create = createMention('Mara Lind')
    const first = await submit(owner, create)
    expect(await submit(owner, create)).toEqual(first)
    expect(await submit(owner, create, create)).toEqual([...first, ...first])
  })

  test('an id that stands for another operation is taken', async () => {
    const create = createMention('Nordhaven')
    await submit(owner, create)
    const [answer] = await submit(other, create)
    expect(answer).toMatchObject({ result: 'refused', refusal: { code: 'id-taken' } })
    const elsewhere = { ...operation('entity.create', registryOf(project), {}), id: create.id }
    const [again] = await submit(owner, elsewhere)
    expect(again).toMatchObject({ result: 'refused', refusal: { code: 'id-taken' } })
  })

  test('what comes after something waits for it, and shares its refusal', async () => {
    const unknown = mintId()
    const [alone] = await submit(owner, { ...createMention('bridge'), after: unknown as never })
    expect(alone).toMatchObject({ result: 'retry', reason: 'prerequisite-missing' })

    const create = operation('entity.create', registryOf(project), entity(project, 'Ada Quill'))
    const named = createMention('Ada Quill', { entity: (create.args as { id: string }).id })
    const [made, used] = await submit(owner, create, { ...named, after: create.id })
    expect([made?.result, used?.result]).toEqual(['ok', 'ok'])

    const bad = operation('entity.create', registryOf(project), { id: mintId(), data: {} })
    const [refused, follower] = await submit(owner, bad, {
      ...createMention('Residents'),
      after: bad.id,
    })
    expect(refused?.result).toBe('refused')
    expect(follower).toMatchObject({ refusal: { code: 'prerequisite-refused' } })
  })

  test('of two people who write the same field, the later hears what the earlier wrote', async () => {
    const id = mintId()
    const create = createMention('the bridge', { id })
    const [made] = await submit(owner, create)
    const baseSeq = made?.result === 'ok' ? made.seq : 0
    const note = (value: string) =>
      operation('record.set', sample.layerStream, { id, register: 'note', value }, { baseSeq })
    expect((await submit(owner, note('mine')))[0]?.result).toBe('ok')
    expect((await submit(other, note('theirs')))[0]).toMatchObject({
      result: 'refused',
      refusal: { code: 'stale', theirs: 'mine', by: owner.userId },
    })
    expect((await submit(owner, note('mine again')))[0]?.result).toBe('ok')
  })

  test('writing to what somebody deleted is accepted, and says who deleted it', async () => {
    const id = mintId()
    await submit(owner, createMention('Monday', { id }))
    await submit(owner, operation('records.delete', sample.layerStream, { ids: [id] }))
    const write = { id, register: 'note', value: 'still' }
    const set = operation('record.set', sample.layerStream, write)
    const [answer] = await submit(other, set)
    expect(answer).toMatchObject({ result: 'ok', deletedBy: owner.userId })
    expect(await submit(other, set)).toEqual([answer])
  })

  test('a refused operation is in no log, stays refused when it comes again, and is planned when tried again', async () => {
    const id = mintId()
    const set = operation('record.set', sample.layerStream, { id, register: 'note', value: 'x' })
    const before = await changeCount()
    const [refused] = await submit(owner, set)
    expect(refused?.result).toBe('refused')
    expect(await changeCount()).toBe(before)
    await submit(owner, createMention('said', { id }))
    expect(await submit(owner, set)).toEqual([refused])
    const again = (attempt: number) =>
      owner.call.operations.submit({
        project,
        operations: [set],
        attempts: { [set.id]: attempt },
      })
    // The request before, late, and the new one in one batch: each has its own answer.
    const [late, [tried]] = await Promise.all([
      submit(owner, set),
      again(2).then(({ answers }) => answers),
    ])
    expect(late).toEqual([refused])
    expect(tried?.result).toBe('ok')
    expect((await again(2)).answers).toEqual([tried])
  })

  test.runIf(engine === 'postgresql')(
    'what one process refused, another refuses too, at once, and one that starts later',
    async () => {
      const running = await api.secondProcess()
      const id = mintId()
      const set = operation('record.set', sample.layerStream, { id, register: 'note', value: 'x' })
      const [refused] = await submit(owner, set)
      await submit(owner, createMention('said', { id }))
      const actor = { userId: owner.userId, role: 'owner' as const }
      const later = await api.secondProcess()
      for (const { services } of [running, later]) {
        const asked = { projectId: project, actor, operations: [set] }
        expect(await submitOperations(services, asked)).toEqual([refused])
      }
    },
  )

  test('what was made on something refused is refused with it, also when the no is older', async () => {
    const id = mintId()
    const set = operation('record.set', sample.layerStream, { id, register: 'note', value: 'x' })
    const [refused] = await submit(owner, set)
    await submit(owner, createMention('said', { id }))
    const next = { ...createMention('Monday'), after: set.id }
    const beside = createMention('Ada Quill')
    // In one batch, in which the first of them could be written by now.
    const answers = await submit(owner, beside, set, next)
    expect(answers).toMatchObject([
      { result: 'ok' },
      refused,
      { result: 'refused', refusal: { code: 'prerequisite-refused' } },
    ])
  })

  test('what a text speaks of cannot be deleted, until nothing does, in this batch or before', async () => {
    const create = operation('entity.create', registryOf(project), entity(project, 'Nordhaven'))
    const target = (create.args as { id: string }).id
    const id = mintId()
    await submit(owner, create, createMention('Nordhaven', { id, entity: target }))
    const remove = () => operation('registry.delete', registryOf(project), { ids: [target] })
    expect((await submit(owner, remove()))[0]).toMatchObject({
      refusal: { code: 'in-use', count: 1 },
    })
    const [gone, removed] = await submit(
      owner,
      operation('records.delete', sample.layerStream, { ids: [id] }),
      remove(),
    )
    expect([gone?.result, removed?.result]).toEqual(['ok', 'ok'])
  })

  test('one bad operation does not harm the others of its batch', async () => {
    const nul = operation('entity.create', registryOf(project), entity(project, 'a\0b'))
    const half = operation('entity.create', registryOf(project), entity(project, 'a\ud800b'))
    const good = operation('entity.create', registryOf(project), entity(project, 'Good'))
    const answers = await submit(owner, nul, half, good)
    expect(answers.map(({ result }) => result)).toEqual(['refused', 'refused', 'ok'])
  })

  test('a document needs bytes and a text that were uploaded to this project', async () => {
    const elsewhere = await newProject(owner, 'Elsewhere')
    const { document } = await owner.call.documents.open({ project, document: sample.document })
    const data = document.records[0]?.data
    const id = mintId()
    const stream = { kind: 'document', id: id as never } as const
    const stolen = operation('document.import', stream, { id, data })
    const { answers } = await owner.call.operations.submit({
      project: elsewhere,
      operations: [stolen],
    })
    expect(answers[0]).toMatchObject({ refusal: { code: 'unknown-text' } })
  })

  test('a layer needs a document of this project', async () => {
    const elsewhere = await newProject(owner, 'Elsewhere too')
    const { layerStream, document } = sample
    const args = { document, kind: 'shared', owner: null, blind: false, codebook: 1 }
    const { answers } = await owner.call.operations.submit({
      project: elsewhere,
      operations: [operation('layer.create', layerStream, args)],
    })
    expect(answers[0]).toMatchObject({ refusal: { code: 'unknown-document' } })
  })

  test('only this project’s own registry and codebook can be named', async () => {
    const elsewhere = await newProject(owner, 'Elsewhere again')
    const create = operation('entity.create', registryOf(elsewhere), entity(project, 'Stray'))
    expect((await submit(owner, create))[0]).toMatchObject({ refusal: { code: 'wrong-stream' } })
  })

  test('a viewer changes nothing', async () => {
    const viewer = await api.person('Vera')
    await join(owner, project, viewer, 'viewer')
    expect((await submit(viewer, createMention('safe')))[0]).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  })

  test.each(['before', 'after'] as const)(
    'F17: whichever statement fails, %s it was done, what was acknowledged is there, and once',
    async (how) => {
      const failing = failStatements(api.services.database.pool)
      let hasFailed = true
      for (let nth = 1; hasFailed; nth += 1) {
        forgetAll()
        const create = createMention('safe')
        const before = await changeCount()
        failing.failAt(nth, how)
        const [answer] = await submit(owner, create).catch((): { result: string }[] => [])
        hasFailed = failing.heal()
        if (answer !== undefined) expect(await changeCount()).toBe(before + 1)
        const [again] = await submit(owner, create)
        expect(again).toMatchObject({ id: create.id, result: 'ok', ...answer })
        expect(await changeCount()).toBe(before + 1)
      }
    },
  )

  test.each(['before', 'after', { sqlState: '40001' }] as const)(
    'F17: whichever statement of a refusal fails (%j), it is told as it was kept, and nothing is written',
    async (how) => {
      const failing = failStatements(api.services.database.pool)
      const before = await changeCount()
      let hasFailed = true
      for (let nth = 1; hasFailed; nth += 1) {
        forgetAll()
        const id = mintId()
        const set = operation('record.set', sample.layerStream, { id, register: 'note', value: '' })
        failing.failAt(nth, how)
        const told = await submit(owner, set).catch(() => [])
        hasFailed = failing.heal()
        const again = await submit(owner, set)
        expect(again).toMatchObject([{ id: set.id, result: 'refused' }])
        if (told.length > 0) expect(told).toEqual(again)
      }
      expect(await changeCount()).toBe(before)
    },
  )

  test.each(['40001', '40P01'])(
    'F17: whichever statement gives way to another (%s), it is tried again and nobody sees it',
    async (sqlState) => {
      const failing = failStatements(api.services.database.pool)
      for (let nth = 1, hasFailed = true; hasFailed; nth += 1) {
        forgetAll()
        const before = await changeCount()
        failing.failAt(nth, { sqlState }, 3)
        const [answer] = await submit(owner, createMention('safe'))
        hasFailed = failing.heal()
        expect(answer, `statement ${nth}`).toMatchObject({ result: 'ok' })
        expect(await changeCount()).toBe(before + 1)
      }
    },
  )

  test.each([
    ['40P01', 'gives way every time'],
    ['55P03', 'waits too long for a lock'],
    ['57014', 'takes too long'],
  ])(
    'F17: a statement that (%s) %s ends in a clear answer, and the next try succeeds',
    async (sqlState) => {
      const failing = failStatements(api.services.database.pool)
      for (let nth = 1, hasFailed = true; hasFailed; nth += 1) {
        forgetAll()
        const create = createMention('safe')
        const before = await changeCount()
        failing.failAt(nth, { sqlState }, Number.POSITIVE_INFINITY)
        const begun = performance.now()
        const fault = await submit(owner, create).then(
          () => undefined,
          (reason: unknown) => reason,
        )
        expect(performance.now() - begun, 'however often it is tried').toBeLessThan(20_000)
        hasFailed = failing.heal()
        const trouble = { httpStatus: 503, reason: 'busy', retryAfterS: 1 }
        if (hasFailed) expect(passingTrouble(fault), `statement ${nth}`).toMatchObject(trouble)
        expect(await changeCount()).toBe(before + (hasFailed ? 0 : 1))
        expect(await submit(owner, create)).toMatchObject([{ result: 'ok' }])
        expect(await changeCount()).toBe(before + 1)
      }
    },
  )

  /** What is known of who asks and of what they write is read from the database again. */
  function forgetAll(): void {
    api.services.access.forgetPerson(owner.userId)
    api.services.store.drop(project, sample.layer)
  }

  const appendCount = () =>
    api.statements.filter((statement) => statement.includes('append_changes(')).length

  async function changeCount(): Promise<number> {
    const { rows } = await api.services.db.execute<{ n: number }>(
      sql`select count(*)::int as n from changes`,
    )
    return rows[0]?.n ?? 0
  }
})

/** How many statements that write are on their way together, at most. */
function watchCalls(db: Db): { readonly db: Db; readonly mostAtOnce: () => number } {
  let [now, most] = [0, 0]
  const execute: Db['execute'] = (query) => {
    now += 1
    most = Math.max(most, now)
    // Whoever asks such an answer for its end begins it: it is begun once here.
    const answer = Promise.resolve(db.execute(query))
    void answer.then(
      () => (now -= 1),
      () => (now -= 1),
    )
    return answer as never
  }
  const watched = new Proxy(db, {
    get: (target, name) => (name === 'execute' ? execute : Reflect.get(target, name)),
  })
  return { db: watched, mostAtOnce: () => most }
}
