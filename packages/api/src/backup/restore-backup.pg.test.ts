import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Database,
  loadSnapshot,
  migrateDatabase,
  migrationTags,
  readSnapshot,
  type TableChunk,
} from '@parallax/db'
import {
  failStatements,
  failuresAt,
  isFullRun,
  openTestDatabase,
  type TestDatabase,
} from '@parallax/db/test'
import type { Operation } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi } from '../../test/open-test-api.ts'
import { importDocument, mention, newProject, operation } from '../../test/sample-work.ts'
import { checkIntegrity } from './check-integrity.ts'

/** How many migrations have a table of what was refused. */
const refusalsSince = 9
/** Tables that came later, by the number of migrations that have them. */
const laterTables: Readonly<Record<string, number>> = {
  comment_reads: 5,
  stream_visits: 5,
  releases: 7,
  release_cards: 7,
  release_withdrawals: 7,
  refusals: refusalsSince,
}
/** How many migrations older versions had; the first two came together. */
const older = migrationTags()
  .map((_, index) => index + 1)
  .slice(1, -1)

describe('what an older version wrote', () => {
  let api: TestApi
  let chunks: TableChunk[]
  /** What somebody was told is refused: that must stay so. */
  let refused: Operation
  let databases: TestDatabase[]

  beforeAll(async () => {
    databases = []
    chunks = []
    api = await openTestApi('postgresql')
    const owner = await api.person('Olga')
    const project = await newProject(owner)
    const sample = await importDocument(api.services, owner, project)
    const records = [mention(project, 'Ada Quill'), mention(project, 'Nordhaven')]
    const made = operation('records.create', sample.layerStream, { records })
    refused = operation('records.create', sample.layerStream, { records: [] })
    await owner.call.operations.submit({ project, operations: [made, refused] })
    await readSnapshot(api.services.database, async (chunk) => void chunks.push(chunk))
  })
  afterAll(async () => {
    for (const database of databases) await database.remove()
    await api.remove()
  })

  /** A database without any tables. */
  async function nothing(): Promise<TestDatabase> {
    const database = await openTestDatabase('postgresql')
    databases.push(database)
    await database.pool.query('drop schema if exists drizzle cascade')
    await database.pool.query('drop schema public cascade')
    await database.pool.query('create schema public')
    return database
  }

  const chunksOf = (count: number) =>
    chunks.filter(({ table }) => (laterTables[table] ?? 0) <= count)
  const expectSound = async ({ db }: Database) => {
    const report = await checkIntegrity(db, api.services.blobs)
    expect(report).toMatchObject({ problems: [], problemCount: 0 })
    expect(report.changes).toBeGreaterThan(3)
  }

  test.each(older)('is restored and brought up to date: %i migrations', async (count) => {
    const database = await nothing()
    async function* given() {
      yield* chunksOf(count)
    }
    await loadSnapshot(database, { migrations: migrationTags().slice(0, count) }, given)
    await expectSound(database)
    const { rows } = await database.pool.query('select op_id from refusals')
    expect(rows).toEqual(count >= refusalsSince ? [{ op_id: refused.id }] : [])
  })

  test.each(isFullRun ? older : older.slice(-1).concat(older.slice(0, 1)))(
    'F23: stays sound when bringing it up to date breaks off, and the next try goes on: %i migrations',
    async (count) => {
      const database = await nothing()
      await migrateTo(database, count)
      await database.pool.query('delete from instance_settings')
      for (const { table, lines } of chunksOf(count))
        await database.pool.query(
          `insert into "${table}" select * from json_populate_recordset(null::"${table}", $1::json)`,
          [`[${lines.trimEnd().replaceAll('\n', ',')}]`],
        )
      const steps = async () =>
        (await database.pool.query('select from drizzle.__drizzle_migrations')).rowCount
      const failing = failStatements(database.pool)
      for (let nth = 1, hasFailed = true; hasFailed; nth += 1)
        for (const how of failuresAt(nth)) {
          failing.failAt(nth, how)
          await migrateDatabase(database).catch(() => undefined)
          hasFailed = failing.heal()
          expect([count, migrationTags().length]).toContain(await steps())
        }
      expect(await steps()).toBe(migrationTags().length)
      await expectSound(database)
    },
  )
})

/** Makes the schema as it was after the first so many migrations. */
async function migrateTo(database: Database, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-older-'))
  cpSync(join(import.meta.dirname, '../../../db/drizzle'), folder, { recursive: true })
  const file = join(folder, 'meta/_journal.json')
  const journal: { entries: unknown[] } = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  await migrateDatabase(database, { migrationsFolder: folder })
  rmSync(folder, { recursive: true })
}
