import type { ProjectId, StreamId, UserId } from '@parallax/domain'
import { type Feed, feedsOf, followFeed, thisPlatform } from '@parallax/sync'
import { createApiClient } from '@parallax/sync/api-client'

type Listening = {
  readonly origin: string
  readonly project: ProjectId
  readonly userId: UserId
  readonly cookie: string
  /** Where each stream stands when one begins to listen. */
  readonly heads: readonly { readonly id: StreamId; readonly seq: number }[]
}

/** A page that only follows: the real feed, with its back-off, and no record is kept. */
export class ListeningPage {
  /** How often its line came to stand. */
  connectedCount = 0
  readonly ended: string[] = []
  readonly #heads: Map<StreamId, number>
  readonly #feed: Feed
  #isConnected = false

  constructor({ origin, project, userId, cookie, heads }: Listening) {
    this.#heads = new Map(heads.map(({ id, seq }) => [id, seq]))
    const door = { origin, headers: { cookie, origin } }
    this.#feed = followFeed({
      client: createApiClient(door),
      person: userId,
      platform: { ...thisPlatform(), openFeed: feedsOf(door) },
      project,
      heads: () => [...this.#heads].map(([id, seq]) => ({ id, seq })),
      onEntries: (id, entries) => this.#reach(id, entries.at(-1)?.seq ?? 0),
      onBehind: (id, seq) => this.#reach(id, seq),
      onReload: () => undefined,
      onEnded: (reason) => void this.ended.push(reason),
      onAccessChanged: () => undefined,
      onPresence: () => undefined,
      onConnected: (isConnected) => {
        this.#isConnected = isConnected
        if (isConnected) this.connectedCount += 1
      },
    })
    this.#feed.watch(heads.map(({ id }) => id))
  }

  /** Whether it is connected and has come as far as this in every stream that it follows. */
  hasHeard(heads: readonly { readonly id: StreamId; readonly seq: number }[]): boolean {
    return this.#isConnected && heads.every(({ id, seq }) => (this.#heads.get(id) ?? seq) >= seq)
  }

  close(): void {
    this.#feed.close()
  }

  #reach(id: StreamId, seq: number): void {
    this.#heads.set(id, Math.max(seq, this.#heads.get(id) ?? 0))
  }
}
