import type { ChangeBus, Subscription } from '@parallax/db'
import type { ProjectId, StreamId, UserId } from '@parallax/domain'
import type { EndReason, FeedEvent, PersonAt, Place, TrackedEvent } from './feed-event.ts'
import { encodePosition } from './position.ts'
import type { RecentEntries } from './recent-entries.ts'

/** Who follows. */
export type FeedOwner = {
  readonly feedId: string
  readonly userId: UserId
  readonly sessionId: string
}

/** A stream of a feed, and what the reader has been told of it. */
type Told = { readonly project: ProjectId; readonly seq: number }

/** People of a project who have moved since the reader heard of them. */
type Moved = { readonly people: Map<UserId, PersonAt>; readonly isAll: boolean }

const pageLength = 500
const reloadBeyond = 50_000

/**
 * What happens in some streams, of any projects, for one browser: each stream's entries in order, none
 * twice and none left out. Whoever adds streams has seen to it that the reader is in their project.
 */
export class Feed {
  readonly owner: FeedOwner
  readonly #recent: RecentEntries
  readonly #subscription: Subscription
  readonly #told = new Map<StreamId, Told>()
  /** The streams that the request named, by their place in it. */
  readonly #named = new Map<StreamId, number>()
  readonly #moved = new Map<number, number>()
  readonly #stirred = new Set<StreamId>()
  readonly #news: FeedEvent[] = []
  readonly #presence = new Map<ProjectId, Moved>()
  #ended: EndReason | undefined
  #wake: () => void = () => undefined

  constructor(owner: FeedOwner, bus: ChangeBus, recent: RecentEntries) {
    this.owner = owner
    this.#recent = recent
    this.#subscription = bus.subscribe((heads) => {
      for (const { streamId } of heads) this.#stir(streamId as StreamId) // it is one that we watch
    })
  }

  /** The streams that the request names, in its order: event ids count by it. */
  name(ids: readonly StreamId[]): void {
    for (const [index, id] of ids.entries()) this.#named.set(id, index)
  }

  /**
   * Starts to tell of these streams what comes after `seq`. A stream that is told of already goes on
   * from where it is, or from `seq` if that is further.
   */
  add(project: ProjectId, places: readonly Place[]): void {
    for (const { id, seq } of places) {
      if ((this.#told.get(id)?.seq ?? -1) >= seq) continue
      this.#told.set(id, { project, seq })
      // First listen, then read: what comes in between is heard of twice and told once.
      this.#subscription.watch([{ projectId: project, streamId: id, seq }])
      this.#stir(id)
    }
    if (places.length > 0) this.#say({ kind: 'watching', places: this.#standing(places) })
  }

  remove(ids: readonly StreamId[]): void {
    for (const id of ids) {
      const told = this.#told.get(id)
      if (told) this.#subscription.unwatch([{ projectId: told.project, streamId: id }])
      this.#told.delete(id)
      // If it is added again, it goes on from where the reader says, and not from where it was.
      this.#moved.delete(this.#named.get(id) ?? -1)
      this.#named.delete(id)
    }
  }

  /** How many streams the feed would carry with these. */
  countWith(places: readonly Place[]): number {
    return new Set([...this.#told.keys(), ...places.map(({ id }) => id)]).size
  }

  /** The projects that the feed tells of. */
  projects(): ReadonlySet<ProjectId> {
    return new Set([...this.#told.values()].map(({ project }) => project))
  }

  places(project: ProjectId): readonly Place[] {
    return [...this.#told].flatMap(([id, told]) =>
      told.project === project ? [{ id, seq: told.seq }] : [],
    )
  }

  /** Tells the reader to open a stream anew; until it does, the feed is silent about it. */
  reload(id: StreamId): void {
    this.remove([id])
    this.#say({ kind: 'reload', stream: id })
  }

  /** What the reader may do in a project has changed, or they are not in it any more. */
  access(project: ProjectId, access: 'changed' | 'removed'): void {
    if (access === 'removed') {
      this.remove(this.places(project).map(({ id }) => id))
      this.#presence.delete(project)
    }
    this.#say({ kind: 'access', project, access })
  }

  /** Where people are; of each the reader hears the newest only. */
  presence(project: ProjectId, people: readonly PersonAt[], { isAll = false } = {}): void {
    const known = this.#presence.get(project)
    const moved: Moved =
      known && !isAll ? known : { people: new Map(), isAll: isAll || (known?.isAll ?? false) }
    for (const person of people)
      if (person.user !== this.owner.userId) moved.people.set(person.user, person)
    if (moved.people.size === 0 && !moved.isAll) return
    this.#presence.set(project, moved)
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
        const news = this.#news.shift() ?? this.#nextPresence()
        const [stream] = this.#stirred
        if (news !== undefined) yield this.#tracked(news)
        else if (stream !== undefined) yield* this.#tell(stream)
        else await this.#untilWoken(signal)
      }
    } finally {
      this.#subscription.close()
    }
  }

  #say(event: FeedEvent): void {
    this.#news.push(event)
    this.#wake()
  }

  #nextPresence(): FeedEvent | undefined {
    for (const [project, { people, isAll }] of this.#presence) {
      this.#presence.delete(project)
      return { kind: 'presence', project, people: [...people.values()], isAll }
    }
    return undefined
  }

  #standing(places: readonly Place[]): readonly Place[] {
    return places.map(({ id, seq }) => ({ id, seq: this.#told.get(id)?.seq ?? seq }))
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
    const told = this.#told.get(stream)
    if (told === undefined) return
    const place = { streamId: stream, afterSeq: told.seq, limit: pageLength }
    const entries = await this.#recent.since(told.project, place)
    const last = entries.at(-1)
    // The stream may have been taken out, or put in anew, while the page was read.
    if (last === undefined || this.#told.get(stream) !== told) return
    if (entries.length === pageLength) {
      if (await this.#isTooFarBehind(stream, told)) return this.reload(stream)
      this.#stirred.add(stream)
    }
    this.#told.set(stream, { ...told, seq: last.seq })
    const index = this.#named.get(stream)
    if (index !== undefined) this.#moved.set(index, last.seq)
    yield this.#tracked({ kind: 'changes', stream, entries })
  }

  async #isTooFarBehind(stream: StreamId, { project, seq }: Told): Promise<boolean> {
    const place = { streamId: stream, afterSeq: seq + reloadBeyond, limit: 1 }
    return (await this.#recent.since(project, place)).length > 0
  }

  #tracked(event: FeedEvent): TrackedEvent {
    // An event id must not be empty, also when nothing has moved.
    return { id: encodePosition(this.#moved) || '-', event }
  }
}
