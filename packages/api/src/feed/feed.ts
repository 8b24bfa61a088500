import type { ChangeBus, Subscription } from '@parallax/db'
import type { LogEntry, ProjectId, StreamId, UserId } from '@parallax/domain'
import { encodePosition } from './position.ts'
import type { RecentEntries } from './recent-entries.ts'

export type EndReason = 'signed-out' | 'removed' | 'expired' | 'shutdown'

/** What a feed tells. `reload`: too much was missed; the stream must be opened and watched anew. */
export type FeedEvent =
  | {
      readonly kind: 'changes'
      readonly stream: StreamId
      readonly entries: readonly LogEntry[]
    }
  | { readonly kind: 'ended'; readonly reason: EndReason }
  | { readonly kind: 'reload'; readonly stream: StreamId }

/** An event with the position that holds once it was heard: where to go on after a break. */
export type TrackedEvent = { readonly id: string; readonly event: FeedEvent }

/** Who follows what. */
export type FeedOwner = {
  readonly feedId: string
  readonly projectId: ProjectId
  readonly userId: UserId
  readonly sessionId: string
}

export type Place = { readonly id: StreamId; readonly seq: number }

const pageLength = 500
const reloadBeyond = 50_000

/**
 * What happens in some streams of one project, for one browser: each stream's entries in order, none
 * twice and none left out.
 */
export class Feed {
  readonly owner: FeedOwner
  readonly #recent: RecentEntries
  readonly #subscription: Subscription
  /** What the reader has been told. */
  readonly #told = new Map<StreamId, number>()
  readonly #stirred = new Set<StreamId>()
  readonly #toReload: StreamId[] = []
  #ended: EndReason | undefined
  #wake: () => void = () => undefined

  constructor(owner: FeedOwner, bus: ChangeBus, recent: RecentEntries) {
    this.owner = owner
    this.#recent = recent
    this.#subscription = bus.subscribe((heads) => {
      for (const { streamId } of heads) this.#stir(streamId as StreamId) // it is one that we watch
    })
  }

  /**
   * Starts to tell of these streams what comes after `seq`. A stream that is told of already goes on
   * from where it is, or from `seq` if that is further.
   */
  add(places: readonly Place[]): void {
    const { projectId } = this.owner
    for (const { id, seq } of places) {
      if ((this.#told.get(id) ?? -1) >= seq) continue
      this.#told.set(id, seq)
      // First listen, then read: what comes in between is heard of twice and told once.
      this.#subscription.watch([{ projectId, streamId: id, seq }])
      this.#stir(id)
    }
  }

  remove(ids: readonly StreamId[]): void {
    const { projectId } = this.owner
    this.#subscription.unwatch(ids.map((streamId) => ({ projectId, streamId })))
    for (const id of ids) this.#told.delete(id)
  }

  /** How many streams the feed would carry with these. */
  countWith(places: readonly Place[]): number {
    return new Set([...this.#told.keys(), ...places.map(({ id }) => id)]).size
  }

  places(): readonly Place[] {
    return [...this.#told].map(([id, seq]) => ({ id, seq }))
  }

  /** Tells the reader to open a stream anew; until it does, the feed is silent about it. */
  reload(id: StreamId): void {
    this.remove([id])
    this.#toReload.push(id)
    this.#wake()
  }

  end(reason: EndReason): void {
    this.#ended ??= reason
    this.#wake()
  }

  /** What happens, until the feed ends or the reader goes away. */
  async *events(signal: AbortSignal): AsyncGenerator<TrackedEvent, void, void> {
    signal.addEventListener('abort', () => this.#wake(), { once: true })
    try {
      while (!signal.aborted) {
        if (this.#ended !== undefined) {
          yield this.#tracked({ kind: 'ended', reason: this.#ended })
          return
        }
        const lost = this.#toReload.shift()
        const [stream] = this.#stirred
        if (lost !== undefined) yield this.#tracked({ kind: 'reload', stream: lost })
        else if (stream !== undefined) yield* this.#tell(stream)
        else await this.#untilWoken(signal)
      }
    } finally {
      this.#subscription.close()
    }
  }

  #stir(id: StreamId): void {
    this.#stirred.add(id)
    this.#wake()
  }

  #untilWoken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      if (signal.aborted) resolve()
    })
  }

  /** Tells one page of a stream; a stream with more stays stirred. */
  async *#tell(stream: StreamId): AsyncGenerator<TrackedEvent, void, void> {
    this.#stirred.delete(stream)
    const afterSeq = this.#told.get(stream)
    if (afterSeq === undefined) return
    const { projectId } = this.owner
    const place = { streamId: stream, afterSeq, limit: pageLength }
    const entries = await this.#recent.since(projectId, place)
    const last = entries.at(-1)
    // The stream may have been taken out, or put in anew, while the page was read.
    if (last === undefined || this.#told.get(stream) !== afterSeq) return
    if (entries.length === pageLength) {
      if (await this.#isTooFarBehind(stream, afterSeq)) return this.reload(stream)
      this.#stirred.add(stream)
    }
    this.#told.set(stream, last.seq)
    yield this.#tracked({ kind: 'changes', stream, entries })
  }

  async #isTooFarBehind(stream: StreamId, afterSeq: number): Promise<boolean> {
    const place = { streamId: stream, afterSeq: afterSeq + reloadBeyond, limit: 1 }
    return (await this.#recent.since(this.owner.projectId, place)).length > 0
  }

  #tracked(event: FeedEvent): TrackedEvent {
    // An event id must not be empty, also when nothing is watched.
    return { id: encodePosition(this.#told) || '-', event }
  }
}
