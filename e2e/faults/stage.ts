import { setTimeout as passing } from 'node:timers/promises'
import type { Answer } from '@parallax/api'
import { claimInstance, type Database, openDatabase } from '@parallax/db'
import type { Operation, ProjectId } from '@parallax/domain'
import { type Choose, chooser, people, sampleProjectId } from '@parallax/domain/test'
import { expect } from 'vitest'
import { type Engine, type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { checkHistory, type Finding, type HistoryEvent } from './check-history.ts'
import { copyProject } from './copy-project.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { type Later, readAftermath, type Witness } from './read-aftermath.ts'
import { RealClient } from './real-client.ts'
import { cookieOf, type Name, writePeople, writeSampleProject } from './sample-project.ts'

/** A running server with the sample's people, for faults to be played on, round by round. */
export type Stage = {
  readonly server: JourneyServer
  /** A project of its own for a round, with a proxy before the server. */
  readonly setUp: (round: number) => Promise<Round>
  readonly close: () => Promise<void>
}

/** Longer than a page waits for an answer that never comes. */
const quiet = { timeout: 90_000, interval: 50 }

/**
 * Starts the built server on this engine, with a project for each of `count` rounds. `settings` are
 * put over its own.
 */
export async function openStage(
  engine: Engine,
  name: string,
  count: number,
  settings: NodeJS.ProcessEnv = {},
): Promise<Stage> {
  const server = await startJourneyServer(engine, name, settings)
  const given = new Map<number, readonly HistoryEvent[]>()
  await withDatabase(server, async (database) => {
    await writePeople(database, count)
    await claimInstance(database.db, people.olga.userId)
    for (let round = 0; round < count; round++)
      given.set(round, await writeSampleProject(database, projectOf(round)))
  })
  return {
    server,
    setUp: (round) => Round.open(server, round, given.get(round) ?? []),
    close: () => server.stop(),
  }
}

function projectOf(round: number): ProjectId {
  return sampleProjectId(`round ${round}`)
}

/** Work with the database of a server, which is not running meanwhile where both cannot have it. */
export async function withDatabase<Value>(
  server: JourneyServer,
  work: (database: Database) => Promise<Value>,
): Promise<Value> {
  const { databaseUrl, dataFolder } = server.place
  if (databaseUrl === undefined) await server.end()
  const database = await openDatabase(databaseUrl === undefined ? { dataFolder } : { databaseUrl })
  try {
    return await work(database)
  } finally {
    await database.close()
    if (databaseUrl === undefined) await server.start()
  }
}

/** How a page reaches the server, and by which session: a person's own, or theirs in one round. */
type Way = { readonly direct?: boolean; readonly site?: string; readonly session?: number }

/** One time that a fault is played: a project, who works in it, and all that is known of what happened. */
export class Round {
  readonly choose: Choose
  readonly number: number
  readonly project: ProjectId
  readonly proxy: FaultProxy
  readonly history: HistoryEvent[]
  /** What part of the time that it may take it took, each time that everybody had to come back. */
  readonly returns: number[] = []
  readonly #server: JourneyServer
  readonly #clients: RealClient[] = []
  /** What was taken down when the round had come to rest. */
  #later: Later = {}

  private constructor(
    server: JourneyServer,
    parts: Pick<Round, 'choose' | 'number' | 'project' | 'proxy'> & {
      readonly given: readonly HistoryEvent[]
    },
  ) {
    this.#server = server
    this.choose = parts.choose
    this.number = parts.number
    this.project = parts.project
    this.proxy = parts.proxy
    this.history = [...parts.given]
  }

  static async open(
    server: JourneyServer,
    number: number,
    given: readonly HistoryEvent[],
  ): Promise<Round> {
    const choose = chooser(number)
    const proxy = await startFaultProxy(Number(new URL(server.baseUrl).port), choose)
    return new Round(server, { choose, number, project: projectOf(number), proxy, given })
  }

  /**
   * Somebody opens the project on a page of their own, through the proxy unless said otherwise:
   * directly, or at the address of a `site` that stands before the server.
   */
  async join(name: Name, { direct = false, site, session }: Way = {}): Promise<RealClient> {
    const { choose, project, history, proxy } = this
    const { publicUrl, secret } = this.#server
    const page = this.#clients.length + 1
    const origin = site ?? (direct ? publicUrl : proxy.origin)
    const cookie = cookieOf(name, secret, session)
    const options = { name, page, origin, serverOrigin: site ?? publicUrl, cookie, project }
    const client = new RealClient({ ...options, choose, history })
    this.#clients.push(client)
    await client.open()
    return client
  }

  /** These people do something, one after the other, with pauses of at most so long. */
  async work(clients: readonly RealClient[], times: number, longestPauseMs = 20): Promise<void> {
    for (let at = 0; at < times; at++) {
      this.choose.from(clients).act()
      await passing(this.choose.below(longestPauseMs))
    }
  }

  /**
   * Calls a procedure that changes something, as a request of its own through the proxy. Gives what
   * was answered; throws with the status where that is a no.
   */
  async call<Output>(name: Name, procedure: string, input: object): Promise<Output> {
    const { publicUrl: origin, secret } = this.#server
    const response = await fetch(`${this.proxy.origin}/api/trpc/${procedure}`, {
      method: 'POST',
      headers: { origin, cookie: cookieOf(name, secret), 'content-type': 'application/json' },
      body: JSON.stringify({ project: this.project, ...input }),
    })
    const body = await response.text()
    if (!response.ok) throw new Error(`${procedure} answered ${response.status}: ${body}`)
    // The server is of this very checkout: its answers have the shape that the caller names.
    return (JSON.parse(body) as { result: { data: Output } }).result.data
  }

  /** Sends operations by hand, and writes down what is asked and answered. */
  async submit(name: Name, operations: readonly Operation[]): Promise<readonly Answer[]> {
    const client = `${name} by hand`
    for (const { id, stream } of operations)
      if (!this.history.some((event) => event.kind === 'invoke' && event.op === id))
        this.history.push({ kind: 'invoke', client, stream: stream.id, op: id })
    const { answers } = await this.call<{ answers: readonly Answer[] }>(name, 'operations.submit', {
      operations,
    })
    for (const answer of answers)
      if (answer.result === 'ok')
        this.history.push({ kind: 'ok', client, op: answer.id, seq: answer.seq })
    return answers
  }

  /** Waits until everything that was done is answered and everybody has all of it. */
  async calmDown(): Promise<void> {
    const restless = () => {
      const heads = this.#heads()
      return this.#clients.filter((client) => client.ended.length === 0 && !client.isAtRest(heads))
    }
    await expect
      .poll(() => restless().map((client) => client.unrest(this.#heads())), quiet)
      .toEqual([])
  }

  /**
   * When all is calm: takes down what somebody has who loads everything from nothing, and what comes
   * out of an export and an import, for `findingsIn`.
   */
  async comeToRest(): Promise<void> {
    await this.calmDown()
    const { client: fresh } = await this.join('olga', { direct: true })
    const { publicUrl: origin, secret } = this.#server
    const copy = await copyProject({ origin, cookie: cookieOf('olga', secret) }, this.project)
    this.#later = { fresh, copy }
  }

  /** Holds what happened against what came of it. */
  async findings(): Promise<readonly Finding[]> {
    await this.comeToRest()
    return await withDatabase(this.#server, (database) => this.findingsIn(database))
  }

  /** The same in a database that is open, of a round that has come to rest. */
  async findingsIn(database: Database): Promise<readonly Finding[]> {
    for (const client of this.#clients) client.look()
    const witnesses = this.#clients.map(witnessOf)
    return checkHistory(
      this.history,
      await readAftermath(database, this.project, witnesses, this.#later),
    )
  }

  /** How far each stream has come, as far as anybody knows: by what is there, and by what was answered. */
  #heads(): ReadonlyMap<string, number> {
    const heads = new Map<string, number>()
    const reach = (id: string, seq: number) => heads.set(id, Math.max(seq, heads.get(id) ?? 0))
    for (const { session } of this.#clients)
      for (const { id, seq } of session?.store.heads() ?? []) reach(id, seq)
    const streams = new Map<string, string>()
    for (const event of this.history) {
      if (event.kind === 'invoke') streams.set(event.op, event.stream)
      // An answer may be here before the line itself, which comes by the feed.
      const stream = event.kind === 'ok' ? streams.get(event.op) : undefined
      if (event.kind === 'ok' && stream !== undefined) reach(stream, event.seq)
    }
    return heads
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close()
    await this.proxy.close()
  }
}

/** Somebody who was removed does not follow any more; what they keep still counts. */
function witnessOf({ client, session, browser, ended }: RealClient): Witness {
  return { client, browser, session: ended.length === 0 ? session : undefined }
}
