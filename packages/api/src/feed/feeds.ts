import type { ChangeBus, Notice } from '@parallax/db'
import { projectIdSchema, streamIdSchema, userIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { isAbout, readAccessEnded } from '../access/access-ended.ts'
import { type EndReason, Feed, type FeedOwner } from './feed.ts'
import { maxStreams, placeSchema } from './position.ts'
import type { RecentEntries } from './recent-entries.ts'

const watchTopic = 'feed-watch'
const maxFeedsPerPerson = 20

const watchSchema = z.strictObject({
  feedId: z.string(),
  projectId: projectIdSchema,
  userId: userIdSchema,
  add: z.array(placeSchema),
  remove: z.array(streamIdSchema),
})
type Watch = Readonly<z.infer<typeof watchSchema>>

/** The feeds that are open in this process. */
export class Feeds {
  readonly #bus: ChangeBus
  readonly #recent: RecentEntries
  readonly #open = new Set<Feed>()
  /** Why every feed ends, once the server goes down. */
  #allEnd: EndReason | undefined
  /** Whether a feed that is not here may be in another process. */
  readonly #hasOthers: boolean

  constructor(bus: ChangeBus, recent: RecentEntries, hasOthers: boolean) {
    this.#bus = bus
    this.#recent = recent
    this.#hasOthers = hasOthers
    bus.onNotice((notice) => this.#hear(notice))
  }

  /** How many are open. */
  get count(): number {
    return this.#open.size
  }

  /** Opens a feed, or `undefined` when this person has too many. The same id ends the older one. */
  open(owner: FeedOwner): Feed | undefined {
    const own = [...this.#open].filter((feed) => feed.owner.userId === owner.userId)
    for (const feed of own) if (feed.owner.feedId === owner.feedId) this.close(feed)
    if (own.length >= maxFeedsPerPerson) return undefined
    const feed = new Feed(owner, this.#bus, this.#recent)
    this.#open.add(feed)
    if (this.#allEnd !== undefined) feed.end(this.#allEnd)
    return feed
  }

  close(feed: Feed): void {
    this.#open.delete(feed)
    feed.end('expired')
  }

  /** Changes what a feed tells of; answers false when this person has no such feed here. */
  watch(watch: Watch): 'done' | 'unknown' | 'too-many' {
    const feed = this.#find(watch)
    if (feed !== undefined) {
      if (feed.countWith(watch.add) > maxStreams) return 'too-many'
      applyWatch(feed, watch)
      return 'done'
    }
    if (!this.#hasOthers) return 'unknown'
    for (const part of inParts(watch)) this.#bus.announce({ topic: watchTopic, content: part })
    return 'done'
  }

  /** Ends every feed of this process, also those still to come, and waits for nobody. */
  endAll(reason: EndReason): void {
    this.#allEnd = reason
    for (const feed of this.#open) feed.end(reason)
  }

  #find({ feedId, projectId, userId }: Watch): Feed | undefined {
    return [...this.#open].find(
      ({ owner }) =>
        owner.feedId === feedId && owner.projectId === projectId && owner.userId === userId,
    )
  }

  #hear(notice: Notice): void {
    const ended = readAccessEnded(notice)
    if (ended !== undefined) {
      for (const feed of this.#open) if (isAbout(ended, feed.owner)) feed.end(ended.reason)
    }
    if (notice.topic !== watchTopic) return
    const watch = watchSchema.parse(notice.content)
    const feed = this.#find(watch)
    if (feed !== undefined) applyWatch(feed, watch)
  }
}

function applyWatch(feed: Feed, { add, remove }: Watch): void {
  feed.remove(remove)
  feed.add(add)
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
