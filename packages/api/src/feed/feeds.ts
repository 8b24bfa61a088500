import type { ChangeBus, Db, Notice } from '@parallax/db'
import { findLiveAccess, headsOf } from '@parallax/db'
import { type ProjectId, projectIdSchema, streamIdSchema, userIdSchema } from '@parallax/domain'
import type { Logger } from 'pino'
import * as z from 'zod'
import { type AccessEnded, isAbout, readAccessEnded } from '../access/access-ended.ts'
import { passingTrouble } from '../load/passing-trouble.ts'
import type { PresenceBoard } from '../presence/presence-board.ts'
import { Feed, type FeedOwner } from './feed.ts'
import type { EndReason } from './feed-event.ts'
import type { FeedSink } from './feed-sink.ts'
import { maxStreams, placeSchema } from './position.ts'
import type { RecentEntries } from './recent-entries.ts'

const watchTopic = 'feed-watch'
const maxFeedsPerPerson = 20

const tickEveryMs = 1_000
/** How often sessions and memberships are looked up: once in so many ticks. */
const lookAtAccessEvery = 3

const watchSchema = z.strictObject({
  feedId: z.string(),
  projectId: projectIdSchema,
  userId: userIdSchema,
  add: z.array(placeSchema),
  remove: z.array(streamIdSchema),
  wish: z.int().nonnegative(),
})
type Watch = Readonly<z.infer<typeof watchSchema>>

export type FeedsSetting = {
  readonly db: Db
  readonly bus: ChangeBus
  readonly recent: RecentEntries
  readonly presence: PresenceBoard
  /** Whether a feed that is not here may be in another process. */
  readonly hasOthers: boolean
  readonly log: Logger
}

/** Whose feed it is, where it is written to, and for how long. */
export type FeedOpening = {
  readonly owner: FeedOwner
  readonly sink: FeedSink
  readonly lifeS: number
}

/** The feeds that are open in this process. */
export class Feeds {
  readonly #setting: FeedsSetting
  readonly #open = new Set<Feed>()
  /** Feeds that have something to tell. */
  #due = new Set<Feed>()
  /** Why every feed ends, once the server goes down. */
  #allEnd: EndReason | undefined
  readonly #timer: NodeJS.Timeout
  #ticks = 0
  #isLooking = false

  constructor(setting: FeedsSetting) {
    this.#setting = setting
    const { bus, presence } = setting
    bus.onNotice((notice) => this.#hear(notice))
    presence.onMoved((project, people) => {
      for (const feed of this.#open)
        if (feed.projects().has(project)) feed.presence(project, people)
    })
    this.#timer = setInterval(() => this.#tick(), tickEveryMs).unref()
  }

  /** How many feeds are open here. */
  get count(): number {
    return this.#open.size
  }

  /** Opens a feed, or `undefined` when this person has too many. The same id ends the older one. */
  open({ owner, sink, lifeS }: FeedOpening): Feed | undefined {
    const own = [...this.#open].filter(
      (feed) => feed.owner.userId === owner.userId && !feed.hasEnded,
    )
    const older = own.filter((feed) => feed.owner.feedId === owner.feedId)
    for (const feed of older) feed.end('expired')
    if (own.length - older.length >= maxFeedsPerPerson) return undefined
    const { bus, recent, log } = this.#setting
    const onFault = (fault: unknown) => {
      if (passingTrouble(fault) === undefined) log.error({ err: fault }, 'a feed broke off')
    }
    const onDue = (due: Feed) => this.#flushSoon(due)
    const feed = new Feed(owner, { bus, recent, sink, lifeS, onDue, onFault })
    this.#open.add(feed)
    if (this.#allEnd !== undefined) feed.end(this.#allEnd)
    return feed
  }

  /**
   * Starts to tell of a project: of its streams from these places on, and of who is there. A reader
   * ahead of the log has seen what is no longer there, for a backup was brought back, and reads anew.
   */
  async add(feed: Feed, project: ProjectId, places: Watch['add'], wish = 0): Promise<void> {
    if (places.length === 0) return
    const isNew = !feed.projects().has(project)
    feed.add(project, places, wish)
    if (isNew) feed.presence(project, this.#setting.presence.peopleIn(project), { isAll: true })
    const ids = places.map(({ id }) => id)
    const heads = await headsOf(this.#setting.db, project, ids)
    const seqs = new Map<string, number>(heads.map(({ streamId, seq }) => [streamId, seq]))
    for (const { id, seq } of places) {
      const head = seqs.get(id) ?? 0
      if (seq > head) feed.reload(id)
      else if (head > (feed.toldOf(id) ?? head)) feed.stir(id, head)
    }
  }

  /** The line of a feed is gone. */
  close(feed: Feed): void {
    this.#open.delete(feed)
    feed.close()
  }

  /** Changes what a feed tells of; it says so itself, by an event, once it does. */
  watch(watch: Watch): 'done' | 'unknown' | 'too-many' {
    const feed = this.#find(watch)
    if (feed !== undefined) {
      if (feed.countWith(watch.add) > maxStreams) return 'too-many'
      this.#apply(feed, watch)
      return 'done'
    }
    const { bus, hasOthers } = this.#setting
    if (!hasOthers) return 'unknown'
    for (const part of inParts(watch)) bus.announce({ topic: watchTopic, content: part })
    return 'done'
  }

  /** Ends every feed of this process, also those still to come, and waits for nobody. */
  endAll(reason: EndReason): void {
    this.#allEnd = reason
    clearInterval(this.#timer)
    for (const feed of this.#open) feed.end(reason)
  }

  #find({ feedId, userId }: Watch): Feed | undefined {
    return [...this.#open].find(
      ({ owner, hasEnded }) => owner.feedId === feedId && owner.userId === userId && !hasEnded,
    )
  }

  #apply(feed: Feed, { projectId, add, remove, wish }: Watch): void {
    // It was on its way while the line was made anew: what it takes out may be wanted again.
    if (wish <= feed.owner.sinceWish) return
    feed.remove(remove, wish)
    // Without the database nothing is told either; the reader is heard again when it is back.
    this.add(feed, projectId, add, wish).catch(() => feed.end('expired'))
  }

  #hear(notice: Notice): void {
    const ended = readAccessEnded(notice)
    if (ended !== undefined) for (const feed of this.#open) tellEnded(feed, ended)
    if (notice.topic !== watchTopic) return
    const watch = watchSchema.parse(notice.content)
    const feed = this.#find(watch)
    if (feed !== undefined) this.#apply(feed, watch)
  }

  /** Who writes is answered first; what is written in one moment is told in one go. */
  #flushSoon(feed: Feed): void {
    if (this.#due.size === 0) setImmediate(() => this.#flush())
    this.#due.add(feed)
  }

  #flush(): void {
    const due = this.#due
    this.#due = new Set()
    for (const feed of due) feed.flush()
  }

  #tick(): void {
    this.#ticks += 1
    for (const feed of this.#open) feed.tick()
    if (this.#ticks % lookAtAccessEvery === 0) void this.#lookAtAccess()
  }

  /**
   * A notice is sent once and may be lost, and not everybody who ends a session sends one: what the
   * database says counts.
   */
  async #lookAtAccess(): Promise<void> {
    if (this.#open.size === 0 || this.#isLooking) return
    this.#isLooking = true
    // What is added while it is looked up was not asked about: its turn is the next one.
    const asked = [...this.#open].map((feed) => ({ feed, projects: feed.projects() }))
    try {
      const live = await findLiveAccess(this.#setting.db, {
        sessions: asked.map(({ feed }) => feed.owner.sessionId),
        projects: [...new Set(asked.flatMap(({ projects }) => [...projects]))],
        now: new Date(),
      })
      for (const { feed, projects } of asked) keepTo(feed, projects, live.get(feed.owner.sessionId))
    } catch {
      // The database is away: the next look is soon, and nothing can be read meanwhile anyway.
    } finally {
      this.#isLooking = false
    }
  }
}

/** Ends what a feed's owner may no longer hear of these projects; `live` are their roles in each. */
function keepTo(
  feed: Feed,
  asked: ReadonlySet<ProjectId>,
  live: ReadonlyMap<string, string> | undefined,
): void {
  if (live === undefined) feed.end('signed-out')
  else for (const project of asked) feed.roleIs(project, live.get(project))
}

function tellEnded(feed: Feed, ended: AccessEnded): void {
  const { owner } = feed
  for (const project of feed.projects()) {
    if (ended.projectId === undefined || !isAbout(ended, { ...owner, projectId: project })) continue
    feed.access(project, ended.reason === 'removed' ? 'removed' : 'changed')
  }
  const isOverall = ended.projectId === undefined && isAbout(ended, { ...owner, projectId: '' })
  if (isOverall) feed.end(ended.reason === 'expired' ? 'expired' : 'signed-out')
}

/** A notice is small: many streams travel in several. */
function* inParts(watch: Watch): Generator<Watch> {
  const partLength = 50
  const length = Math.max(watch.add.length, watch.remove.length)
  for (let at = 0; at < length; at += partLength) {
    const slice = <T>(list: readonly T[]) => list.slice(at, at + partLength)
    yield { ...watch, add: slice(watch.add), remove: slice(watch.remove) }
  }
}
