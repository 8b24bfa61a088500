import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../test/open-test-database.ts'
import { sampleAppend, sampleEntry, sampleRecord } from '../test/sample-append.ts'
import { makeProjects } from '../test/sample-projects.ts'
import { appendNewStreams, type NewStream } from './append-new-streams.ts'
import type { Db } from './open-database.ts'
import { refreshStatistics } from './refresh-statistics.ts'

const documentCount = 2000

describe.each(testEngines)('a large transaction on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
    await fill(database.db, randomUUID())
    await database.db.execute(sql`analyze`)
  })
  afterAll(() => database.remove())

  test('a row of what it has written is found without going through the others', async () => {
    const projectId = randomUUID()
    await database.db.transaction(async (tx) => {
      const ids = (await fill(tx, projectId)).slice(0, 5)
      await refreshStatistics(tx)
      const listed = sql.join(
        ids.map((id) => sql`${id}`),
        sql`, `,
      )
      for (const lookUp of [
        sql`select seq from streams where project_id = ${projectId} and id in (${listed})`,
        sql`select id from records where project_id = ${projectId}
          and kind = 'document' and (data ->> 'textSha256') in (${listed})`,
        sql`select seq from changes where project_id = ${projectId} and op_id in (${listed})`,
      ])
        expect(await passedOver(tx, lookUp)).toBe(0)
    })
  })
})

/** As many documents as make a difference; their texts are named as they are. */
async function fill(db: Db, projectId: string): Promise<readonly string[]> {
  const ids = Array.from({ length: documentCount }, () => randomUUID())
  await makeProjects(db, projectId)
  for (let at = 0; at < ids.length; at += 200)
    await appendNewStreams(
      db,
      projectId,
      ids.slice(at, at + 200).map((id): NewStream => {
        const record = sampleRecord({ id, kind: 'document', data: { textSha256: id } })
        const entries = [sampleEntry()]
        return sampleAppend({
          projectId,
          streamId: id,
          kind: 'document',
          documentId: id,
          entries,
          records: [record],
        })
      }),
    )
  return ids
}

type PlanNode = {
  readonly 'Rows Removed by Filter'?: number
  readonly 'Actual Loops'?: number
  readonly Plans?: readonly PlanNode[]
}

/** How many rows a statement reads and then leaves. */
async function passedOver(db: Db, statement: SQL): Promise<number> {
  const { rows } = await db.execute<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
    sql`explain (analyze, format json) ${statement}`,
  )
  const count = (node: PlanNode): number =>
    (node['Rows Removed by Filter'] ?? 0) * (node['Actual Loops'] ?? 1) +
    (node.Plans ?? []).reduce((sum, each) => sum + count(each), 0)
  return rows[0]?.['QUERY PLAN'].reduce((sum, { Plan }) => sum + count(Plan), 0) ?? Number.NaN
}
