import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExchangeOptions } from '@parallax/api'
import { type BlobStore, folderBlobStore } from '@parallax/api'
import { type Database, openDatabase } from '@parallax/db'
import type { RemoteServer } from './remote/api-client.ts'
import { CommandProblem, exitCodes } from './terminal.ts'

/** Where an installation keeps what it has, by the settings that its server reads. */
export type Place = ExchangeOptions & {
  readonly secret?: string | undefined
  /** What a script proves with who it is, to a server that it works on over HTTP. */
  readonly token?: string | undefined
  /** The server that is to do it instead. */
  readonly server?: RemoteServer | undefined
}

/** The store of originals of an installation. */
export function blobsOf({ dataFolder, blobFolder }: Place): BlobStore {
  return folderBlobStore(blobFolder ?? join(dataFolder, 'blobs'))
}

/** A running server that has the embedded database: where it is, and what proves who we are. */
export type RunningServer = { readonly address: string; readonly secret: string }

/** Opens the database for one command, as it is; answers the server that has it instead, if one has. */
export async function openPlace(
  place: Place,
): Promise<{ readonly database: Database } | { readonly server: RunningServer }> {
  const { dataFolder, databaseUrl } = place
  if (databaseUrl === undefined && !existsSync(join(dataFolder, 'pglite')))
    throw new CommandProblem(
      `There is no data in ${dataFolder}. Start Parallax once, or name its folder with PARALLAX_DATA.`,
      exitCodes.unavailable,
    )
  try {
    const database = await openDatabase(
      databaseUrl === undefined ? { dataFolder } : { databaseUrl },
    )
    return { database }
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    const server = /\bin use\b/.test(reason) ? runningServer(place) : undefined
    if (server !== undefined) return { server }
    throw new CommandProblem(`The data cannot be opened. ${reason}`, exitCodes.unavailable)
  }
}

function runningServer({ dataFolder, secret }: Place): RunningServer | undefined {
  const [note, secretFile] = [join(dataFolder, 'server.json'), join(dataFolder, 'secret')]
  if (!existsSync(note)) return undefined
  const read: { address: string } = JSON.parse(readFileSync(note, 'utf8'))
  const known = secret ?? (existsSync(secretFile) ? readFileSync(secretFile, 'utf8').trim() : '')
  return known === '' ? undefined : { address: read.address, secret: known }
}

/** Opens the database of an installation that no server has, does the work and lets go of it. */
export async function withDatabase<Answer>(
  place: Place,
  work: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  const opened = await openPlace(place)
  if ('server' in opened)
    throw new CommandProblem(
      `A server is using the folder ${place.dataFolder}: stop it first.`,
      exitCodes.unavailable,
    )
  try {
    return await work(opened.database)
  } finally {
    await opened.database.close()
  }
}
