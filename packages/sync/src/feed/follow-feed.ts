import type { PersonAt } from '@parallax/api'
import type { LogEntry, ProjectId, StreamId, UserId } from '@parallax/domain'
import type { ApiClient } from '../api-client.ts'
import type { Platform } from '../platform.ts'
import { TabFeed } from './tab-feed.ts'

export type FeedOptions = {
  readonly project: ProjectId
  /** Where each stream of this session stands. */
  readonly heads: () => { readonly id: StreamId; readonly seq: number }[]
  /** Lines of a log. Some may be known already, and after a break some may be missing before them. */
  readonly onEntries: (stream: StreamId, entries: readonly LogEntry[]) => void
  /** The log has come to this seq, and its lines up to there will not be told. */
  readonly onBehind: (stream: StreamId, seq: number) => void
  /** The feed is silent about a stream until it was read anew and is watched again. */
  readonly onReload: (stream: StreamId) => void
  readonly onEnded: (reason: string) => void
  /** What one may do here, or who else is here, may have changed. */
  readonly onAccessChanged: () => void
  /** Where others are now; with `isAll`, whoever is not named is not here. */
  readonly onPresence: (people: readonly PersonAt[], isAll: boolean) => void
  readonly onConnected: (isConnected: boolean) => void
}

export type Feed = {
  /** These streams were opened, or read anew: the server tells of them from where they stand now. */
  readonly watch: (streams: readonly StreamId[]) => void
  /** Streams were closed. */
  readonly unwatch: () => void
  readonly close: () => void
}

export type FollowOptions = FeedOptions & {
  readonly client: ApiClient
  readonly person: UserId
  readonly platform: Platform
}

/** What follows in this page, by client and person. */
const tabFeeds = new WeakMap<ApiClient, Map<UserId, TabFeed>>()

/** Follows what happens in a project, together with whatever else this person's browser follows. */
export function followFeed({ client, person, platform, ...options }: FollowOptions): Feed {
  const feeds = tabFeeds.get(client) ?? new Map<UserId, TabFeed>()
  tabFeeds.set(client, feeds)
  const known = feeds.get(person)
  const feed =
    known ?? new TabFeed({ client, person, platform, onIdle: () => feeds.delete(person) })
  feeds.set(person, feed)
  return feed.join(options)
}
