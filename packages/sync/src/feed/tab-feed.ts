import type { FeedEvent } from '@parallax/api'
import type { StreamId, UserId } from '@parallax/domain'
import type { ApiClient } from '../api-client.ts'
import { newId } from '../new-id.ts'
import type { Platform } from '../platform.ts'
import type { Tabs } from '../tabs.ts'
import { FeedLine } from './feed-line.ts'
import { type FeedMessage, feedName, type Needs, type Place } from './feed-message.ts'
import type { Feed, FeedOptions } from './follow-feed.ts'

export type TabFeedOptions = {
  readonly client: ApiClient
  readonly person: UserId
  readonly platform: Platform
  /** Nobody in this tab follows any more. */
  readonly onIdle: () => void
}

/** A session that follows through this tab. */
type Member = FeedOptions & {
  /** Streams that are being read anew: where they stand now means nothing. */
  readonly reloading: Set<StreamId>
}

/** How often the tab that follows says so; other tabs answer with where they stand. */
const sayLeadingEveryMs = 10_000
/** Other tabs take over from a tab that is silent for so long; the rest keeps them from doing so at once. */
const longestSilenceMs = 40_000
const stealSpreadMs = 2_000
/** A tab that has not answered for so long is gone; a sleeping one says what it needs when it wakes. */
const tabLifeMs = 150_000
/** A new follower gathers what the other tabs need, so that one request names it all. */
const gatherMs = 50

/**
 * This tab's part in following for one person. One tab of the browser has the line to the server and
 * passes on what it hears; when it closes, the browser gives its lock to the next, and when it falls
 * silent another steals it. Each tab knows itself where it stands, so a change of hands loses nothing:
 * what is heard twice is dropped by its seq, and what was missed is fetched. Where tabs cannot speak
 * with each other, each follows for itself.
 */
export class TabFeed {
  readonly #options: TabFeedOptions
  readonly #tabs: Tabs
  readonly #tab: string = newId()
  readonly #members = new Set<Member>()
  /** When each other tab was last heard, while this one has the line. */
  readonly #heardMs = new Map<string, number>()
  #line: FeedLine | undefined
  #isConnected: boolean | undefined
  #isTelling = false
  #isClosed = false
  #saidLeadingMs = 0
  #stopTimer: () => void = () => undefined

  constructor(options: TabFeedOptions) {
    this.#options = options
    this.#tabs = options.platform.tabs(feedName(options.person))
    this.#tabs.channel.listen((message) => {
      // Only tabs of ours, of the same version, speak here.
      if (!this.#isClosed) this.#hear(message as FeedMessage)
    })
    this.#expectLeader()
    this.#tabs.lock.hold({ onHeld: () => this.#lead(), onLost: () => this.#lost() })
  }

  /** Lets a session follow. */
  join(options: FeedOptions): Feed {
    const member: Member = { ...options, reloading: new Set() }
    this.#members.add(member)
    if (this.#isConnected !== undefined) member.onConnected(this.#isConnected)
    this.#tellNeeds()
    return {
      watch: (streams) => {
        for (const id of streams) member.reloading.delete(id)
        this.#tellNeeds()
      },
      unwatch: () => this.#tellNeeds(),
      close: () => this.#leave(member),
    }
  }

  #leave(member: Member): void {
    if (!this.#members.delete(member)) return
    if (this.#members.size > 0) this.#tellNeeds()
    else this.#close()
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#post({ kind: 'left', tab: this.#tab })
    this.#stepDown()
    this.#stopTimer()
    this.#tabs.channel.close()
    this.#tabs.lock.release()
    this.#options.onIdle()
  }

  /** Another tab has taken over, thinking that this one sleeps. */
  #lost(): void {
    if (this.#isClosed) return
    this.#stepDown()
    this.#expectLeader()
    this.#tellNeeds()
  }

  #stepDown(): void {
    this.#line?.close()
    this.#line = undefined
    this.#heardMs.clear()
  }

  /** Follows for all tabs until it closes or the lock is stolen. */
  #lead(): void {
    if (this.#isClosed) return
    const { client, platform } = this.#options
    const line = new FeedLine({
      ...{ client, platform },
      onEvent: (event) => {
        this.#post({ kind: 'event', event })
        this.#deliver(event)
      },
      onStanding: (tab, places) => {
        if (tab === this.#tab) this.#deliverStanding(places)
        else this.#post({ kind: 'standing', to: tab, places })
      },
      onConnected: (isConnected) => {
        this.#setConnected(isConnected)
        this.#sayLeading()
      },
      onHeard: () => {
        // Timers of a tab in the background sleep for minutes; what the server says wakes it.
        if (this.#sinceSaidMs() >= sayLeadingEveryMs) this.#sayLeading()
      },
    })
    this.#line = line
    line.setNeeds(this.#tab, this.#needs())
    this.#sayLeading()
    line.open(gatherMs)
  }

  #sayLeading(): void {
    const line = this.#line
    if (!line) return
    const { clock } = this.#options.platform
    this.#saidLeadingMs = clock.nowMs()
    this.#stopTimer()
    line.setNeeds(this.#tab, this.#needs())
    for (const [tab, heardMs] of this.#heardMs)
      if (clock.nowMs() - heardMs > tabLifeMs) this.#forget(tab)
    this.#post({ kind: 'leading', tab: this.#tab, isConnected: line.isConnected })
    this.#stopTimer = clock.after(sayLeadingEveryMs, () => this.#sayLeading())
  }

  #sinceSaidMs(): number {
    return this.#options.platform.clock.nowMs() - this.#saidLeadingMs
  }

  #expectLeader(): void {
    const { clock, random } = this.#options.platform
    this.#stopTimer()
    const silenceMs = longestSilenceMs + stealSpreadMs * random()
    this.#stopTimer = clock.after(silenceMs, () => this.#tabs.lock.steal())
  }

  #hear(message: FeedMessage): void {
    switch (message.kind) {
      case 'leading':
        this.#hearLeader(message)
        break
      case 'needs':
        this.#heardMs.set(message.tab, this.#options.platform.clock.nowMs())
        this.#line?.setNeeds(message.tab, message.needs)
        break
      case 'left':
        this.#forget(message.tab)
        break
      case 'event':
        if (!this.#line) this.#expectLeader()
        this.#deliver(message.event)
        break
      case 'standing':
        if (message.to === this.#tab) this.#deliverStanding(message.places)
        break
    }
  }

  #hearLeader({ isConnected }: Extract<FeedMessage, { readonly kind: 'leading' }>): void {
    // For a moment two may lead, until the older one hears that its lock is gone.
    if (this.#line) return
    this.#expectLeader()
    this.#setConnected(isConnected)
    this.#postNeeds()
  }

  #forget(tab: string): void {
    this.#heardMs.delete(tab)
    this.#line?.forget(tab)
  }

  /** Soon, and once for all that changes in this moment. */
  #tellNeeds(): void {
    if (this.#isTelling) return
    this.#isTelling = true
    queueMicrotask(() => {
      this.#isTelling = false
      if (this.#isClosed) return
      if (this.#line) this.#line.setNeeds(this.#tab, this.#needs())
      else this.#postNeeds()
    })
  }

  #postNeeds(): void {
    this.#post({ kind: 'needs', tab: this.#tab, needs: this.#needs() })
  }

  #needs(): Needs {
    return [...this.#members].map(({ project, heads, reloading }) => ({
      project,
      places: heads().filter(({ id }) => !reloading.has(id)),
    }))
  }

  #post(message: FeedMessage): void {
    this.#tabs.channel.post(message)
  }

  #setConnected(isConnected: boolean): void {
    if (this.#isConnected === isConnected) return
    this.#isConnected = isConnected
    for (const member of [...this.#members]) member.onConnected(isConnected)
  }

  #deliverStanding(places: readonly Place[]): void {
    for (const member of [...this.#members])
      for (const { id, seq } of places) if (isOpen(member, id)) member.onBehind(id, seq)
  }

  #deliver(event: FeedEvent): void {
    for (const member of [...this.#members]) deliverTo(member, event)
  }
}

function deliverTo(member: Member, event: FeedEvent): void {
  switch (event.kind) {
    case 'changes':
      if (isOpen(member, event.stream) && !member.reloading.has(event.stream))
        member.onEntries(event.stream, event.entries)
      break
    case 'reload':
      reloadIn(member, event.stream)
      break
    case 'access':
      if (event.project === member.project) changeAccess(member, event.access)
      break
    case 'presence':
      if (event.project === member.project) member.onPresence(event.people, event.isAll)
      break
    case 'ended':
      member.onEnded(event.reason)
      break
    case 'watching':
      // The line's own business: it is not passed on.
      break
  }
}

function reloadIn(member: Member, stream: StreamId): void {
  if (!isOpen(member, stream) || member.reloading.has(stream)) return
  member.reloading.add(stream)
  member.onReload(stream)
}

function changeAccess(member: Member, access: 'changed' | 'removed'): void {
  if (access === 'removed') member.onEnded('removed')
  else member.onAccessChanged()
}

function isOpen({ heads }: Member, stream: StreamId): boolean {
  return heads().some(({ id }) => id === stream)
}
