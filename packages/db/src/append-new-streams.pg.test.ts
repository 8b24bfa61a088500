import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../test/open-test-database.ts'
import { sampleAppend, sampleEntry, sampleRecord } from '../test/sample-append.ts'
import { appendInProjects, makeProjects } from '../test/sample-projects.ts'
import type { StreamAppend } from './append-changes.ts'
import { appendNewStreams } from './append-new-streams.ts'

const tables = ['streams', 'changes', 'records', 'record_refs', 'counters'] as const

describe.each(testEngines)('new streams on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
  })
  afterAll(() => database.remove())

  const linesOf = async (projectId: string) => {
    const found: string[] = []
    for (const table of tables) {
      const { rows } = await database.db.execute<{ line: string }>(sql`
        select to_jsonb(t) - 'project_id' - 'op_id' as line from ${sql.identifier(table)} as t
        where project_id = ${projectId} order by 1`)
      found.push(...rows.map(({ line }) => `${table} ${JSON.stringify(line)}`))
    }
    return found
  }

  /** Two streams with all that a stream can have. The ids of operations are a project's own. */
  const streams = (projectId: string): readonly StreamAppend[] => [
    sampleAppend({
      projectId,
      streamId: '00000000-0000-4000-8000-000000000001',
      documentId: '00000000-0000-4000-8000-000000000001',
      kind: 'document',
      entries: [
        sampleEntry({ group: own }),
        sampleEntry({ group: own, change: { added: ['“x”'] } }),
      ],
      records: [
        sampleRecord({ id: own, quote: 'a quote\nwith an emoji 🙂 and \\', data: { value: 1.5 } }),
      ],
      refs: [{ recordId: own, targetIds: [own, other, own] }],
      counters: [
        { kind: 'mention', delta: 1 },
        { kind: 'mention', delta: 1 },
        { kind: 'claim', delta: 0 },
      ],
    }),
    sampleAppend({
      projectId,
      streamId: '00000000-0000-4000-8000-000000000002',
      entries: [sampleEntry({ group: own })],
      records: [sampleRecord({ id: other, quote: null, startUtf16: null, endUtf16: null })],
    }),
  ]
  const [own, other] = [randomUUID(), randomUUID()]

  test('what is written is what appending would have written', async () => {
    const [one, two] = [randomUUID(), randomUUID()]
    await makeProjects(database.db, one)
    expect(await appendNewStreams(database.db, one, streams(one))).toBe(true)
    await appendInProjects(database.db, streams(two))
    const written = await linesOf(one)
    expect(written).toEqual(await linesOf(two))
    expect(written).toHaveLength(2 + 3 + 2 + 2 + 2)
  })

  test('a stream that is there is told and left alone; the others are written', async () => {
    const projectId = randomUUID()
    const [first, second] = streams(projectId)
    if (!first || !second) throw new Error('two streams')
    await appendInProjects(database.db, [first])
    const before = await linesOf(projectId)
    const again = {
      ...first,
      entries: [sampleEntry()],
      records: [sampleRecord()],
      refs: [{ recordId: randomUUID(), targetIds: [other] }],
    }
    expect(await appendNewStreams(database.db, projectId, [again, second])).toBe(false)
    const made = (await linesOf(projectId)).filter((line) => !before.includes(line))
    expect(made).toHaveLength(1 + 1 + 1)
    expect(made.every((line) => line.includes(second.streamId))).toBe(true)
  })

  test('nothing is done for nothing', async () => {
    expect(await appendNewStreams(database.db, randomUUID(), [])).toBe(true)
  })
})
