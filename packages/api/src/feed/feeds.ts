import type { ChangeBus, Db, Notice } from '@parallax/db'
import { findLiveAccess, headsOf } from '@parallax/db'
import { type ProjectId, projectIdSchema, streamIdSchema, userIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { type AccessEnded, isAbout, readAccessEnded } from '../access/access-ended.ts'
import type { PresenceBoard } from '../presence/presence-board.ts'
import { Feed, type FeedOwner } from './feed.ts'
import type { EndReason } from './feed-event.ts'
import { maxStreams, placeSchema } from './position.ts'
import type { RecentEntries } from './recent-entries.ts'

const watchTopic = 'feed-watch'
const maxFeedsPerPerson = 20

/** How often sessions and memberships are looked up, where another process may have ended them. */
const lookAtAccessEveryMs = 3_000

const watchSchema = z.strictObject({
  feedId: z.string(),
  projectId: projectIdSchema,
  userId: userIdSchema,
  add: z.array(placeSchema),
  remove: z.array(streamIdSchema),
})
type Watch = Readonly<z.infer<typeof watchSchema>>

export type FeedsSetting = {
  readonly db: Db
  readonly bus: ChangeBus
  readonly recent: RecentEntries
  readonly presence: PresenceBoard
  /** Whether a feed that is not here may be in another process. */
  readonly hasOthers: boolean
}

/** The feeds that are open in this process. */
export class Feeds {
  readonly #setting: FeedsSetting
  readonly #open = new Set<Feed>()
  /** Why every feed ends, once the server goes down. */
  #allEnd: EndReason | undefined
  readonly #timer: NodeJS.Timeout | undefined
  #isLooking = false

  constructor(setting: FeedsSetting) {
    this.#setting = setting
    const { bus, presence, hasOthers } = setting
    bus.onNotice((notice) => this.#hear(notice))
    presence.onMoved((project, people) => {
      for (const feed of this.#open)
        if (feed.projects().has(project)) feed.presence(project, people)
    })
    if (hasOthers)
      this.#timer = setInterval(() => void this.#lookAtAccess(), lookAtAccessEveryMs).unref()
  }

  /** How many feeds are open here. */
  get count(): number {
    return this.#open.size
  }

  /** Opens a feed, or `undefined` when this person has too many. The same id ends the older one. */
  open(owner: FeedOwner): Feed | undefined {
    const own = [...this.#open].filter((feed) => feed.owner.userId === owner.userId)
    const older = own.filter((feed) => feed.owner.feedId === owner.feedId)
    for (const feed of older) this.close(feed)
    if (own.length - older.length >= maxFeedsPerPerson) return undefined
    const feed = new Feed(owner, this.#setting.bus, this.#setting.recent)
    this.#open.add(feed)
    if (this.#allEnd !== undefined) feed.end(this.#allEnd)
    return feed
  }

  /**
   * Starts to tell of a project: of its streams from these places on, and of who is there. A reader
   * ahead of the log has seen what is no longer there, for a backup was brought back, and reads anew.
   */
  async add(feed: Feed, project: ProjectId, places: Watch['add']): Promise<void> {
    const isNew = !feed.projects().has(project)
    feed.add(project, places)
    if (isNew && places.length > 0)
      feed.presence(project, this.#setting.presence.peopleIn(project), { isAll: true })
    const ids = places.map(({ id }) => id)
    if (ids.length === 0) return
    const heads = await headsOf(this.#setting.db, project, ids)
    const seqs = new Map<string, number>(heads.map(({ streamId, seq }) => [streamId, seq]))
    for (const { id, seq } of places) if (seq > (seqs.get(id) ?? 0)) feed.reload(id)
  }

  close(feed: Feed): void {
    this.#open.delete(feed)
    feed.end('expired')
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
    return [...this.#open].find(({ owner }) => owner.feedId === feedId && owner.userId === userId)
  }

  #apply(feed: Feed, { projectId, add, remove }: Watch): void {
    feed.remove(remove)
    // Without the database nothing is told either; the reader is heard again when it is back.
    this.add(feed, projectId, add).catch(() => feed.end('expired'))
  }

  #hear(notice: Notice): void {
    const ended = readAccessEnded(notice)
    if (ended !== undefined) for (const feed of this.#open) tellEnded(feed, ended)
    if (notice.topic !== watchTopic) return
    const watch = watchSchema.parse(notice.content)
    const feed = this.#find(watch)
    if (feed !== undefined) this.#apply(feed, watch)
  }

  /**
   * A notice is sent once and may be lost, and not everybody who ends a session sends one: what the
   * database says counts.
   */
  async #lookAtAccess(): Promise<void> {
    if (this.#open.size === 0 || this.#isLooking) return
    this.#isLooking = true
    const feeds = [...this.#open]
    try {
      const projects = new Set(feeds.flatMap((feed) => [...feed.projects()]))
      const sessions = feeds.map(({ owner }) => owner.sessionId)
      const live = await findLiveAccess(this.#setting.db, {
        sessions,
        projects: [...projects],
        now: new Date(),
      })
      for (const feed of feeds) keepTo(feed, live.get(feed.owner.sessionId))
    } catch {
      // The database is away: the next look is soon, and nothing can be read meanwhile anyway.
    } finally {
      this.#isLooking = false
    }
  }
}

/** Ends what a feed's owner may no longer hear; `projects` are those they are in. */
function keepTo(feed: Feed, projects: ReadonlySet<string> | undefined): void {
  if (projects === undefined) feed.end('signed-out')
  else
    for (const project of feed.projects())
      if (!projects.has(project)) feed.access(project, 'removed')
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
