import { type Clock, systemClock } from './clock.ts'
import { feedsOf, type OpenFeed } from './feed/open-feed.ts'
import { browserTabs, loneTab, type Tabs } from './tabs.ts'

/** What following takes from the machine it runs on; a test brings its own. */
export type Platform = {
  readonly clock: Clock
  /** At least 0 and less than 1. */
  readonly random: () => number
  /** The pages of this browser that use one name. */
  readonly tabs: (name: string) => Tabs
  /** Calls back when the network may be there again, until what it gives back is called. */
  readonly onOnline: (listener: () => void) => () => void
  /** The lines to the server. */
  readonly openFeed: OpenFeed
}

/** A page of a browser, or Node, which has no pages. */
export function thisPlatform(): Platform {
  const isPage = typeof window === 'object'
  return {
    clock: systemClock,
    random: Math.random,
    tabs: isPage ? browserTabs : loneTab,
    onOnline: isPage ? onOnline : () => () => undefined,
    openFeed: feedsOf(),
  }
}

function onOnline(listener: () => void): () => void {
  window.addEventListener('online', listener)
  return () => window.removeEventListener('online', listener)
}
