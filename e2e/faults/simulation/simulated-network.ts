import type { AppRouter } from '@parallax/api'
import type { Choose } from '@parallax/domain/test'
import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { isTrackedEnvelope, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { observable } from '@trpc/server/observable'
import type { Calls, SimulatedProcess } from './simulated-server.ts'

/** What the network between one browser and the server does, from mild to away. */
export type Weather = {
  /** The longest that a message takes, in milliseconds; it takes at least a fiftieth of that. */
  readonly slownessMs: number
  /** Once in so many requests, the server never hears of it; 0 is never. */
  readonly loseRequest: number
  /** Once in so many requests, the server does what is asked and the answer is lost. */
  readonly loseAnswer: number
  /** Once in so many requests, it arrives a second time, much later. */
  readonly double: number
}

export const calm: Weather = { slownessMs: 40, loseRequest: 0, loseAnswer: 0, double: 0 }
export const storm: Weather = { slownessMs: 800, loseRequest: 8, loseAnswer: 5, double: 6 }

type Request = { readonly path: string; readonly input: unknown }
type Reply = { readonly data: unknown } | { readonly error: TRPCClientError<AppRouter> }

export type NetworkOptions = {
  readonly choose: Choose
  readonly sessionToken: string
  /** The processes to choose from. */
  readonly processes: () => readonly SimulatedProcess[]
  /** What the browser hears, before anybody in it does. */
  readonly onReply: (request: Request, data: unknown) => void
}

/** The network between one page and the server: queues in the place of sockets. */
export class SimulatedNetwork {
  weather = calm
  /** `replies`: what is sent arrives, and nothing comes back. */
  partition: 'none' | 'both' | 'replies' = 'none'
  /** The page is gone: nothing that comes back finds anybody. */
  isGone = false
  readonly #options: NetworkOptions
  readonly #feeds = new Set<AbortController>()

  constructor(options: NetworkOptions) {
    this.#options = options
  }

  /** Breaks the feeds of this page without a word. */
  cutFeeds(): void {
    for (const feed of this.#feeds) feed.abort()
  }

  /** In the place of the links that speak HTTP. */
  readonly link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        const { path, input } = op
        if (op.type === 'subscription') return this.#follow({ path, input }, observer)
        void this.#ask({ path, input }).then((reply) => {
          if (this.isGone) return
          if ('error' in reply) return observer.error(reply.error)
          this.#options.onReply({ path, input }, reply.data)
          observer.next({ result: { type: 'data', data: reply.data } })
          observer.complete()
        })
        return () => undefined
      })

  async #ask(request: Request): Promise<Reply> {
    const { choose, processes } = this.#options
    const { loseRequest, loseAnswer, double } = this.weather
    await this.#travel()
    if (this.isGone) return unreachable()
    if (this.partition === 'both' || happens(choose, loseRequest)) return unreachable()
    const process = choose.from(processes())
    const { sessionToken } = this.#options
    if (happens(choose, double))
      setTimeout(
        () => void answerOf(choose.from(processes()).callAs(sessionToken), request),
        choose.below(5_000),
      )
    const isHeard = !happens(choose, loseAnswer)
    const reply = await answerOf(process.callAs(sessionToken), request)
    await this.#travel()
    return isHeard && process.isAlive() && this.partition === 'none' ? reply : unreachable()
  }

  /** A feed as a browser follows it: it comes back by itself and says what it heard last. */
  #follow(request: Request, observer: FeedObserver): () => void {
    let isLeft = false
    let lastEventId: string | undefined
    let feed = new AbortController()
    const connect = async (): Promise<void> => {
      while (!(isLeft || this.isGone)) {
        observer.next({ result: { type: 'state', state: 'connecting', error: null } })
        feed = new AbortController()
        this.#feeds.add(feed)
        const end = await this.#hearOut({ request, lastEventId, feed }, observer, (id) => {
          lastEventId = id
        })
        this.#feeds.delete(feed)
        if (isLeft || this.isGone) return
        if (end === 'complete') return observer.complete()
        if (end) return observer.error(end)
        await passing(1_000 + this.#options.choose.below(2_000))
      }
    }
    void connect()
    return () => {
      isLeft = true
      feed.abort()
    }
  }

  /** One connection, to its end: by the server's will, for a reason that is final, or broken. */
  async #hearOut(
    { request, lastEventId, feed }: Connection,
    observer: FeedObserver,
    onHeard: (id: string) => void,
  ): Promise<'complete' | TRPCClientError<AppRouter> | undefined> {
    await this.#travel()
    if (this.partition !== 'none' || feed.signal.aborted) return undefined
    const process = this.#options.choose.from(this.#options.processes())
    const end = AbortSignal.any([feed.signal, process.death])
    const calls = process.callAs(this.#options.sessionToken, end)
    const input = { ...objectOf(request.input), ...(lastEventId && { lastEventId }) }
    const asked = await answerOf(calls, { ...request, input })
    if ('error' in asked) return httpStatusOf(asked.error) < 500 ? asked.error : undefined
    observer.next({ result: { type: 'state', state: 'pending', error: null } })
    const stopPings = this.#ping(observer, end)
    // `follow` is the one subscription there is, and gives an iterable.
    const events = asked.data as AsyncIterable<unknown>
    const line = new SimulatedLine(() => this.#delayMs(), end)
    for await (const event of events) {
      if (!isTrackedEnvelope(event)) continue
      const [id, data] = event
      line.send(() => {
        if (this.isGone || this.partition !== 'none') return feed.abort()
        onHeard(id)
        observer.next({ result: { type: 'data', data: { id, data: overTheWire(data) } } })
      })
    }
    stopPings()
    await line.drain()
    return end.aborted ? undefined : 'complete'
  }

  /** The server's sign of life, which an event source hears and the typed client keeps to itself. */
  #ping(observer: FeedObserver, end: AbortSignal): () => void {
    const eventSource = new EventTarget()
    observer.next({ result: { type: 'started' }, context: { eventSource } })
    const timer = setInterval(() => {
      const isHeard = !(end.aborted || this.isGone) && this.partition === 'none'
      if (isHeard) eventSource.dispatchEvent(new Event('ping'))
    }, 15_000)
    return () => clearInterval(timer)
  }

  #travel(): Promise<void> {
    return passing(this.#delayMs())
  }

  #delayMs(): number {
    const { slownessMs } = this.weather
    return slownessMs / 50 + this.#options.choose.below(slownessMs)
  }
}

type FeedObserver = Parameters<
  Parameters<typeof observable<FeedResult, TRPCClientError<AppRouter>>>[0]
>[0]
type FeedResult = {
  readonly result:
    | { readonly type: 'data'; readonly data: unknown }
    | { readonly type: 'started' }
    | {
        readonly type: 'state'
        readonly state: 'connecting' | 'pending'
        readonly error: null
      }
  readonly context?: { readonly eventSource: EventTarget }
}
type Connection = {
  readonly request: Request
  readonly lastEventId: string | undefined
  readonly feed: AbortController
}

/** One direction of one connection: what is sent arrives late and in order, until it breaks. */
class SimulatedLine {
  readonly #delayMs: () => number
  readonly #broken: AbortSignal
  #last: Promise<void> = Promise.resolve()
  #dueMs = 0

  constructor(delayMs: () => number, broken: AbortSignal) {
    this.#delayMs = delayMs
    this.#broken = broken
  }

  send(deliver: () => void): void {
    this.#dueMs = Math.max(this.#dueMs, Date.now() + this.#delayMs())
    const arrived = passing(this.#dueMs - Date.now())
    this.#last = Promise.all([this.#last, arrived]).then(() => {
      if (!this.#broken.aborted) deliver()
    })
  }

  drain(): Promise<void> {
    return this.#last
  }
}

/** What a process says to a request, or how it fails, as it comes out of JSON. */
async function answerOf(calls: Calls, { path, input }: Request): Promise<Reply> {
  // The router's tree of procedures, walked by the dotted name of one.
  const call = path
    .split('.')
    .reduce((at: unknown, name) => (at as Calls)[name as keyof Calls], calls)
  try {
    // What is found under the name of a procedure is that procedure.
    const answer = await (call as (input: unknown) => Promise<unknown>)(overTheWire(input))
    return { data: isFeed(answer) ? answer : overTheWire(answer) }
  } catch (fault) {
    if (!(fault instanceof TRPCError)) throw fault
    const httpStatus = getHTTPStatusCodeFromError(fault)
    const shape = { message: fault.message, code: -32_000, data: { code: fault.code, httpStatus } }
    return { error: TRPCClientError.from<AppRouter>({ error: shape } as never) } // as the wire has it
  }
}

function unreachable(): Reply {
  return { error: TRPCClientError.from<AppRouter>(new Error('there is no network')) }
}

function httpStatusOf({ data }: TRPCClientError<AppRouter>): number {
  return data?.httpStatus ?? 500
}

function isFeed(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

function objectOf(input: unknown): object {
  return typeof input === 'object' && input !== null ? input : {}
}

function overTheWire(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function happens(choose: Choose, onceIn: number): boolean {
  return onceIn > 0 && choose.onceIn(onceIn)
}

function passing(timeMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, timeMs))
}
