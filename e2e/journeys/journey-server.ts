import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeTestPlace } from '@parallax/db/test'
import pg from 'pg'

export type Engine = 'pglite' | 'postgresql'

/** A running server with data of its own. */
export type JourneyServer = {
  readonly engine: Engine
  readonly baseUrl: string
  /** Where its pages are found, and nowhere else: another address if a site stands before it. */
  readonly publicUrl: string
  /** Its data folder; on PostgreSQL the database is elsewhere, but keys and files are here. */
  readonly dataFolder: string
  /** What the server printed so far. */
  readonly output: () => string
  /** What it signs sessions with. */
  readonly secret: string
  /** How to open its database while it does not run; PostgreSQL's also while it does. */
  readonly place: { readonly databaseUrl?: string; readonly dataFolder: string }
  /** The process that runs now. */
  readonly pid: number | undefined
  /** Ends it on the spot, as a power cut of this process would. */
  readonly kill: () => Promise<void>
  /** Asks it to end and waits; its data stays. */
  readonly end: () => Promise<void>
  /** Starts it again on its data, after `kill` or `end`. */
  readonly start: () => Promise<void>
  /** Asks it to end, waits, and starts it again on its data. The milliseconds until it had ended. */
  readonly restart: () => Promise<number>
  /** Asks it to end, waits, and removes its data. Throws if it did not end cleanly in time. */
  readonly stop: () => Promise<void>
}

const serverProgram = fileURLToPath(new URL('../../apps/web/dist/server.mjs', import.meta.url))
const readyTimeoutMs = 90_000
const stopTimeoutMs = 10_000

/**
 * What a server finds when it starts for the first time: nothing, as on somebody's own machine, or a
 * database that has its tables and nobody in it. Making one takes the embedded engine seconds.
 */
export type FirstStart = 'on nothing' | 'on empty tables'

/**
 * Starts the built server on a free port with a database in which nobody is. `name` is for messages,
 * `settings` are put over its own.
 */
export async function startJourneyServer(
  engine: Engine,
  name: string,
  settings: NodeJS.ProcessEnv = {},
  firstStart: FirstStart = 'on empty tables',
): Promise<JourneyServer> {
  const { dataFolder, databaseUrl, discard } = await placeFor(engine, firstStart)
  const port = settings.PORT === undefined ? await freePort() : Number(settings.PORT)
  const baseUrl = `http://127.0.0.1:${port}`
  const env = { ...environmentOf({ port, dataFolder, databaseUrl }), ...settings }
  const output: string[] = []
  const fail = (complaint: string) =>
    new Error(`The server for ${name} ${complaint}.\n${output.join('')}`)

  const start = async () => {
    const running = startProcess(env, output)
    const state = await Promise.race([untilReady(baseUrl), running.ended])
    if (state === 'ready') return running
    running.child.kill('SIGKILL')
    await running.ended
    await discard()
    throw fail(`did not start (${state})`)
  }
  let running = await start()
  const end = async () => {
    const complaint = await stopProcess(running)
    if (complaint) throw fail(complaint)
  }
  return {
    engine,
    baseUrl,
    publicUrl: settings.PARALLAX_URL ?? baseUrl,
    dataFolder,
    secret: env.PARALLAX_SECRET ?? '',
    place: { dataFolder, ...(databaseUrl !== undefined && { databaseUrl }) },
    get pid() {
      return running.child.pid
    },
    kill: async () => {
      running.child.kill('SIGKILL')
      await running.ended
    },
    end,
    start: async () => {
      running = await start()
    },
    output: () => output.join(''),
    restart: async () => {
      const askedMs = performance.now()
      await end()
      const tookMs = performance.now() - askedMs
      running = await start()
      return tookMs
    },
    stop: async () => {
      const complaint = await stopProcess(running)
      await discard()
      if (complaint) throw fail(complaint)
    },
  }
}

type RunningProcess = { readonly child: ChildProcess; readonly ended: Promise<string> }

function startProcess(env: NodeJS.ProcessEnv, output: string[]): RunningProcess {
  const stdio = ['ignore', 'pipe', 'pipe'] as const
  const child = spawn(process.execPath, [serverProgram], { env, stdio: [...stdio] })
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  return { child, ended: endOf(child) }
}

type Surroundings = {
  readonly port: number
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
}

function environmentOf({ port, dataFolder, databaseUrl }: Surroundings): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PARALLAX_DATA: dataFolder,
    PARALLAX_SECRET: randomBytes(32).toString('hex'),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  }
}

/** How a process ended, in words. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) =>
      resolve(code === null ? `ended by ${signal}` : `code ${code}`),
    )
  })
}

async function untilReady(baseUrl: string): Promise<'ready' | string> {
  const deadlineMs = Date.now() + readyTimeoutMs
  while (Date.now() < deadlineMs) {
    if (await answersReady(baseUrl)) return 'ready'
    await wait(100)
  }
  return `not ready after ${readyTimeoutMs / 1000} seconds`
}

async function answersReady(baseUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${baseUrl}/readyz`)).ok
  } catch {
    // Nobody listens yet: fetch has no other way to say so.
    return false
  }
}

/** What went wrong while stopping, or `undefined` when the server ended by itself with code 0. */
async function stopProcess({ child, ended }: RunningProcess): Promise<string | undefined> {
  child.kill('SIGTERM')
  const end = await Promise.race([ended, wait(stopTimeoutMs, undefined, { ref: false })])
  if (end === 'code 0') return undefined
  if (end !== undefined) return `ended with ${end}`
  child.kill('SIGKILL')
  await ended
  return `was still alive ${stopTimeoutMs / 1000} seconds after SIGTERM`
}

type Place = {
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly discard: () => Promise<void>
}

/** Where a server keeps its data. On PostgreSQL that is the server which TEST_DATABASE_URL names. */
async function placeFor(engine: Engine, firstStart: FirstStart): Promise<Place> {
  const database = firstStart === 'on nothing' ? await nothing(engine) : await makeTestPlace(engine)
  const { databaseUrl, dataFolder = await newFolder(engine) } = database.options
  const discard = async () => {
    await database.remove()
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { dataFolder, databaseUrl, discard }
}

/** A database without any tables, and no database at all for the embedded engine. */
async function nothing(engine: Engine): ReturnType<typeof makeTestPlace> {
  if (engine === 'pglite') return { options: {}, remove: async () => {} }
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl) throw new Error('TEST_DATABASE_URL must name a PostgreSQL server')
  const name = `journey_${randomBytes(6).toString('hex')}`
  await runSql(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const remove = () => runSql(serverUrl, `drop database ${name} with (force)`)
  return { options: { databaseUrl: url.href }, remove }
}

function newFolder(engine: Engine): Promise<string> {
  return mkdtemp(path.join(tmpdir(), `parallax-journey-${engine}-`))
}

async function runSql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
