// Runs PGlite in a thread of its own: a long statement must not hold up the server's event loop.
// Plain JavaScript, because Node 20 runs no TypeScript in a worker.

import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/**
 * @typedef {{ nfd?: number, node: unknown }} FileStream
 * @typedef {{ stream_ops: { fsync?: (stream: FileStream) => number }, realPath: (node: unknown) => string }} NodeFiles
 * @typedef {{ id: number, bytes?: Uint8Array, ask?: 'sync-count' | 'close' }} Request
 */

/** How much log may pile up before a checkpoint: bounds the disk, and the recovery after a crash. */
const checkpointAfterBytes = 64 * 1024 * 1024
const checkpointEveryMs = 1_000
const idle = 'I'.charCodeAt(0)

let syncCount = 0

/** @param {NodeFiles} files */
function syncForReal(files) {
  return (/** @type {FileStream} */ stream) => {
    syncCount += 1
    try {
      if (stream.nfd === undefined) syncFolder(files.realPath(stream.node))
      else fdatasyncSync(stream.nfd)
    } catch (error) {
      endUnsynced(error)
    }
    return 0
  }
}

/**
 * What the disk has failed to take once may be gone from memory too, so asking again would lie:
 * this thread ends, as a server would, and whoever opens the files reads what truly is there.
 *
 * @param {unknown} error
 */
function endUnsynced(error) {
  parentPort?.postMessage({ id: 0, error: `The disk did not take what was written: ${error}` })
  process.exit(1)
}

/** @param {string} folder */
function syncFolder(folder) {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** PGlite's file system, but that a commit is on the disk: as shipped, its fsync does nothing. */
class SyncingNodeFS extends NodeFS {
  /**
   * @override
   * @param {Parameters<NodeFS['init']>[0]} pglite
   * @param {Parameters<NodeFS['init']>[1]} options
   */
  async init(pglite, options) {
    const result = await super.init(pglite, options)
    const preRun = /** @type {((module: { NODEFS: NodeFiles }) => void)[]} */ (
      // PGlite types its hooks loosely; this is the array that NodeFS has just made.
      result.emscriptenOpts.preRun
    )
    preRun.push(({ NODEFS }) => {
      NODEFS.stream_ops.fsync = syncForReal(NODEFS)
    })
    return result
  }
}

/** @param {string} folder */
async function open(folder) {
  const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F')
  // The default method, fdatasync, reaches another stub that still does nothing.
  startParams.push('-c', 'wal_sync_method=fsync')
  startParams.push('-c', 'max_wal_size=96MB', '-c', 'min_wal_size=32MB')
  const fs = new SyncingNodeFS(folder)
  const pglite = new PGlite({ fs, startParams, extensions: { pg_trgm } })
  await pglite.waitReady
  return pglite
}

/**
 * Answers requests one after the other, in the order they came, and checkpoints between them:
 * outside a server, PostgreSQL never does so by itself, and its log would grow for ever.
 *
 * @param {PGlite} pglite
 */
function serve(pglite) {
  let previous = Promise.resolve()
  let mayCheckpoint = false

  /** @param {Request} request */
  async function answer(request) {
    if (request.bytes !== undefined) {
      const bytes = (await pglite.execProtocolRaw(request.bytes)).slice()
      mayCheckpoint = bytes.at(-1) === idle
      parentPort?.postMessage({ id: request.id, bytes }, [bytes.buffer])
      return
    }
    if (request.ask === 'close') await pglite.close()
    parentPort?.postMessage({ id: request.id, syncCount })
  }

  parentPort?.on('message', (/** @type {Request} */ request) => {
    previous = previous
      .then(() => answer(request))
      .catch((error) => parentPort?.postMessage({ id: request.id, error: String(error) }))
  })

  setInterval(() => {
    previous = previous.then(async () => {
      if (!mayCheckpoint || pglite.closed) return
      mayCheckpoint = false
      if ((await logBytes(pglite)) > checkpointAfterBytes) await pglite.exec('CHECKPOINT')
    })
  }, checkpointEveryMs)
}

/**
 * The log that a recovery would read.
 *
 * @param {PGlite} pglite
 */
async function logBytes(pglite) {
  const { rows } = await pglite.query(
    'SELECT (pg_current_wal_lsn() - redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
  )
  const [row] = /** @type {{ bytes: number }[]} */ (rows) // one row, as the statement says
  return row?.bytes ?? 0
}

try {
  serve(await open(workerData.folder))
  parentPort?.postMessage({ opened: true })
} catch (error) {
  parentPort?.postMessage({ opened: false, error: String(error) })
}
