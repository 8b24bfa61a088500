import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { withSecondTry } from '../give-way.ts'
import { migrateDatabase, migrationTags } from '../migrate-database.ts'
import type { Database } from '../open-database.ts'
import { findPackageFolder } from '../package-folder.ts'
import { keptTables } from './kept-tables.ts'
import type { TableChunk } from './read-snapshot.ts'

/** Where a restored snapshot came from. */
export type SnapshotOrigin = {
  /** The migrations that its database had, oldest first, as `migrationTags` names them. */
  readonly migrations: readonly string[]
}

/** Whether somebody has an account in this database, or it has a project. A fresh one has neither. */
export async function isInUse({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query<{ name: string | null }>(
    `select to_regclass('public.users')::text as name`,
  )
  if (rows[0]?.name == null) return false
  const found = await pool.query<{ is: boolean }>(
    'select exists (select from users) or exists (select from projects) as is',
  )
  return found.rows[0]?.is === true
}

/**
 * Fills an empty database with a snapshot, which may be read more than once: the schema as it was
 * then, every row in one transaction, then the migrations that have come since. Throws, and leaves no
 * row behind, when the database is in use, when the snapshot was made by a newer version, or when
 * anything in it does not fit. Should the last migrations fail, all rows are there and the error says so.
 */
export async function loadSnapshot(
  database: Database,
  { migrations }: SnapshotOrigin,
  readChunks: () => AsyncIterable<TableChunk>,
): Promise<void> {
  const known = migrationTags()
  if (migrations.some((tag, index) => known[index] !== tag)) {
    throw new Error(
      'This backup was made by another, probably newer, version of Parallax. Restore it with that version.',
    )
  }
  if (await isInUse(database)) {
    throw new Error('The database is not empty: a backup is restored into an empty one only.')
  }
  await migrateTo(database, migrations.length)
  await withSecondTry(() => loadRows(database, readChunks()))
  await migrateDatabase(database).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause)
    const message = `Everything was restored, but the database was not brought up to date (${why}). Start Parallax: that is the first thing it does.`
    throw new Error(message, { cause })
  })
}

/** Brings a new database to an older state of the schema: that of the backup. */
async function migrateTo(database: Database, count: number): Promise<void> {
  const whole = join(findPackageFolder(), 'drizzle')
  const folder = mkdtempSync(join(tmpdir(), 'parallax-schema-'))
  try {
    cpSync(whole, folder, { recursive: true })
    const journalFile = join(folder, 'meta/_journal.json')
    const journal: { entries: unknown[] } = JSON.parse(readFileSync(journalFile, 'utf8'))
    const entries = journal.entries.slice(0, count)
    writeFileSync(journalFile, JSON.stringify({ ...journal, entries }))
    await migrateDatabase(database, { migrationsFolder: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function loadRows(database: Database, chunks: AsyncIterable<TableChunk>): Promise<void> {
  const names = new Set(keptTables.map(({ name }) => name))
  const filled = new Set<string>()
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    // The one row that a migration makes: the backup brings its own.
    await client.query('delete from instance_settings')
    for await (const { table, lines } of chunks) {
      if (!names.has(table)) throw new Error(`The backup holds an unknown table "${table}".`)
      const rows = `[${lines.trimEnd().replaceAll('\n', ',')}]`
      await client.query(
        `insert into "${table}" select * from json_populate_recordset(null::"${table}", $1::json)`,
        [rows],
      )
      filled.add(table)
    }
    // The embedded engine never looks by itself how its rows are spread, and a server only in a while.
    // Of an older version there are not all tables yet.
    for (const table of filled) await client.query(`analyze "${table}"`)
  } catch (fault) {
    client.release(true)
    throw fault
  }
  await commit(database, client)
}

/** The answer may be lost when all is done: then the database, which was empty, says so itself. */
async function commit(database: Database, client: PoolClient): Promise<void> {
  try {
    await client.query('commit')
    client.release()
  } catch (fault) {
    client.release(true)
    if (!(await isInUse(database))) throw fault
  }
}
