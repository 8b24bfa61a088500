import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient } from 'pg'
import { retryStatements, withSecondTry } from './give-way.ts'
import { openPglite } from './pglite/open-pglite.ts'
import { openPostgresql } from './postgresql/open-postgresql.ts'
import { schema } from './schema/schema.ts'
import { TransactionGuard } from './transaction-guard.ts'

/** Drizzle over the pool, or over the one connection of a transaction. */
export type Db = Pick<
  NodePgDatabase<typeof schema>,
  'select' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | 'transaction'
>

export type DatabaseEngine = 'postgresql' | 'pglite'

export type Database = {
  readonly engine: DatabaseEngine
  readonly pool: Pool
  /**
   * `db.transaction` hands out `tx`; inside it, `db` itself throws. A statement or a transaction that
   * gave way to another is begun again, so its body changes nothing but the database.
   */
  readonly db: NodePgDatabase<typeof schema>
  /** Where to connect for what needs a connection of its own; undefined on the embedded engine. */
  readonly connectionString: string | undefined
  /** Waits for what is running, then lets go of everything. Closing again does nothing more. */
  close(): Promise<void>
  /** How many times the embedded engine has synced a file; a server does not tell. */
  syncCount?(): Promise<number>
}

export type DatabaseOptions = {
  /** A PostgreSQL 15 or newer. Without it the database is embedded, in `dataFolder`. */
  readonly databaseUrl?: string | undefined
  /** Created if need be; used by one process at a time. */
  readonly dataFolder?: string | undefined
  readonly poolSize?: number | undefined
  /** A statement that takes longer is ended. */
  readonly statementTimeoutMs?: number | undefined
  /** A statement that waits longer for others to let go is ended. The embedded engine has no others. */
  readonly lockTimeoutMs?: number | undefined
  /** A transaction that waits longer for its next statement is rolled back. */
  readonly idleTransactionTimeoutMs?: number | undefined
  /** The file `pglite-worker.mjs`, when it is not where this package keeps it. */
  readonly workerUrl?: URL | undefined
}

/** What an engine gives: the pool is the only way in, on both. */
export type Engine = Omit<Database, 'db'>

/**
 * Opens the database, without looking at its schema (`migrateDatabase` does). Throws an error that
 * says what to do when the server cannot be reached or is too old, or the folder is in use.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const engine = await openEngine(options)
  const guard = new TransactionGuard()
  guard.protect(engine.pool)
  retryStatements(engine.pool)
  const db = drizzle(engine.pool, { schema })
  db.transaction = (body, config) =>
    withSecondTry(() =>
      onConnection(engine.pool, (client) =>
        drizzle(client, { schema }).transaction((tx) => guard.run(() => body(tx)), config),
      ),
    )
  let closing: Promise<void> | undefined
  return {
    ...engine,
    db: guard.refusing(db),
    close: () => {
      closing ??= engine.close()
      return closing
    },
  }
}

/**
 * Lends a connection and takes it back, whatever becomes of the work. Drizzle, given the pool, would
 * keep it for good when `begin` fails, and give one back in the middle of a transaction when `rollback`
 * does: after a failure nobody gets this connection again.
 */
async function onConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let isSound = false
  try {
    const answer = await work(client)
    isSound = true
    return answer
  } finally {
    client.release(!isSound)
  }
}

function openEngine(options: DatabaseOptions): Promise<Engine> {
  if (options.databaseUrl !== undefined) return openPostgresql(options.databaseUrl, options)
  if (options.dataFolder !== undefined) return openPglite(options.dataFolder, options)
  throw new Error('A database needs either a databaseUrl or a dataFolder.')
}
