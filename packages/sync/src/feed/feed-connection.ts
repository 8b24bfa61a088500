import type { FeedEvent, FeedRequest } from '@parallax/api'
import type { Clock } from '../clock.ts'
import type { Platform } from '../platform.ts'

export type FeedPlatform = Pick<Platform, 'clock' | 'random' | 'onOnline' | 'openFeed'>

export type ConnectionOptions = {
  readonly platform: FeedPlatform
  /** What to follow; asked for each new connection. */
  readonly request: () => FeedRequest
  readonly onEvent: (event: FeedEvent) => void
  readonly onConnected: (isConnected: boolean) => void
  /** The server has said something, if only that it is there. */
  readonly onHeard: () => void
}

/** The server says something every 15 s; who hears nothing for so long speaks to nobody. */
const longestSilenceMs = 35_000
const firstPauseMs = 2_000
const longestPauseMs = 15_000
/** A server that nobody reaches is mostly being restarted: for so long the pauses do not grow. */
const briefOutageMs = 120_000
/** What a proxy answers in place of a server that it does not reach. */
const unreachedStatuses: readonly (number | undefined)[] = [undefined, 502, 504]
/** After the good-bye of a server, its clients come back one after the other, not all at once. */
const afterShutdownMs = 4_000
const afterExpiryMs = 500
/** A connection that lived so long was a good one. */
const goodAfterMs = 10_000

/** How a try ended: what was answered in place of a feed, and how long to wait before the next. */
type FailedTry = { readonly pauseMs?: number; readonly httpStatus?: number | undefined }

/**
 * One stream of events from the server, made again whenever it breaks, is silent for 35 s or comes to
 * its end, after a pause that differs from browser to browser.
 */
export class FeedConnection {
  readonly #options: ConnectionOptions
  readonly #clock: Clock
  readonly #stopOnline: () => void
  #hangUp: () => void = () => undefined
  #stopTimer: () => void = () => undefined
  #stopWatch: () => void = () => undefined
  #failures = 0
  #failingSinceMs: number | undefined
  #connectedAtMs: number | undefined
  #isClosed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#clock = options.platform.clock
    this.#stopOnline = options.platform.onOnline(() => {
      if (this.#connectedAtMs === undefined) this.#again(0)
    })
  }

  get isConnected(): boolean {
    return this.#connectedAtMs !== undefined
  }

  /** Begins after a moment, in which more may turn up to be followed. */
  open(afterMs: number): void {
    this.#again(afterMs)
  }

  close(): void {
    this.#isClosed = true
    this.#stopOnline()
    this.#stopTimer()
    this.#stopWatch()
    this.#hangUp()
  }

  #follow(): void {
    const { request, platform } = this.#options
    this.#watch()
    this.#hangUp = platform.openFeed(request(), {
      onOpen: () => this.#connected(),
      onEvent: (event) => this.#receive(event),
      onHeard: () => this.#heard(),
      onClosed: (httpStatus) => (httpStatus === 401 ? this.#end() : this.#fail({ httpStatus })),
    })
  }

  #receive(event: FeedEvent): void {
    if (event.kind !== 'ended') this.#options.onEvent(event)
    else if (event.reason === 'signed-out') this.#end()
    else if (event.reason === 'expired')
      this.#again(afterExpiryMs * this.#options.platform.random())
    else this.#fail({ pauseMs: afterShutdownMs })
  }

  /** Nobody is signed in here any more: no new connection mends that. */
  #end(): void {
    this.close()
    this.#options.onEvent({ kind: 'ended', reason: 'signed-out' })
  }

  #connected(): void {
    this.#connectedAtMs = this.#clock.nowMs()
    this.#heard()
    this.#options.onConnected(true)
  }

  #heard(): void {
    this.#watch()
    this.#options.onHeard()
  }

  #watch(): void {
    this.#stopWatch()
    this.#stopWatch = this.#clock.after(longestSilenceMs, () => this.#fail())
  }

  #fail({ pauseMs = firstPauseMs, httpStatus }: FailedTry = {}): void {
    const nowMs = this.#clock.nowMs()
    if (nowMs - (this.#connectedAtMs ?? Number.POSITIVE_INFINITY) > goodAfterMs) this.#forgive()
    this.#failingSinceMs ??= nowMs
    const grownMs = Math.min(pauseMs * 2 ** this.#failures, longestPauseMs)
    const isBrief = nowMs - this.#failingSinceMs < briefOutageMs
    if (!isBrief || !unreachedStatuses.includes(httpStatus)) this.#failures += 1
    this.#again(grownMs * (0.25 + 0.75 * this.#options.platform.random()))
  }

  #forgive(): void {
    this.#failures = 0
    this.#failingSinceMs = undefined
  }

  #again(afterMs: number): void {
    if (this.#isClosed) return
    this.#stopTimer()
    this.#stopWatch()
    this.#hangUp()
    const wasConnected = this.isConnected
    this.#connectedAtMs = undefined
    if (wasConnected) this.#options.onConnected(false)
    this.#stopTimer = this.#clock.after(afterMs, () => this.#follow())
  }
}
