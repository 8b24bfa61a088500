import pg from 'pg'
import type { DatabaseOptions, Engine } from '../open-database.ts'
import { tolerateBrokenConnections } from '../tolerate-broken-connections.ts'

const oldestServer = 15

/** A pool on a PostgreSQL server that has been asked for its version. */
export async function openPostgresql(
  connectionString: string,
  options: DatabaseOptions,
): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString,
    max: options.poolSize ?? 10,
    application_name: 'parallax',
    connectionTimeoutMillis: 10_000,
    // A connection whose other end has gone without a word is noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    lock_timeout: options.lockTimeoutMs ?? 5_000,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    idle_in_transaction_session_timeout: options.idleTransactionTimeoutMs ?? 60_000,
  })
  tolerateBrokenConnections(pool)
  try {
    await checkVersion(pool, placeOf(connectionString))
  } catch (error) {
    await pool.end()
    throw error
  }
  return { engine: 'postgresql', pool, connectionString, close: () => pool.end() }
}

async function checkVersion(pool: pg.Pool, place: string): Promise<void> {
  const version = await askVersion(pool, place)
  if (Math.floor(version / 10_000) >= oldestServer) return
  throw new Error(
    `The server at ${place} is PostgreSQL ${Math.floor(version / 10_000)}; ` +
      `Parallax needs PostgreSQL ${oldestServer} or newer.`,
  )
}

async function askVersion(pool: pg.Pool, place: string): Promise<number> {
  try {
    const { rows } = await pool.query<{ version: string }>(
      `select current_setting('server_version_num') as version`,
    )
    return Number(rows[0]?.version)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `PostgreSQL at ${place} cannot be used: ${reason || 'no answer'}. ` +
        'Check DATABASE_URL and that the server is running.',
      { cause },
    )
  }
}

/** The server and database of a connection string, without its password. */
function placeOf(connectionString: string): string {
  if (!URL.canParse(connectionString)) return 'the address in DATABASE_URL'
  const { host, pathname } = new URL(connectionString)
  return `${host}${pathname}`
}
