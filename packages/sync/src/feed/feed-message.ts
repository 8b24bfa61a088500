import type { FeedEvent } from '@parallax/api'
import type { ProjectId, StreamId } from '@parallax/domain'

/** How far somebody has got in a stream. */
export type Place = { readonly id: StreamId; readonly seq: number }

/** The streams that a tab has open, by project, with where it stands in each. */
export type Needs = readonly {
  readonly project: ProjectId
  readonly places: readonly Place[]
}[]

/** What the tabs of one person and browser tell each other. */
export type FeedMessage =
  /** This tab follows for all; said again and again, so that its silence is noticed. */
  | { readonly kind: 'leading'; readonly tab: string; readonly isConnected: boolean }
  /** What a tab has open: all of it, every time. */
  | { readonly kind: 'needs'; readonly tab: string; readonly needs: Needs }
  | { readonly kind: 'left'; readonly tab: string }
  /** What the server has told the tab that follows. */
  | { readonly kind: 'event'; readonly event: FeedEvent }
  /** To one tab, which is behind: how far the server has told of these streams. */
  | { readonly kind: 'standing'; readonly to: string; readonly places: readonly Place[] }

/** Tabs that speak another language must not meet: raise it whenever a message changes. */
const language = 1

/** The name of the lock and of the channel that the tabs of a person have in common. */
export function feedName(person: string): string {
  return `parallax-feed-${language}-${person}`
}
