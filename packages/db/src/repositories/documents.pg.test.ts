import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../../test/open-test-database.ts'
import { sampleAppend, sampleRecord } from '../../test/sample-append.ts'
import { appendInProjects } from '../../test/sample-projects.ts'
import type { StreamAppend } from '../append-changes.ts'
import { countDocuments, type DocumentQuery, listDocuments } from './documents.ts'
import { documentsWithText, getSource, getText, putSource, putText } from './texts.ts'

const projectId = randomUUID()
const registryId = randomUUID()
const [outletId, mergedOutletId] = [randomUUID(), randomUUID()]

/** Ids in a known order. */
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function registry(): StreamAppend {
  const entity = (id: string, name: string, redirect: string | null) =>
    sampleRecord({ id, kind: 'entity', data: { name, redirect }, quote: null })
  return sampleAppend({
    projectId,
    streamId: registryId,
    kind: 'registry',
    records: [
      entity(outletId, 'The Harbour Post', null),
      entity(mergedOutletId, 'Harbour Post Online', outletId),
    ],
  })
}

type SampleDocument = {
  n: number
  title: string
  publisher?: string
  publishedAt?: string
  retired?: boolean
}

function document({ n, title, publisher, publishedAt, retired }: SampleDocument): StreamAppend {
  const data = {
    textSha256: n.toString().padStart(64, '0'),
    source: { filename: `article-${n}.txt` },
    meta: {
      title,
      byline: ['A. Writer'],
      publisher: publisher ?? null,
      publishedAt: publishedAt ?? null,
    },
    zones: ['left out of lists'],
  }
  const record = sampleRecord({
    id: idOf(n),
    kind: 'document',
    data,
    deleted: retired ?? false,
    createdAt: `2026-01-0${n}T00:00:00.000Z`,
  })
  return sampleAppend({
    projectId,
    streamId: idOf(n),
    documentId: idOf(n),
    kind: 'document',
    records: [record],
    entries: [{ ...sampleAppend().entries[0]!, at: `2026-02-0${n}T00:00:00.000Z` }],
  })
}

function layer(n: number, documentNumber: number, state: string): StreamAppend {
  return sampleAppend({
    projectId,
    streamId: idOf(n),
    documentId: idOf(documentNumber),
    kind: 'layer',
    records: [
      sampleRecord({
        id: idOf(n),
        kind: 'layer',
        data: { document: idOf(documentNumber), kind: 'annotator', owner: idOf(77), state },
      }),
      sampleRecord(),
      sampleRecord(),
    ],
    counters: [{ kind: 'mention', delta: 2 }],
    entries: [{ ...sampleAppend().entries[0]!, at: '2026-03-01T00:00:00.000Z' }],
  })
}

describe.each(testEngines)('the documents of a project on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
    await appendInProjects(database.db, [
      registry(),
      document({ n: 1, title: 'Bridge closed', publisher: outletId, publishedAt: '2026-01-03' }),
      document({
        n: 2,
        title: 'a ferry runs',
        publisher: mergedOutletId,
        publishedAt: '2026-01-01',
      }),
      document({ n: 3, title: 'Council 100% agreed' }),
      document({ n: 4, title: 'Withdrawn', retired: true }),
      layer(11, 1, 'open'),
      layer(12, 1, 'submitted'),
      { ...document({ n: 1, title: 'Of another project' }), projectId: randomUUID() },
    ])
    const sha256 = '3'.padStart(64, '0')
    await putText(database.db, {
      projectId,
      sha256,
      text: 'A tugboat captain spoke.',
      folded: null,
    })
  })
  afterAll(() => database.remove())

  const list = (query: Partial<DocumentQuery>) =>
    listDocuments(database.db, projectId, {
      search: '',
      sort: 'title',
      descending: false,
      retired: false,
      limit: 50,
      ...query,
    })
  const numbers = async (query: Partial<DocumentQuery>) =>
    (await list(query)).documents.map(({ id }) => Number(id.slice(-2)))

  test('a row says what a list shows, with its layers and their counts', async () => {
    const { documents, next } = await list({ search: 'bridge' })
    expect(next).toBeUndefined()
    expect(documents).toMatchObject([
      {
        id: idOf(1),
        publisher: 'The Harbour Post',
        retired: false,
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-03-01T00:00:00.000Z',
        data: { meta: { title: 'Bridge closed' } },
        layers: [
          {
            id: idOf(11),
            kind: 'annotator',
            owner: idOf(77),
            state: 'open',
            counts: { mention: 2 },
          },
          { id: idOf(12), state: 'submitted' },
        ],
      },
    ])
    expect(documents[0]?.data).not.toHaveProperty('zones')
  })

  test('they sort by each column, both ways', async () => {
    expect(await numbers({ sort: 'title' })).toEqual([2, 1, 3])
    expect(await numbers({ sort: 'title', descending: true })).toEqual([3, 1, 2])
    expect(await numbers({ sort: 'publisher' })).toEqual([3, 1, 2])
    expect(await numbers({ sort: 'publishedAt' })).toEqual([3, 2, 1])
    expect(await numbers({ sort: 'createdAt', descending: true })).toEqual([3, 2, 1])
    expect(await numbers({ sort: 'updatedAt', descending: true })).toEqual([1, 3, 2])
  })

  test('pages join up without gap or repetition, whatever the order', async () => {
    for (const sort of ['title', 'publisher', 'updatedAt'] as const) {
      for (const descending of [false, true]) {
        const whole = await numbers({ sort, descending })
        const first = await list({ sort, descending, limit: 1 })
        const second = await list({ sort, descending, limit: 2, after: first.next })
        const joined = [...first.documents, ...second.documents]
        expect(joined.map(({ id }) => Number(id.slice(-2)))).toEqual(whole)
        expect(second.next).toBeUndefined()
      }
    }
  })

  test('they are found by title, outlet, byline, file name and text, taken literally', async () => {
    expect(await numbers({ search: 'BRIDGE' })).toEqual([1])
    expect(await numbers({ search: 'harbour post' })).toEqual([2, 1])
    expect(await numbers({ search: 'a. writer' })).toEqual([2, 1, 3])
    expect(await numbers({ search: 'article-2' })).toEqual([2])
    expect(await numbers({ search: 'tugboat captain' })).toEqual([3])
    expect(await numbers({ search: '100%' })).toEqual([3])
    expect(await numbers({ search: '1_0' })).toEqual([])
    expect(await numbers({ search: 'zeppelin' })).toEqual([])
  })

  test('retired ones stand apart, and a status narrows', async () => {
    expect(await numbers({ retired: true })).toEqual([4])
    expect(await numbers({ status: 'untouched' })).toEqual([2, 3])
    expect(await numbers({ status: 'submitted' })).toEqual([1])
    expect(await numbers({ status: 'locked' })).toEqual([])
    expect(await countDocuments(database.db, projectId)).toEqual({
      documents: 3,
      retired: 1,
      untouched: 2,
      open: 1,
      submitted: 1,
      locked: 0,
    })
  })

  test('texts and sources are kept once, per project', async () => {
    const sha256 = '3'.padStart(64, '0')
    await putText(database.db, { projectId, sha256, text: 'ignored', folded: null })
    expect(await getText(database.db, projectId, sha256)).toBe('A tugboat captain spoke.')
    expect(await getText(database.db, randomUUID(), sha256)).toBeUndefined()
    expect(await documentsWithText(database.db, projectId, sha256)).toEqual([
      { documentId: idOf(3), retired: false, title: 'Council 100% agreed' },
    ])
    const source = {
      projectId,
      sha256: 'f'.repeat(64),
      importer: 'text',
      importerVersion: '1',
      textSha256: sha256,
      sizeBytes: 24,
      mediaType: 'text/plain',
      filename: 'article-3.txt',
      uploadedBy: randomUUID(),
      uploadedAt: new Date('2026-01-02T03:04:05.678Z'),
    }
    await putSource(database.db, source)
    await putSource(database.db, { ...source, filename: 'again.txt' })
    expect(await getSource(database.db, projectId, source.sha256)).toEqual(source)
  })
})
