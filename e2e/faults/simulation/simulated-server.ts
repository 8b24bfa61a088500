import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Api, appRouter, createApi, folderBlobStore, openFeed } from '@parallax/api'
import {
  type BusMessage,
  type ChangeBus,
  type Database,
  type DatabaseEngine,
  openChangeBus,
  watchHeads,
} from '@parallax/db'
import { openTestDatabase } from '@parallax/db/test'
import { pino } from 'pino'
import { writePeople } from '../sample-project.ts'
import { SimulatedTime } from './simulated-time.ts'

/** One process of the installation: what it holds in memory is lost when it dies. */
export type SimulatedProcess = {
  readonly isAlive: () => boolean
  /** Aborted when it dies: its connections break. */
  readonly death: AbortSignal
  /** The router as the owner of a session token calls it. */
  readonly callAs: (sessionToken: string) => Calls
  /** A feed, as the door of it opens one. */
  readonly openFeed: (follower: Follower) => ReturnType<typeof openFeed>
}

export type Follower = Parameters<typeof openFeed>[1]

/** Procedures by their names, as the wire calls them. */
export type Calls = ReturnType<typeof appRouter.createCaller>

/** A server over a real database, whose processes may die and come back. */
export type SimulatedServer = {
  readonly database: Database
  /** The clock of all its processes, from their beginning. */
  readonly time: SimulatedTime
  /** The processes that answer now. */
  readonly processes: () => readonly SimulatedProcess[]
  /** Lets a process die at once and another take its place. */
  readonly replace: (dead: SimulatedProcess) => Promise<void>
  readonly remove: () => Promise<void>
}

export type ServerOptions = {
  /** How many processes there are at any time. */
  readonly count: number
  /** How long a word from one process to another takes, in milliseconds. */
  readonly hintDelayMs: () => number
  /** Hears of what the server answers with "our mistake". */
  readonly onFault: (fault: unknown) => void
}

type Premises = Pick<ServerOptions, 'onFault'> & {
  readonly database: Database
  readonly folder: string
}

/** A server with the people of the sample and no project. */
export async function openSimulatedServer(
  engine: DatabaseEngine,
  { count, hintDelayMs, onFault }: ServerOptions,
): Promise<SimulatedServer> {
  // One connection: which of two statements is done first must not be up to the machine.
  const database = await openTestDatabase(engine, { poolSize: 1 })
  // What the disk does is not what is simulated here.
  if (engine === 'postgresql') await database.pool.query(commitWithoutDisk)
  await writePeople(database)
  // Before any process is there: one that looks at another clock looks too seldom, or too often.
  const time = new SimulatedTime(database)
  const folder = mkdtempSync(path.join(tmpdir(), 'parallax-simulation-'))
  const hearers = new Set<(message: BusMessage) => void>()
  const start = async () =>
    startProcess({ database, folder, onFault }, await joinBuses(database, hearers, hintDelayMs))
  const running = await Promise.all(Array.from({ length: count }, start))
  const closing: Promise<void>[] = []
  return {
    database,
    time,
    processes: () => running.map(({ process }) => process),
    replace: async (dead) => {
      const at = running.findIndex(({ process }) => process === dead)
      const [gone] = running.splice(at, 1, await start())
      if (gone) closing.push(gone.die())
    },
    remove: async () => {
      await Promise.all([...closing, ...running.map(({ die }) => die())])
      await database.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const commitWithoutDisk = `do $$ begin
  execute format('alter database %I set synchronous_commit = off', current_database());
end $$`

/**
 * A bus of its own for each process, which hears from the others late, as it would over a network, and
 * looks up what it watches, for a process may die between a commit and its word.
 */
function joinBuses(
  database: Database,
  hearers: Set<(message: BusMessage) => void>,
  hintDelayMs: ServerOptions['hintDelayMs'],
): Promise<ChangeBus> {
  return openChangeBus(database, async (_, watches, deliver) => {
    const heads = watchHeads(database.db, watches)
    let lastDueMs = 0
    hearers.add(deliver)
    return {
      send: (message) => {
        // What one process says is heard in the order in which it said it.
        lastDueMs = Math.max(lastDueMs, Date.now() + hintDelayMs())
        for (const hear of hearers)
          if (hear !== deliver)
            setTimeout(() => hearers.has(hear) && hear(message), lastDueMs - Date.now())
      },
      close: async () => {
        hearers.delete(deliver)
        await heads.close()
      },
    }
  })
}

function startProcess({ database, folder, onFault }: Premises, bus: ChangeBus) {
  const log = pino({ level: 'silent' })
  const blobs = folderBlobStore(path.join(folder, 'blobs'))
  const address = { publicUrl: undefined, port: 3000 }
  const secret = 'a secret of simulations that is long enough'
  const api: Api = createApi({ database, bus, blobs, secret, address, log })
  const death = new AbortController()
  const process: SimulatedProcess = {
    isAlive: () => !death.signal.aborted,
    death: death.signal,
    callAs: (sessionToken) => {
      const context = { services: api.services, sessionToken, clientAddress: '127.0.0.1' }
      return appRouter.createCaller(context, {
        onError: ({ error }) => void (error.code === 'INTERNAL_SERVER_ERROR' && onFault(error)),
      })
    },
    openFeed: (follower) => openFeed(api.services, follower),
  }
  const die = async () => {
    death.abort()
    await bus.close()
    await api.close()
  }
  return { process, die }
}
