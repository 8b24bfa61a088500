import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import {
  emptyStream,
  hopefulFacts,
  type LogEntry,
  type ProjectId,
  type Replica,
  type ReplicaSurroundings,
  type StreamId,
  type StreamKind,
  startReplica,
  type UserId,
  withEntry,
} from '@parallax/domain'
import { newId } from './new-id.ts'

/** Who follows, what, and where. Followers take cookies by turns. */
export type Following = {
  readonly count: number
  readonly origin: string
  readonly cookies: readonly string[]
  /** The project and stream of our feed; null follows the raw stream of events instead. */
  readonly of: {
    readonly project: string
    readonly stream: string
    readonly kind: StreamKind
    /** The state to go on from: 0 for the whole log. */
    readonly seq: number
  } | null
}

/** When the last follower had taken in what came, by the clock of this machine in milliseconds. */
export type Arrival = { readonly seq: number; readonly atMs: number }

/** A process that follows and does nothing else. */
export type Followers = {
  /** Opens all feeds; resolves when every one is connected. */
  readonly open: (following: Following) => Promise<void>
  /** Resolves when every follower has got as far as `seq` (of the raw stream: so many events). */
  readonly arrived: (seq: number) => Promise<Arrival>
  readonly stop: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The argument by which this bundle, started once more, follows. */
export const followersArgument = 'followers'

/** Now, comparable between processes. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now()
}

type Command = { readonly open: Following } | { readonly until: number } | { readonly stop: true }
type Answer = { readonly done: true } | { readonly arrival: Arrival } | { readonly fault: string }

export function startFollowers(): Followers {
  const [, program = ''] = process.argv
  const child = fork(program, [followersArgument])
  const ask = async (command: Command): Promise<Answer> => {
    const settled = new AbortController()
    child.send(command)
    const [message] = await Promise.race([
      once(child, 'message', settled),
      failureOf(child, settled),
    ]).finally(() => settled.abort())
    const answer = message as Answer // sent by `serveFollowers` below
    if ('fault' in answer) throw new Error(answer.fault)
    return answer
  }
  return {
    open: async (open) => void (await ask({ open })),
    stop: async () => void (await ask({ stop: true })),
    arrived: async (until) => {
      const answer = await ask({ until })
      if (!('arrival' in answer)) throw new Error('A question was answered with another answer.')
      return answer.arrival
    },
    close: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

async function failureOf(child: ChildProcess, settled: AbortController): Promise<never> {
  const [code] = await once(child, 'exit', settled)
  throw new Error(`The process that follows ended with ${code}.`)
}

/** The other side: follows what it is told to, until nobody is there to tell it. */
export function serveFollowers(): void {
  const crowd = new Crowd()
  process.on('message', (command: Command) => {
    const answer = (message: Answer) => process.send?.(message)
    crowd.obey(command).then(answer, (fault: unknown) => answer({ fault: String(fault) }))
  })
  process.on('disconnect', () => process.exit())
}

class Crowd {
  #followers: Follower[] = []
  #agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })

  async obey(command: Command): Promise<Answer> {
    if ('until' in command) return { arrival: await this.#until(command.until) }
    for (const follower of this.#followers) follower.stop()
    this.#followers = []
    this.#agent.destroy()
    if ('stop' in command) return { done: true }
    this.#agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
    const { count, cookies } = command.open
    const opening = Array.from({ length: count }, (_, index) =>
      Follower.open(command.open, cookies[index % cookies.length] ?? '', this.#agent),
    )
    this.#followers = await Promise.all(opening)
    return { done: true }
  }

  async #until(seq: number): Promise<Arrival> {
    const moments = await Promise.all(this.#followers.map((follower) => follower.until(seq)))
    return { seq, atMs: Math.max(...moments) }
  }
}

/** Followers plan nothing of their own, so that nobody asks for what surrounds the stream. */
const surroundings: ReplicaSurroundings = {
  actor: { userId: '' as UserId, role: 'viewer' },
  context: {
    projectId: '' as ProjectId,
    document: null,
    text: null,
    registry: null,
    codebook: null,
    facts: hopefulFacts,
  },
}

/** One feed, and the replica that it makes of what it hears, as a page does. */
class Follower {
  readonly #response: IncomingMessage
  readonly #of: Following['of']
  #replica: Replica | undefined
  #got = 0
  #gotAtMs = 0
  #rest = ''
  #wake: () => void = () => undefined

  private constructor(response: IncomingMessage, of: Following['of']) {
    this.#response = response
    this.#of = of
    if (of !== null) {
      // Streams of this bench are named by ids that the domain made.
      const state = { ...emptyStream(of.kind, of.stream as StreamId), seq: of.seq }
      this.#replica = startReplica(state)
      this.#got = of.seq
    }
    response.setEncoding('utf8')
    response.on('data', (piece: string) => this.#hear(piece))
  }

  static open(following: Following, cookie: string, agent: Agent): Promise<Follower> {
    const { origin, of } = following
    return new Promise((resolve, reject) => {
      const headers = { cookie, accept: 'text/event-stream' }
      const asking = request(`${origin}${pathOf(of)}`, { agent, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`a feed answered ${response.statusCode}`))
        else response.once('data', () => undefined)
        resolve(new Follower(response, of))
      })
      asking.on('error', reject)
      asking.end()
    })
  }

  stop(): void {
    this.#response.destroy()
  }

  async until(seq: number): Promise<number> {
    while (this.#got < seq)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    return this.#gotAtMs
  }

  #hear(piece: string): void {
    const events = (this.#rest + piece).split('\n\n')
    this.#rest = events.pop() ?? ''
    for (const event of events) this.#take(event)
  }

  #take(event: string): void {
    const data = /^data: (.*)$/m.exec(event)?.[1]
    if (data === undefined) return
    if (this.#of === null) this.#reached(this.#got + 1)
    else for (const entry of entriesIn(data, this.#of.stream)) this.#apply(entry)
  }

  #apply(entry: LogEntry): void {
    if (this.#replica === undefined) return
    this.#replica = withEntry(this.#replica, entry, surroundings).replica
    this.#reached(entry.seq)
  }

  #reached(seq: number): void {
    this.#got = seq
    this.#gotAtMs = nowMs()
    this.#wake()
  }
}

function pathOf(of: Following['of']): string {
  if (of === null) return '/events'
  const streams = [{ id: of.stream, seq: of.seq }]
  const asked = { feed: newId(), projects: [{ project: of.project, streams }] }
  return `/api/feed?follow=${encodeURIComponent(JSON.stringify(asked))}`
}

function entriesIn(data: string, stream: string): readonly LogEntry[] {
  const event: { kind?: string; stream?: string; entries?: readonly LogEntry[] } = JSON.parse(data)
  const isOurs = event.kind === 'changes' && event.stream === stream
  return isOurs ? (event.entries ?? []) : []
}
