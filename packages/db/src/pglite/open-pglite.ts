import {
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import type { DatabaseOptions, Engine } from '../open-database.ts'
import { findPackageFolder } from '../package-folder.ts'
import { tolerateBrokenConnections } from '../tolerate-broken-connections.ts'
import { EmbeddedServer } from './embedded-server.ts'
import { lockFolder } from './folder-lock.ts'
import { SessionStream } from './session-stream.ts'

/** The PostgreSQL inside PGlite. */
const engineVersion = '18'

/**
 * The embedded engine in `folder`, which this process then holds until `close`. It has one session
 * behind all its connections: no `SET`, no advisory locks, no named statements, no LISTEN.
 */
export async function openPglite(folder: string, options: DatabaseOptions): Promise<Engine> {
  const lock = await lockFolder(folder)
  const server = new EmbeddedServer({
    folder: filesIn(folder),
    workerUrl: options.workerUrl ?? packagedWorker(),
    statementTimeoutMs: options.statementTimeoutMs ?? 60_000,
    idleTransactionTimeoutMs: options.idleTransactionTimeoutMs ?? 60_000,
  })
  try {
    await openWhole(folder, server)
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

function filesIn(folder: string): string {
  return join(folder, 'pglite')
}

/**
 * Opens the database, or makes it. Making takes seconds, and a process that is ended in the middle
 * leaves half a database, which nobody can open: a mark tells to begin again. It is taken away when
 * every file is on the disk, before anything has been stored.
 */
async function openWhole(folder: string, server: EmbeddedServer): Promise<void> {
  const files = filesIn(folder)
  const mark = join(folder, 'unfinished')
  if (existsSync(mark)) rmSync(files, { recursive: true, force: true })
  refuseOtherEngine(files)
  const isNew = !existsSync(files)
  if (isNew) writeFileSync(mark, 'The database is being made. If this stays, it was not finished.')
  await server.open()
  if (!isNew) return
  syncFiles(files)
  rmSync(mark)
}

/** PGlite of another PostgreSQL cannot read these files, and says so in no words. */
function refuseOtherEngine(files: string): void {
  const versionFile = join(files, 'PG_VERSION')
  const made = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : engineVersion
  if (made === engineVersion) return
  throw new Error(
    `The database in ${files} was made by an embedded PostgreSQL ${made}; this version of Parallax ` +
      `has ${engineVersion}. Export the projects with the version that made it, and import them here.`,
  )
}

/** Making a database writes a thousand files without waiting for the disk. */
function syncFiles(folder: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const descriptor = openSync(join(entry.parentPath, entry.name), 'r+')
    fdatasyncSync(descriptor)
    closeSync(descriptor)
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
