import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../../test/open-test-database.ts'
import { makeProjects } from '../../test/sample-projects.ts'
import type { Db } from '../open-database.ts'
import { exportedStreams } from './exported-streams.ts'

const streamCount = 20_000
const pageOf = 256

describe.each(testEngines)('a page of an export on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
  })
  afterAll(() => database.remove())

  test('is read without reading all streams of its project', async () => {
    const { db } = database
    const projectId = randomUUID()
    await makeProjects(db, projectId)
    const ids = await fill(db, projectId)
    const page = ids.slice(0, pageOf)
    const [found, readOnTheWay] = await db.transaction(async (tx) => {
      const before = await readWithoutIndex(tx)
      const streams = await exportedStreams(tx, projectId, [...page, page[0] ?? ''])
      return [streams, (await readWithoutIndex(tx)) - before] as const
    })
    expect(new Set(found.keys())).toEqual(new Set(page))
    expect([...found.values()].every(({ records }) => records.length === 1)).toBe(true)
    expect(readOnTheWay).toBe(0)
  })
})

/** Streams with a record each, and what the planner knows of them. */
async function fill(db: Db, projectId: string): Promise<readonly string[]> {
  const { rows } = await db.execute<{ readonly id: string }>(sql`
    insert into streams (project_id, id, kind, document_id, seq)
    select ${projectId}, id, 'layer', id, 1
    from (select gen_random_uuid() as id from generate_series(1, ${streamCount})) as each
    returning id`)
  await db.execute(sql`
    insert into records (project_id, stream_id, id, kind, deleted, data, revs,
      created_by, created_at, updated_by, updated_at)
    select project_id, id, id, 'layer', false, '{}', '{}', project_id, now(), project_id, now()
    from streams where project_id = ${projectId}`)
  await db.execute(sql`analyze`)
  return rows.map(({ id }) => id)
}

/** How many rows of streams and records this transaction has read without an index. */
async function readWithoutIndex(tx: Db): Promise<number> {
  const { rows } = await tx.execute<{ readonly count: number }>(sql`
    select sum(seq_tup_read)::int as count from pg_stat_xact_user_tables
    where relname in ('streams', 'records')`)
  return rows[0]?.count ?? Number.NaN
}
