import { testEngines } from '@parallax/db/test'
import type { ProjectId, StreamId } from '@parallax/domain'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { follow } from '../../test/feed-reader.ts'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { entity, newProject, operation, registryOf } from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'

describe.each(testEngines)('a feed on %s', (engine) => {
  let api: TestApi
  let olga: TestPerson
  let project: ProjectId

  beforeAll(async () => {
    api = await openTestApi(engine)
    olga = await api.person('Olga')
    project = await newProject(olga)
    await write()
  })
  afterAll(() => api.remove())

  const registry = () => registryOf(project).id
  const write = async (count = 1) => {
    const operations = Array.from({ length: count }, (_, at) =>
      operation('entity.create', registryOf(project), entity(project, `Number ${at}`)),
    )
    const answers = await olga.call.operations.submit({ project, operations })
    return answers.answers.map((answer) => (answer.result === 'ok' ? answer.seq : 0))
  }
  const head = async () => (await api.services.store.get(project, 'registry', registry())).state.seq
  const requestFrom = (seq: number, feed = mintId()) => ({
    feed,
    projects: [{ project, streams: [{ id: registry(), seq }] }],
  })
  const readFrom = (seq: number, lastEventId = '') =>
    follow(api.services, olga.sessionToken, requestFrom(seq), lastEventId)

  test('what happens is put into words once, and the same bytes go to all who follow', async () => {
    const from = await head()
    const readers = await Promise.all(Array.from({ length: 10 }, () => readFrom(from)))
    const [seq] = await write()
    for (const reader of readers) await expect.poll(() => reader.seqs()).toEqual([seq])
    expect(new Set(readers.map(({ heads }) => heads.at(-1))).size).toBe(1)
    for (const reader of readers) reader.leave()
  })

  test('an edit of one register takes at most 1 kB down, answer and event together', async () => {
    const item = entity(project, 'Vessel')
    await olga.call.operations.submit({
      project,
      operations: [operation('entity.create', registryOf(project), item)],
    })
    const reader = await readFrom(await head())
    await expect.poll(() => reader.kinds()).toContain('watching')
    const args = { entity: item.id, alias: 'The boat', present: true }
    const edit = operation('alias.set', registryOf(project), args)
    const answer = await olga.call.operations.submit({ project, operations: [edit] })
    await expect.poll(() => reader.seqs()).toHaveLength(1)
    const eventBytes = (reader.heads.at(-1)?.length ?? 0) + `id: ${reader.ids.at(-1)}\n\n`.length
    const answerBytes = Buffer.byteLength(JSON.stringify({ result: { data: answer } }))
    expect(eventBytes + answerBytes).toBeLessThanOrEqual(1_024)
    reader.leave()
  })

  test('who reads slowly is told more at a time, and nothing twice', async () => {
    const reader = await readFrom(await head())
    await expect.poll(() => reader.kinds()).toContain('watching')
    reader.isSlow = true
    const [first] = await write()
    await expect.poll(() => reader.seqs()).toEqual([first])
    const missed = [...(await write()), ...(await write(3))]
    expect(reader.seqs()).toEqual([first])
    reader.isSlow = false
    reader.drained()
    await expect.poll(() => reader.seqs()).toEqual([first, ...missed])
    expect(reader.kinds().filter((kind) => kind === 'changes')).toHaveLength(2)
    reader.leave()
  })

  test('who takes nothing for half a minute is cut off, and goes on where they were', async () => {
    const from = await head()
    const reader = await readFrom(from)
    await expect.poll(() => reader.kinds()).toContain('watching')
    reader.isSlow = true
    const told = await write()
    await expect.poll(() => reader.seqs()).toEqual(told)
    for (let second = 0; second < 30; second += 1) reader.feed.tick()
    expect(reader.ended).toBeUndefined()
    reader.feed.tick()
    expect(reader.ended).toBe('cut')
    reader.leave()
    const missed = await write(2)
    const again = await readFrom(from, reader.ids.at(-1))
    await expect.poll(() => again.seqs()).toEqual(missed)
    again.leave()
  })

  test('a sign of life comes after 15 s of silence, and the feed ends with its time', async () => {
    const reader = await readFrom(await head())
    await expect.poll(() => reader.kinds()).toContain('watching')
    const before = reader.pings
    for (let second = 0; second < 31; second += 1) reader.feed.tick()
    expect(reader.pings - before).toBe(2)
    for (let second = 0; second < 20 * 60; second += 1) reader.feed.tick()
    await expect.poll(() => reader.ended).toBe('ended')
    expect(reader.heard.at(-1)).toEqual({ kind: 'ended', reason: 'expired' })
    reader.leave()
  })

  test('a project that is added while memberships are looked up is not taken for one of others', async () => {
    const feed = mintId()
    const request = { feed, projects: [] }
    // Before anything is held: it may be that who comes has to be looked up.
    const reader = await follow(api.services, olga.sessionToken, request)
    const { pool } = api.services.database
    const query = pool.query.bind(pool)
    let letGo: () => void = () => undefined
    const looked = new Promise<void>((resolve) => {
      const held = new Promise<void>((done) => {
        letGo = done
      })
      const slow = async (...asked: Parameters<typeof query>) => {
        const answer = await query(...asked)
        if (!JSON.stringify(asked[0]).includes('left join')) return answer
        resolve()
        await held
        return answer
      }
      Object.defineProperty(pool, 'query', { value: slow, configurable: true })
    })
    await looked
    Object.defineProperty(pool, 'query', { value: query, configurable: true })
    const add = [{ id: registry(), seq: await head() }]
    await olga.call.changes.watch({ project, feed, add, remove: [], wish: 1 })
    letGo()
    const told = await write()
    await expect.poll(() => reader.seqs()).toEqual(told)
    expect(reader.kinds()).not.toContain('access')
    reader.leave()
  })

  test('a wish that another has overtaken changes nothing', async () => {
    const from = await head()
    const feed = mintId()
    const reader = await follow(api.services, olga.sessionToken, requestFrom(from, feed))
    const places = [{ id: registry(), seq: from }]
    const wish = (add: typeof places, remove: StreamId[], wish: number) =>
      olga.call.changes.watch({ project, feed, add, remove, wish })
    await wish(places, [], 2)
    await wish([], [registry()], 1)
    const told = await write()
    await expect.poll(() => reader.seqs()).toEqual(told)
    await wish([], [registry()], 3)
    await write()
    await wish(places, [], 4)
    await expect.poll(() => reader.seqs().length).toBeGreaterThan(2)
    reader.leave()
  })

  test('a wish of the line before, which was still on its way, changes nothing', async () => {
    const from = await head()
    const feed = mintId()
    const asked = { ...requestFrom(from, feed), wish: 7 }
    const reader = await follow(api.services, olga.sessionToken, asked)
    const places = [{ id: registry(), seq: from }]
    const wish = (add: typeof places, remove: StreamId[], wish: number) =>
      olga.call.changes.watch({ project, feed, add, remove, wish })
    await wish([], [registry()], 7)
    const told = await write()
    await expect.poll(() => reader.seqs()).toEqual(told)
    await wish([], [registry()], 8)
    await wish(places, [], 7)
    await write()
    await wish([{ id: registry(), seq: await head() }], [], 9)
    const last = await write()
    await expect.poll(() => reader.seqs()).toEqual([...told, ...last])
    reader.leave()
  })

  test('each of many readers, however slow, is told every change once and in order', async () => {
    const slowness = fc.array(fc.boolean(), { minLength: 4, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(slowness, { minLength: 1, maxLength: 4 }), async (crowd) => {
        // A fast machine would use up what one person may send.
        api.services.rates.reset('edit', olga.userId)
        const from = await head()
        const readers = await Promise.all(crowd.map(() => readFrom(from)))
        const rounds = Math.max(...crowd.map(({ length }) => length))
        for (let round = 0; round < rounds; round += 1) {
          await write(1 + (round % 3))
          for (const [at, reader] of readers.entries()) hold(reader, crowd[at]?.[round] ?? false)
        }
        const seqs = Array.from({ length: (await head()) - from }, (_, at) => from + 1 + at)
        for (const reader of readers) {
          hold(reader, false)
          await expect.poll(() => reader.seqs()).toEqual(seqs)
          reader.leave()
        }
      }),
      { numRuns: 12 },
    )
  })
})

/** From now on a reader takes in nothing; or all that there is. */
function hold(reader: Awaited<ReturnType<typeof follow>>, isSlow: boolean): void {
  reader.isSlow = isSlow
  if (!isSlow) reader.drained()
}
