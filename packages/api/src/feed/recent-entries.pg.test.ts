import { appendChanges, changesSince, type StreamAppend } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { emptyChange, type LogEntry, type OperationId, type StreamId } from '@parallax/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { newProject } from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import { entryFromRow } from '../submit/stored-form.ts'
import { RecentEntries } from './recent-entries.ts'

/** Whatever may stand in a change; what PostgreSQL cannot keep is refused long before. */
const value = fc
  .jsonValue({ maxDepth: 3, noUnicodeString: false })
  .filter((json) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(json)))

describe.each(testEngines)('the end of a log on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let projectId: string

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    projectId = await newProject(owner)
  })
  afterAll(() => api.remove())

  async function logOf(values: readonly unknown[]): Promise<StreamId> {
    const stream: StreamAppend = {
      projectId,
      streamId: mintId(),
      kind: 'layer',
      documentId: null,
      expectedSeq: 0,
      entries: values.map((held, index) => ({
        opId: mintId(),
        opType: 'record.set',
        group: mintId(),
        actor: owner.userId,
        at: new Date(1_900_000_000_000 + index * 997).toISOString(),
        change: { added: [], written: [held] },
      })),
      records: [],
      refs: [],
      counters: [],
    }
    await appendChanges(api.services.db, [stream])
    return stream.streamId as StreamId
  }

  test('is told from the database as it would be from memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 12 }), async (values) => {
        const { db } = api.services
        const streamId = await logOf(values)
        const rows = await changesSince(db, projectId, { streamId, afterSeq: 1, limit: 100 })
        const page = await new RecentEntries(db).read(projectId, { streamId, afterSeq: 1 })
        if (rows.length === 0) {
          expect(page).toBe('nothing')
          return
        }
        if (typeof page === 'string') throw new Error(page)
        expect({ lastSeq: page.lastSeq, hasMore: page.hasMore }).toEqual({
          lastSeq: values.length,
          hasMore: false,
        })
        const [line, end, ...rest] = page.head.toString().split('\n')
        expect([end, rest]).toEqual(['', []])
        const event = { kind: 'changes', stream: streamId, entries: rows.map(entryFromRow) }
        expect(JSON.parse(line?.replace(/^data: /, '') ?? '')).toEqual(event)
      }),
      { numRuns: 40 },
    )
  })

  function entryAt(seq: number): LogEntry {
    const id = mintId() as OperationId
    const at = '2030-01-01T00:00:00.000Z'
    const actor = owner.userId
    return { seq, opId: id, opType: 'record.set', group: id, actor, at, change: emptyChange }
  }

  test('of a log that grows, nothing is kept in words but what comes last', () => {
    const recent = new RecentEntries(api.services.db)
    const streamId = mintId() as StreamId
    for (let seq = 1; seq <= 500; seq += 1) {
      recent.add(projectId, streamId, [entryAt(seq)])
      for (const afterSeq of [seq - 1, seq - 2]) {
        const page = recent.page(projectId, { streamId, afterSeq })
        if (afterSeq >= 0) expect(page?.lastSeq).toBe(seq)
      }
    }
    expect(recent.pageCount).toBe(2)
  })

  test('comes in pages that join, and ends', async () => {
    const { db } = api.services
    const streamId = await logOf(Array.from({ length: 1_100 }, (_, index) => index))
    const recent = new RecentEntries(db)
    const seqs: number[] = []
    for (let afterSeq = 0; ; ) {
      const page = await recent.read(projectId, { streamId, afterSeq })
      if (page === 'nothing') break
      if (typeof page === 'string') throw new Error(page)
      const { entries } = JSON.parse(page.head.toString().slice('data: '.length))
      seqs.push(...entries.map(({ seq }: { seq: number }) => seq))
      expect(page.hasMore).toBe(page.lastSeq <= 1_000)
      afterSeq = page.lastSeq
    }
    expect(seqs).toEqual(Array.from({ length: 1_100 }, (_, index) => index + 1))
  })
})
