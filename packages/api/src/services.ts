import type { ChangeBus, Database, Db } from '@parallax/db'
import type { Logger } from 'pino'
import type { AccessCache } from './access/access-cache.ts'
import type { Auth } from './auth/create-auth.ts'
import type { ExportFiles } from './exchange/export-files.ts'
import type { ImportFiles } from './exchange/import-files.ts'
import type { Feeds } from './feed/feeds.ts'
import type { RecentEntries } from './feed/recent-entries.ts'
import type { PublicAddress } from './http/origin-rule.ts'
import type { RunningJobs } from './jobs/running-jobs.ts'
import type { DiskWatch } from './load/disk-watch.ts'
import type { Turnstile } from './load/turnstile.ts'
import type { WaitingRoom } from './load/waiting-room.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { PresenceBoard } from './presence/presence-board.ts'
import type { StreamStore } from './submit/stream-store.ts'
import type { SubmitQueue } from './submit/submit-queue.ts'
import type { RateLimits } from './trpc/rate-limits.ts'
import type { BlobStore } from './uploads/blob-store.ts'

/** What procedures and doors work with: made once, when the api is created. */
export type Services = {
  readonly database: Database
  readonly db: Db
  readonly bus: ChangeBus
  readonly blobs: BlobStore
  readonly auth: Auth
  readonly access: AccessCache
  readonly store: StreamStore
  readonly recent: RecentEntries
  readonly queue: SubmitQueue
  readonly waiting: WaitingRoom
  /** Where files are handed in. */
  readonly uploads: Turnstile
  /** The disk that the database is on, if it is one of ours. */
  readonly disk: DiskWatch
  /** The disks that files are written to. */
  readonly fileDisk: DiskWatch
  readonly feeds: Feeds
  readonly jobs: RunningJobs
  readonly presence: PresenceBoard
  readonly rates: RateLimits
  readonly address: PublicAddress
  readonly secret: string
  readonly setupToken: string | undefined
  readonly log: Logger
  readonly metrics: Metrics
  /** For files of ours that live as long as one request. */
  readonly scratchFolder: string
  /** Where exports wait until they are fetched. */
  readonly exportFiles: ExportFiles
  /** Where files wait that somebody wants to import. */
  readonly importFiles: ImportFiles
}
