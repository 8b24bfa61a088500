import type { FeedEvent, FeedRequest } from '@parallax/api'
import type { StreamId } from '@parallax/domain'
import type { ApiClient } from '../src/api-client.ts'
import type { FeedListener, OpenFeed } from '../src/feed/open-feed.ts'
import type { PageTime, SimulatedTime } from './simulated-time.ts'

type Place = { readonly id: StreamId; readonly seq: number }
type Watch = {
  readonly feed: string
  readonly add: readonly Place[]
  readonly remove: readonly StreamId[]
}

type Connection = {
  readonly page: PageTime
  readonly feed: string
  readonly listener: FeedListener
  readonly told: Map<StreamId, number>
  /** Nothing arrives any more, and nobody says so. */
  isFrozen: boolean
  /** Its page has hung up. */
  isClosed: boolean
}

const pingEveryMs = 15_000

/** A server with logs of numbered lines, and feeds that tell of them as ours do. */
export class SimulatedServer {
  readonly #time: SimulatedTime
  readonly #delayMs: () => number
  readonly #logs = new Map<StreamId, number>()
  readonly #open = new Set<Connection>()
  /** How many requests for streams are lost on their way between two processes. */
  watchesToLose = 0
  isAway = false
  fetches = 0
  mostOpen = 0

  constructor(time: SimulatedTime, delayMs: () => number) {
    this.#time = time
    this.#delayMs = delayMs
    this.#ping()
  }

  get openCount(): number {
    return this.#open.size
  }

  head(stream: StreamId): number {
    return this.#logs.get(stream) ?? 0
  }

  append(stream: StreamId, count: number): void {
    this.#logs.set(stream, this.head(stream) + count)
    for (const connection of this.#open) this.#tell(connection, stream)
  }

  /** Every line is cut, and both ends know. */
  cut(): void {
    for (const connection of [...this.#open]) {
      this.#open.delete(connection)
      this.#send(connection, () => connection.listener.onClosed(undefined))
    }
  }

  /** Every line is dead, and neither end knows. */
  freeze(): void {
    for (const connection of this.#open) connection.isFrozen = true
  }

  /** What a page asks with. */
  clientOf(page: PageTime): ApiClient {
    return {
      changes: {
        watch: { mutate: (request: Watch) => this.#answer(page, () => this.#watch(request)) },
      },
    } as unknown as ApiClient // the part of it that follows
  }

  /** The lines that a page opens. */
  feedsOf(page: PageTime): OpenFeed {
    return (request, listener) => this.#follow(page, request, listener)
  }

  /** The lines of a log after a seq. */
  since(page: PageTime, stream: StreamId, seq: number): Promise<readonly number[]> {
    this.fetches += 1
    return this.#answer(page, () => linesOf(seq, this.head(stream)))
  }

  #follow(page: PageTime, { feed, projects }: FeedRequest, listener: FeedListener): () => void {
    const connection = { page, feed, listener, told: new Map(), isFrozen: false, isClosed: false }
    const stop = page.after(this.#delayMs(), () => this.#connect(connection, projects))
    return () => {
      stop()
      connection.isClosed = true
      this.#open.delete(connection)
    }
  }

  #connect(connection: Connection, projects: FeedRequest['projects']): void {
    if (this.isAway) connection.listener.onClosed(undefined)
    else this.#accept(connection, projects)
  }

  #accept(connection: Connection, projects: FeedRequest['projects']): void {
    for (const other of this.#open) if (other.feed === connection.feed) this.#open.delete(other)
    this.#open.add(connection)
    this.mostOpen = Math.max(this.mostOpen, this.#open.size)
    this.#send(connection, () => connection.listener.onOpen())
    for (const { streams } of projects) this.#add(connection, streams)
  }

  #watch({ feed, add, remove }: Watch): null {
    const connection = [...this.#open].find((each) => each.feed === feed)
    if (!connection) throw new Error('there is no such feed')
    if (this.watchesToLose > 0) {
      this.watchesToLose -= 1
      return null
    }
    for (const id of remove) connection.told.delete(id)
    this.#add(connection, add)
    return null
  }

  #add(connection: Connection, places: readonly Place[]): void {
    for (const { id, seq } of places)
      if ((connection.told.get(id) ?? -1) < seq) connection.told.set(id, seq)
    const standing = places.map(({ id, seq }) => ({ id, seq: connection.told.get(id) ?? seq }))
    this.#event(connection, { kind: 'watching', places: standing })
    for (const { id } of places) this.#tell(connection, id)
  }

  #tell(connection: Connection, stream: StreamId): void {
    const seq = connection.told.get(stream)
    const head = this.head(stream)
    if (seq === undefined || seq >= head) return
    connection.told.set(stream, head)
    const entries = linesOf(seq, head).map((each) => ({ seq: each }))
    // Only the numbers of lines count here.
    this.#event(connection, { kind: 'changes', stream, entries } as unknown as FeedEvent)
  }

  #event(connection: Connection, data: FeedEvent): void {
    this.#send(connection, () => connection.listener.onEvent(data))
  }

  /** A line keeps the order of what is sent over it: all of it takes the same time. */
  #send(connection: Connection, act: () => void): void {
    if (connection.isFrozen) return
    connection.page.after(5, () => {
      if (connection.isClosed) return
      connection.listener.onHeard()
      act()
    })
  }

  #answer<Value>(page: PageTime, answer: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      page.after(this.#delayMs(), () => {
        try {
          if (this.isAway) throw new Error('nobody answers')
          const value = answer()
          page.after(this.#delayMs(), () => resolve(value))
        } catch (reason) {
          reject(reason)
        }
      })
    })
  }

  #ping(): void {
    for (const connection of this.#open) {
      if (connection.page.isGone) this.#open.delete(connection)
      else this.#send(connection, () => undefined)
    }
    this.#time.after(pingEveryMs, () => this.#ping())
  }
}

function linesOf(afterSeq: number, head: number): readonly number[] {
  return Array.from({ length: Math.max(0, head - afterSeq) }, (_, index) => afterSeq + index + 1)
}
