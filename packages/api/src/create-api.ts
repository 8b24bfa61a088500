import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChangeBus, type Database, getInstanceSettings } from '@parallax/db'
import type { Logger } from 'pino'
import { AccessCache } from './access/access-cache.ts'
import { createAuth } from './auth/create-auth.ts'
import { exportFilesIn } from './exchange/export-files.ts'
import { importFilesIn } from './exchange/import-files.ts'
import { Feeds } from './feed/feeds.ts'
import { RecentEntries } from './feed/recent-entries.ts'
import type { PublicAddress } from './http/origin-rule.ts'
import { RunningJobs } from './jobs/running-jobs.ts'
import { type DiskWatch, noDisks } from './load/disk-watch.ts'
import { Turnstile } from './load/turnstile.ts'
import { WaitingRoom } from './load/waiting-room.ts'
import { faultForLog } from './log/fault-for-log.ts'
import { type Gauges, Metrics } from './metrics/metrics.ts'
import { PresenceBoard } from './presence/presence-board.ts'
import { Readiness, type Unready } from './readiness.ts'
import type { Services } from './services.ts'
import { StreamStore } from './submit/stream-store.ts'
import { SubmitQueue } from './submit/submit-queue.ts'
import { RateLimits } from './trpc/rate-limits.ts'
import type { BlobStore } from './uploads/blob-store.ts'

export type ApiOptions = {
  readonly database: Database
  readonly bus: ChangeBus
  readonly blobs: BlobStore
  /** At least 32 characters: signs session cookies. */
  readonly secret: string
  readonly address: PublicAddress
  /** What the first account must bring; `undefined` where only this machine can reach us. */
  readonly setupToken?: string | undefined
  readonly log: Logger
  /** For files that live as long as one request; the system's folder by default. */
  readonly scratchFolder?: string
  /** Where exports wait until they are fetched; beside those files by default. */
  readonly exportFolder?: string
  /** Where files wait to be imported; below the scratch folder by default. */
  readonly importFolder?: string
  readonly now?: () => Date
  /** The disk of the database, and those that files go to; unwatched by default. */
  readonly disks?: { readonly database: DiskWatch; readonly files: DiskWatch }
}

/** The api over an open, migrated database. */
export type Api = {
  readonly services: Services
  /** What keeps the server from doing its work, or `undefined` when it is ready. */
  whyNotReady(): Promise<Unready | undefined>
  /** Whether nobody has an account yet. */
  isFirstRun(): Promise<boolean>
  /** Tells the feeds that the server is going down; they end, and nothing new is refused yet. */
  endFeeds(): void
  /** Waits for what was submitted and lets go of everything but the database and the bus. */
  close(): Promise<void>
}

/** A file takes about ten times its size while it is read. */
const uploadBytesAtOnce = 24_000_000
const maxWaitingUploads = 100

export function createApi(options: ApiOptions): Api {
  const { database, bus, blobs, secret, address, setupToken } = options
  // Wherever it writes to, no fault brings along what somebody wrote.
  const log = options.log.child({}, { serializers: { err: faultForLog } })
  const { db } = database
  const recent = new RecentEntries(db)
  const store = new StreamStore(db, bus)
  const now = options.now ?? (() => new Date())
  const metrics = new Metrics()
  const onBatch = (operationCount: number) => metrics.batch(operationCount)
  // The embedded engine does one thing at a time; a second call would only make both batches smaller.
  const batchesAtOnce = database.engine === 'postgresql' ? 2 : 1
  const queue = new SubmitQueue({ db, bus, store, recent, batchesAtOnce, now, onBatch })
  const rates = new RateLimits()
  const presence = new PresenceBoard(bus)
  const hasOthers = database.engine === 'postgresql'
  const feeds = new Feeds({ db, bus, recent, presence, hasOthers, log })
  const jobs = new RunningJobs({ db, log })
  const { database: disk, files: fileDisk } = options.disks ?? { database: noDisks, files: noDisks }
  const readiness = new Readiness({ db, disks: [disk, fileDisk], jobs, log })
  const { scratchFolder = tmpdir() } = options
  const services: Services = {
    database,
    db,
    bus,
    blobs,
    auth: createAuth({ db, bus, secret, address, setupToken, rates, log }),
    access: new AccessCache(db, bus),
    store,
    recent,
    queue,
    waiting: new WaitingRoom(),
    uploads: new Turnstile(uploadBytesAtOnce, maxWaitingUploads),
    disk,
    fileDisk,
    feeds,
    jobs,
    presence,
    rates,
    address,
    secret,
    setupToken,
    log,
    metrics,
    scratchFolder,
    exportFiles: exportFilesIn(options.exportFolder ?? join(scratchFolder, 'exports')),
    importFiles: importFilesIn(options.importFolder ?? join(scratchFolder, 'imports')),
  }
  metrics.watch(gaugesOf(services))
  return {
    services,
    whyNotReady: () => readiness.check(),
    isFirstRun: async () => (await getInstanceSettings(db)).ownerId === null,
    endFeeds: () => feeds.endAll('shutdown'),
    close: async () => {
      feeds.endAll('shutdown')
      presence.close()
      await Promise.all([queue.drain(), jobs.stop()])
      disk.stop()
      fileDisk.stop()
      store.close()
    },
  }
}

function gaugesOf({ database, feeds, jobs, queue, store }: Services): Gauges {
  const { pool } = database
  const of = (help: string, read: () => number) => ({ help, read })
  return {
    parallax_feeds: of('Browsers that follow changes.', () => feeds.count),
    parallax_operations_waiting: of('Operations not answered yet.', () => queue.waitingCount),
    parallax_stream_cache_bytes: of('Estimated weight of streams held.', () => store.heldBytes),
    parallax_jobs: of('Exports, imports and releases being done here.', () => jobs.count),
    parallax_jobs_silent_seconds: of(
      'How long it could not be said that one of them goes on; 0 without any.',
      () => jobs.silentForS,
    ),
    parallax_pool_connections: of('Connections to the database.', () => pool.totalCount),
    parallax_pool_waiting: of('Requests that wait for a connection.', () => pool.waitingCount),
  }
}
