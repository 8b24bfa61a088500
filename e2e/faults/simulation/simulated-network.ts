import type { AppRouter, FeedEvent, FeedRequest, FeedSink } from '@parallax/api'
import type { Choose } from '@parallax/domain/test'
import type { FeedListener, OpenFeed } from '@parallax/sync'
import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { observable } from '@trpc/server/observable'
import type { Trouble } from './happenings.ts'
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
  /** Hears of what goes wrong on the way. */
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined
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
    for (const feed of this.#feeds) {
      this.#options.onTrouble?.('feed broken')
      feed.abort()
    }
  }

  /** In the place of the links that speak HTTP. */
  readonly link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        const { path, input } = op
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
    const { choose, processes, onTrouble } = this.#options
    const { loseRequest, loseAnswer, double } = this.weather
    await this.#travel()
    if (this.isGone) return unreachable()
    if (this.partition === 'both' || happens(choose, loseRequest)) {
      onTrouble?.('request lost')
      return unreachable()
    }
    const process = choose.from(processes())
    const { sessionToken } = this.#options
    if (happens(choose, double)) {
      onTrouble?.('request doubled')
      const again = () => answerOf(choose.from(processes()).callAs(sessionToken), request)
      setTimeout(() => void again(), choose.below(5_000))
    }
    const isHeard = !happens(choose, loseAnswer)
    const reply = await answerOf(process.callAs(sessionToken), request)
    await this.#travel()
    if (isHeard && process.isAlive() && this.partition === 'none') return reply
    onTrouble?.('answer lost')
    return unreachable()
  }

  /** In the place of the door of the feed. */
  readonly openFeed: OpenFeed = (request, listener) => {
    const feed = new AbortController()
    let isLeft = false
    this.#feeds.add(feed)
    void this.#hearOut(request, listener, feed).then((httpStatus) => {
      this.#feeds.delete(feed)
      if (!(isLeft || this.isGone)) listener.onClosed(httpStatus)
    })
    return () => {
      isLeft = true
      feed.abort()
    }
  }

  /** One line, until it breaks or the server ends it; gives the status of a server that said no. */
  async #hearOut(
    request: FeedRequest,
    listener: FeedListener,
    feed: AbortController,
  ): Promise<number | undefined> {
    await this.#travel()
    if (this.partition !== 'none' || feed.signal.aborted) return undefined
    const { choose, processes, sessionToken } = this.#options
    const process = choose.from(processes())
    const broken = AbortSignal.any([feed.signal, process.death])
    const line = new SimulatedLine(() => this.#delayMs(), broken)
    let drained: () => void = () => undefined
    const deliver = (act: () => void) =>
      line.send(() => {
        if (this.isGone || this.partition !== 'none') return feed.abort()
        listener.onHeard()
        act()
        drained()
      })
    const sink: FeedSink = {
      write: ({ head, tail }) => {
        const event = eventIn(head.toString() + tail)
        deliver(() => event && listener.onEvent(event))
        return line.onTheWay < mostOnTheWay
      },
      end: () => line.end(),
      cut: () => feed.abort(),
    }
    const asked = overTheWire(request) as FeedRequest // what it was before
    const opened = await process.openFeed({ sessionToken, request: asked, lastEventId: '', sink })
    if (typeof opened === 'string') return opened === 'signed-out' ? 401 : 409
    drained = () => {
      if (line.onTheWay < mostOnTheWay) opened.feed.drained()
    }
    deliver(() => listener.onOpen())
    await opened.start().catch(() => feed.abort())
    await line.over
    opened.close()
    return undefined
  }

  #travel(): Promise<void> {
    return passing(this.#delayMs())
  }

  #delayMs(): number {
    const { slownessMs } = this.weather
    return slownessMs / 50 + this.#options.choose.below(slownessMs)
  }
}

/** So many events fill a line: the server waits then until it is drained. */
const mostOnTheWay = 3

/** One direction of one connection: what is sent arrives late and in order, until it breaks. */
class SimulatedLine {
  /** It is broken, or everything has arrived and nothing more will be sent. */
  readonly over: Promise<void>
  onTheWay = 0
  readonly #delayMs: () => number
  readonly #broken: AbortSignal
  #last: Promise<void> = Promise.resolve()
  #dueMs = 0
  #finish: () => void = () => undefined

  constructor(delayMs: () => number, broken: AbortSignal) {
    this.#delayMs = delayMs
    this.#broken = broken
    this.over = new Promise((resolve) => {
      this.#finish = resolve
      broken.addEventListener('abort', () => resolve(), { once: true })
      if (broken.aborted) resolve()
    })
  }

  send(deliver: () => void): void {
    this.onTheWay += 1
    this.#dueMs = Math.max(this.#dueMs, Date.now() + this.#delayMs())
    const arrived = passing(this.#dueMs - Date.now())
    this.#last = Promise.all([this.#last, arrived]).then(() => {
      this.onTheWay -= 1
      if (!this.#broken.aborted) deliver()
    })
  }

  end(): void {
    void this.#last.then(this.#finish)
  }
}

function eventIn(text: string): FeedEvent | undefined {
  const data = /^data: (.*)$/m.exec(text)?.[1]
  // The server writes what its types say.
  return data === undefined ? undefined : (JSON.parse(data) as FeedEvent)
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
    return { data: overTheWire(answer) }
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

function overTheWire(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function happens(choose: Choose, onceIn: number): boolean {
  return onceIn > 0 && choose.onceIn(onceIn)
}

function passing(timeMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, timeMs))
}
