import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import type { DatabaseOptions, Engine } from '../open-database.ts'
import { findPackageFolder } from '../package-folder.ts'
import { tolerateBrokenConnections } from '../tolerate-broken-connections.ts'
import { EmbeddedServer } from './embedded-server.ts'
import { lockFolder } from './folder-lock.ts'
import { SessionStream } from './session-stream.ts'

/**
 * The embedded engine in `folder`, which this process then holds until `close`. It has one session
 * behind all its connections: no `SET`, no advisory locks, no named statements, no LISTEN.
 */
export async function openPglite(folder: string, options: DatabaseOptions): Promise<Engine> {
  const lock = await lockFolder(folder)
  const server = new EmbeddedServer({
    folder: join(folder, 'pglite'),
    workerUrl: options.workerUrl ?? packagedWorker(),
    statementTimeoutMs: options.statementTimeoutMs ?? 60_000,
    idleTransactionTimeoutMs: options.idleTransactionTimeoutMs ?? 60_000,
  })
  try {
    await server.open()
  } catch (error) {
    await lock.release()
    throw error
  }
  const pool = poolOver(server, options.poolSize ?? 5)
  return {
    engine: 'pglite',
    pool,
    connectionString: undefined,
    syncCount: () => server.syncCount(),
    close: async () => {
      await pool.end()
      await server.close()
      await lock.release()
    },
  }
}

function packagedWorker(): URL {
  return pathToFileURL(join(findPackageFolder(), 'src/pglite/pglite-worker.mjs'))
}

function poolOver(server: EmbeddedServer, poolSize: number): pg.Pool {
  const pool = new pg.Pool({
    max: poolSize,
    ssl: false,
    user: 'postgres',
    database: 'postgres',
    host: 'localhost',
    stream: () => new SessionStream(server),
  })
  tolerateBrokenConnections(pool)
  return pool
}
