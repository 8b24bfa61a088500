import type { ChangeBus, Subscription } from '@parallax/db'
import type { ProjectId, StreamId, UserId } from '@parallax/domain'
import type { EndReason, FeedEvent, PersonAt, Place } from './feed-event.ts'
import { type FeedSink, type Frame, headOf, pingFrame, tailOf } from './feed-sink.ts'
import { encodePosition } from './position.ts'
import type { Page, RecentEntries } from './recent-entries.ts'

/** Who follows. */
export type FeedOwner = {
  readonly feedId: string
  readonly userId: UserId
  readonly sessionId: string
  /** Wishes up to this one were made of the line before, and are part of what this one was asked for. */
  readonly sinceWish: number
}

/** What a feed works with. */
export type FeedSurroundings = {
  readonly bus: ChangeBus
  readonly recent: RecentEntries
  readonly sink: FeedSink
  /** The feed has something to tell: `flush` is to be called soon. */
  readonly onDue: (feed: Feed) => void
  /** The feed could not read on; its line is cut. */
  readonly onFault: (fault: unknown) => void
  /** How long the feed may last. */
  readonly lifeS: number
}

/** A stream of a feed, and what the reader has been told of it. */
type Told = {
  readonly project: ProjectId
  readonly seq: number
  /** Which of the reader's wishes put it in. */
  readonly wish: number
}

/** People of a project who have moved since the reader heard of them. */
type Moved = { readonly people: Map<UserId, PersonAt>; readonly isAll: boolean }

const pingEveryS = 15
/** Who has not taken what was written in this time is cut off, and goes on later from where they were. */
const slowestS = 30
/** So many things are kept for somebody who does not read. */
const mostNews = 1_000

/**
 * What happens in some streams, of any projects, for one browser: each stream's entries in order, none
 * twice and none left out. Whoever adds streams has seen to it that the reader is in their project.
 *
 * A feed that has something to tell asks to be flushed, and tells it then, at once and as much of it as
 * the reader takes: who reads slowly is told more at a time, and nothing is kept for them.
 */
export class Feed {
  readonly owner: FeedOwner
  readonly #with: FeedSurroundings
  readonly #subscription: Subscription
  /** What the reader was in each project when it was looked up last. */
  readonly #roles = new Map<ProjectId, string>()
  readonly #told = new Map<StreamId, Told>()
  /** The streams that the request named, by their place in it. */
  readonly #named = new Map<StreamId, number>()
  readonly #moved = new Map<number, number>()
  /** Streams in which there may be more, and how far they are known to have come; 0 if that is not known. */
  readonly #stirred = new Map<StreamId, number>()
  readonly #presence = new Map<ProjectId, Moved>()
  #news: FeedEvent[] = []
  #ended: EndReason | undefined
  #isReading = false
  /** Nothing more is written: its end was told, or its line is gone. */
  #isOver = false
  /** What was written is on its way: the reader has to take it first. */
  #isWaiting = false
  /** How long nothing was written. */
  #silentS = 0
  #leftS: number

  constructor(owner: FeedOwner, surroundings: FeedSurroundings) {
    this.owner = owner
    this.#with = surroundings
    this.#leftS = surroundings.lifeS
    this.#subscription = surroundings.bus.subscribe((heads) => {
      // It is one that we watch.
      for (const { streamId, seq } of heads) this.stir(streamId as StreamId, seq)
    })
  }

  /** Whether it tells, and will tell, nothing more. */
  get hasEnded(): boolean {
    return this.#ended !== undefined
  }

  /** The streams that the request names, in its order: event ids count by it. */
  name(ids: readonly StreamId[]): void {
    for (const [index, id] of ids.entries()) this.#named.set(id, index)
  }

  /**
   * Listens to what comes after `seq` in these streams, and says so. A stream that is told of already
   * goes on from where it is, or from `seq` if that is further. What has come before is told of when
   * it is stirred. Wishes are numbered by the reader, for one may overtake another on its way between
   * two processes.
   */
  add(project: ProjectId, places: readonly Place[], wish = 0): void {
    if (this.hasEnded || places.length === 0) return
    // First listen, then read: what comes in between is heard of twice and told once.
    for (const { id, seq } of places) {
      const told = this.#told.get(id)
      const isAhead = told !== undefined && told.seq >= seq
      this.#told.set(id, isAhead ? { ...told, wish } : { project, seq, wish })
      if (isAhead) continue
      this.#subscription.watch([{ projectId: project, streamId: id, seq }])
    }
    this.#say({ kind: 'watching', places: this.#standing(places) })
  }

  /** There may be more in a stream than the reader was told: up to `headSeq`, if that is known. */
  stir(id: StreamId, headSeq = 0): void {
    if (!this.#told.has(id)) return
    this.#stirred.set(id, Math.max(headSeq, this.#stirred.get(id) ?? 0))
    this.#with.onDue(this)
  }

  /** Tells of these streams no more, but of those that a later wish has put in. */
  remove(ids: readonly StreamId[], wish = Number.POSITIVE_INFINITY): void {
    for (const id of ids) {
      const told = this.#told.get(id)
      if (told && told.wish > wish) continue
      if (told) this.#subscription.unwatch([{ projectId: told.project, streamId: id }])
      this.#told.delete(id)
      this.#stirred.delete(id)
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

  /** How far the reader was told of a stream; `undefined` when it is not told of. */
  toldOf(id: StreamId): number | undefined {
    return this.#told.get(id)?.seq
  }

  /** Tells the reader to open a stream anew; until it does, the feed is silent about it. */
  reload(id: StreamId): void {
    this.remove([id])
    this.#say({ kind: 'reload', stream: id })
  }

  /** What the reader is in a project now, as the database says; `undefined` when they are not in it. */
  roleIs(project: ProjectId, role: string | undefined): void {
    const known = this.#roles.get(project)
    if (role === undefined) this.access(project, 'removed')
    else if (known !== undefined && known !== role) this.access(project, 'changed')
    if (role === undefined) this.#roles.delete(project)
    else this.#roles.set(project, role)
  }

  /** What the reader may do in a project has changed, or they are not in it any more. */
  access(project: ProjectId, access: 'changed' | 'removed'): void {
    if (access === 'removed') {
      this.remove([...this.#told].flatMap(([id, told]) => (told.project === project ? [id] : [])))
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
    if (this.hasEnded || (moved.people.size === 0 && !moved.isAll)) return
    this.#presence.set(project, moved)
    this.#with.onDue(this)
  }

  /** Tells nothing more but that it has ended. */
  end(reason: EndReason): void {
    if (this.hasEnded) return
    this.#ended = reason
    this.#letGo()
    this.#with.onDue(this)
  }

  /** The line is gone. */
  close(): void {
    this.#ended ??= 'expired'
    this.#isOver = true
    this.#letGo()
  }

  /** The reader has taken what was written. */
  drained(): void {
    this.#isWaiting = false
    this.#with.onDue(this)
  }

  /** Tells what there is to tell, until there is nothing more or the reader is behind. */
  flush(): void {
    this.#orBreakOff(() => this.#tellAll())
  }

  #tellAll(): void {
    while (!this.#isOver && !this.#isWaiting) {
      const event = this.#nextEvent()
      if (event !== undefined) this.#write(headOf(event))
      else if (!this.#tellNext()) break
      if (event?.kind === 'ended') this.#finish()
    }
  }

  /** To be called once a second: gives a sign of life, ends in time, and waits for nobody for ever. */
  tick(): void {
    this.#orBreakOff(() => this.#passSecond())
  }

  #passSecond(): void {
    this.#silentS += 1
    this.#leftS -= 1
    if (this.#isWaiting && this.#silentS > slowestS) this.#with.sink.cut()
    else if (!this.#isWaiting && !this.#isOver && this.#silentS >= pingEveryS) this.#put(pingFrame)
    if (this.#leftS <= 0) this.end('expired')
  }

  /** A fault over one feed breaks off its line, and the reader comes back; the others never know. */
  #orBreakOff(work: () => void): void {
    try {
      work()
    } catch (fault) {
      this.#isOver = true
      this.#with.onFault(fault)
      this.#with.sink.cut()
    }
  }

  #say(event: FeedEvent): void {
    if (this.hasEnded) return
    this.#news.push(event)
    if (this.#news.length > mostNews) this.#with.sink.cut()
    this.#with.onDue(this)
  }

  #nextEvent(): FeedEvent | undefined {
    if (this.#ended !== undefined) return { kind: 'ended', reason: this.#ended }
    return this.#news.shift() ?? this.#nextPresence()
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

  /** Tells the next page of some stream; `false` when none is at hand. */
  #tellNext(): boolean {
    if (this.#isReading) return false
    const [next] = this.#stirred
    if (next === undefined) return false
    const [stream, headSeq] = next
    const told = this.#told.get(stream)
    if (told === undefined) return false
    // Before it is read: what stirs it from now on may not be in what is read.
    this.#stirred.delete(stream)
    const page = this.#with.recent.page(told.project, { streamId: stream, afterSeq: told.seq })
    if (page === undefined) void this.#read(stream, told, headSeq)
    else {
      this.#tell(stream, told, page)
      // In memory is what this process has written; what another wrote after it is in the log.
      if (page.lastSeq < headSeq) this.stir(stream, headSeq)
    }
    return true
  }

  /** Has a page read from the log, while the feed goes on telling what else there is. */
  async #read(stream: StreamId, told: Told, headSeq: number): Promise<void> {
    this.#isReading = true
    try {
      const place = { streamId: stream, afterSeq: told.seq }
      const page = await this.#with.recent.read(told.project, place)
      // The stream may have been taken out, or put in anew, while the page was read.
      const now = this.#told.get(stream)
      if (now?.seq === told.seq) this.#tell(stream, now, page)
      else this.stir(stream, headSeq)
    } catch (fault) {
      this.#with.onFault(fault)
      this.#with.sink.cut()
    } finally {
      this.#isReading = false
      this.#with.onDue(this)
    }
  }

  /** Tells one page of a stream; a stream with more stays stirred. */
  #tell(stream: StreamId, told: Told, page: Page | 'nothing' | 'too-far'): void {
    if (page === 'nothing') return
    if (page === 'too-far') {
      this.reload(stream)
      return
    }
    if (page.hasMore) this.stir(stream)
    this.#told.set(stream, { ...told, seq: page.lastSeq })
    const index = this.#named.get(stream)
    if (index !== undefined) this.#moved.set(index, page.lastSeq)
    this.#write(page.head)
  }

  #write(head: Buffer): void {
    this.#put({ head, tail: tailOf(encodePosition(this.#moved)) })
  }

  #put(frame: Frame): void {
    this.#silentS = 0
    this.#isWaiting = !this.#with.sink.write(frame)
  }

  /** The good-bye is on its way; whoever does not take it is cut off in time. */
  #finish(): void {
    this.#isOver = true
    this.#isWaiting = true
    this.#with.sink.end()
  }

  #letGo(): void {
    this.#subscription.close()
    this.#told.clear()
    this.#stirred.clear()
    this.#presence.clear()
    this.#news = []
  }
}
