import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Database,
  failUnfinishedJobs,
  migrateDatabase,
  openChangeBus,
  openDatabase,
} from '@parallax/db'
import type { Logger } from 'pino'
import { releaseUnfinishedClaim } from './auth/release-claim.ts'
import { type Api, createApi } from './create-api.ts'
import type { PublicAddress } from './http/origin-rule.ts'
import { noDisks, watchDisks } from './load/disk-watch.ts'
import { mintToken } from './secret-token.ts'
import { folderBlobStore } from './uploads/blob-store.ts'

export type OpenApiOptions = {
  readonly dataFolder: string
  /** A PostgreSQL 15 or newer; without it the database is embedded in the data folder. */
  readonly databaseUrl?: string | undefined
  readonly secret?: string | undefined
  /** Where original files are kept; a folder of the data folder by default. */
  readonly blobFolder?: string | undefined
  readonly address: PublicAddress
  /** How much of the disks is never used, so that the database can be read and recovered. */
  readonly diskReserveBytes?: number | undefined
  readonly setupToken?: string | undefined
  readonly log: Logger
}

/** Opens the database, brings its schema up to date and starts the api over it. `close` ends it all. */
export async function openApi(options: OpenApiOptions): Promise<Api> {
  const { dataFolder, databaseUrl, blobFolder, diskReserveBytes = 0, ...rest } = options
  const database = await openDatabase(databaseUrl === undefined ? { dataFolder } : { databaseUrl })
  try {
    await migrateDatabase(database)
    if (database.engine === 'pglite') await clearAfterCrash(database)
    const secret = options.secret ?? secretOf(dataFolder)
    const bus = await openChangeBus(database)
    const blobsAt = blobFolder ?? join(dataFolder, 'blobs')
    mkdirSync(blobsAt, { recursive: true })
    const blobs = folderBlobStore(blobsAt)
    const isOurs = database.engine === 'pglite'
    const disks = {
      database: isOurs ? await watchDisks([dataFolder], diskReserveBytes) : noDisks,
      files: await watchDisks([blobsAt], diskReserveBytes),
    }
    const scratchFolder = join(dataFolder, 'scratch')
    // What a process that is gone was handing out.
    if (isOurs) rmSync(scratchFolder, { recursive: true, force: true })
    // With the originals, because all processes of an installation see them.
    const folders = {
      scratchFolder,
      exportFolder: join(blobsAt, 'exports'),
      importFolder: join(blobsAt, 'imports'),
    }
    const api = createApi({ ...rest, database, bus, blobs, secret, disks, ...folders })
    return {
      ...api,
      close: async () => {
        await api.close()
        await bus.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Nobody else has this database, so what is half done was left by a process that is gone. */
async function clearAfterCrash({ db }: Database): Promise<void> {
  await releaseUnfinishedClaim(db, new Date())
  await failUnfinishedJobs(db, 'The server was stopped while this was running.')
}

/** The secret that this data folder keeps; made at the first start, readable by the owner only. */
function secretOf(dataFolder: string): string {
  const file = join(dataFolder, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(file, mintToken(), { mode: 0o600, flag: 'wx' })
  }
  chmodSync(file, 0o600)
  return readFileSync(file, 'utf8').trim()
}
