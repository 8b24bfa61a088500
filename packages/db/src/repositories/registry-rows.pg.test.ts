import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../../test/open-test-database.ts'
import { sampleAppend, sampleRecord } from '../../test/sample-append.ts'
import { appendInProjects } from '../../test/sample-projects.ts'
import { readRecords } from './exports.ts'
import { occurrencesOf, usesOf } from './record-refs.ts'
import { listRegistry, type RegistryQuery } from './registry-rows.ts'

describe.each(testEngines)('the registry of a project on %s', (engine) => {
  let database: TestDatabase
  const projectId = randomUUID()
  const registryStreamId = randomUUID()
  const [mill, oldMill, olderMill, lake] = [1, 2, 3, 4].map(() => randomUUID())
  const [first, second] = [randomUUID(), randomUUID()]
  const mentions = Array.from({ length: 5 }, () => sampleRecord()).toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  )

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    const entity = (id: string | undefined, name: string, redirect: string | null = null) =>
      sampleRecord({
        id: id ?? '',
        kind: 'entity',
        data: {
          name,
          redirect,
          note: '',
          aliases: name === 'Lake Orrin' ? { Orrinmere: true } : {},
        },
      })
    await appendInProjects(database.db, [
      sampleAppend({
        projectId,
        streamId: registryStreamId,
        kind: 'registry',
        records: [
          entity(mill, 'Paper mill'),
          entity(oldMill, 'Old mill', mill),
          entity(olderMill, 'Older mill', oldMill),
          entity(lake, 'Lake Orrin'),
        ],
      }),
      ...[first, second].map((documentId, at) =>
        sampleAppend({
          projectId,
          documentId,
          records: mentions.slice(at * 3, at * 3 + 3),
          refs: mentions.slice(at * 3, at * 3 + 3).map((mention, index) => ({
            recordId: mention.id,
            targetIds: [[mill, oldMill, olderMill][index] ?? ''],
          })),
        }),
      ),
    ])
  })
  afterAll(() => database.remove())

  const list = (query: Partial<RegistryQuery>) =>
    listRegistry(database.db, projectId, {
      kind: 'entity',
      search: '',
      sort: 'name',
      registryStreamId,
      offset: 0,
      limit: 10,
      ...query,
    })

  test('a row counts what refers to it and to what was merged into it', async () => {
    const { rows, total } = await list({ sort: 'uses' })
    expect(total).toBe(2)
    expect(rows.map(({ id, uses, documents }) => ({ id, uses, documents }))).toEqual([
      { id: mill, uses: 5, documents: 2 },
      { id: lake, uses: 0, documents: 0 },
    ])
    expect(rows[0]?.mergedIds.toSorted()).toEqual([oldMill, olderMill].toSorted())
  })

  test('rows are found by name and alias, sorted and paged', async () => {
    expect((await list({ search: 'orrinm' })).rows.map(({ id }) => id)).toEqual([lake])
    expect((await list({ search: 'MILL' })).total).toBe(1)
    expect((await list({})).rows.map(({ id }) => id)).toEqual([lake, mill])
    expect((await list({ offset: 1 })).rows.map(({ id }) => id)).toEqual([mill])
    expect(await list({ kind: 'proposition' })).toEqual({ rows: [], total: 0 })
  })

  test('occurrences come in pages, with the document they stand in', async () => {
    const targetIds = [mill ?? '', oldMill ?? '', olderMill ?? '']
    const page = (afterId?: string) =>
      occurrencesOf(database.db, projectId, { targetIds, afterId, limit: 3 })
    const one = await page()
    const two = await page(one.at(-1)?.record.id)
    const all = [...one, ...two]
    expect(all.map(({ record }) => record.id)).toEqual(mentions.map(({ id }) => id))
    expect(new Set(all.map(({ documentId }) => documentId))).toEqual(new Set([first, second]))
    expect(await usesOf(database.db, randomUUID(), targetIds)).toEqual(new Map())
  })

  test('an export reads every record of a kind once, in id order, page by page', async () => {
    const read: string[] = []
    for await (const record of readRecords(database.db, projectId, 'mention', 2)) {
      read.push(record.id)
      // A reader that is slow holds nobody up, even where there is one session only.
      await database.pool.query('select 1')
    }
    expect(read).toEqual(mentions.map(({ id }) => id))
  })
})
