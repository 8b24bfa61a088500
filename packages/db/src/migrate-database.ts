import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { withSecondTry } from './give-way.ts'
import type { Database } from './open-database.ts'
import { findPackageFolder } from './package-folder.ts'

/** Any number, but the same in every process that may migrate. */
const migrationLock = 7_265_917

export type MigrateOptions = {
  /** The folder `drizzle` of this package, when it is not where the package keeps it. */
  readonly migrationsFolder?: string | undefined
}

/**
 * Brings the schema up to date; processes that start together wait for each other. Throws when the
 * database was written by a newer version of Parallax, and leaves it as it is.
 */
export function migrateDatabase(database: Database, options: MigrateOptions = {}): Promise<void> {
  const migrationsFolder = options.migrationsFolder ?? join(findPackageFolder(), 'drizzle')
  // Those who write meanwhile may hold what it waits for, and wait for what it holds.
  return withSecondTry(() => migrateOnce(database, migrationsFolder))
}

async function migrateOnce(database: Database, migrationsFolder: string): Promise<void> {
  const client = await database.pool.connect()
  try {
    const db = drizzle(client)
    if (database.engine === 'pglite') await migrateFrom(migrationsFolder, db)
    else await underLock(db, () => migrateFrom(migrationsFolder, db))
  } finally {
    // The settings made for migrating must not stay on a connection of the pool.
    client.release(true)
  }
}

/** The migrations of this version by name, oldest first: `0000_tables`, … */
export function migrationTags(): readonly string[] {
  const file = join(findPackageFolder(), 'drizzle/meta/_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, 'utf8'))
  return journal.entries.map(({ tag }) => tag)
}

/** One session may hold the lock; it may wait and work longer than an ordinary statement. */
async function underLock(db: NodePgDatabase, body: () => Promise<void>): Promise<void> {
  await db.execute(sql`set statement_timeout = 0`)
  await db.execute(sql`set lock_timeout = 0`)
  await db.execute(sql`set idle_in_transaction_session_timeout = 0`)
  await db.execute(sql`select pg_advisory_lock(${migrationLock})`)
  await body()
}

async function migrateFrom(migrationsFolder: string, db: NodePgDatabase): Promise<void> {
  const known = new Set(readMigrationFiles({ migrationsFolder }).map((file) => file.folderMillis))
  const unknown = (await appliedMigrations(db)).filter((madeAt) => !known.has(madeAt))
  if (unknown.length > 0) throw newerSchema(unknown.length)
  await migrate(db, { migrationsFolder })
}

/** The migrations that have run, by the moment they were generated at. */
async function appliedMigrations(db: NodePgDatabase): Promise<number[]> {
  const found = await db.execute<{ name: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  )
  if (found.rows[0]?.name == null) return []
  const { rows } = await db.execute<{ created_at: string }>(
    sql`select created_at from drizzle.__drizzle_migrations`,
  )
  return rows.map((row) => Number(row.created_at))
}

function newerSchema(steps: number): Error {
  return new Error(
    `This database was written by another, probably newer, version of Parallax: it has ${steps} ` +
      `schema ${steps === 1 ? 'change' : 'changes'} that this version does not know. Nothing was ` +
      'changed. Start that version, or restore a backup made by this one.',
  )
}
