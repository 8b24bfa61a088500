/** Word between the pages that one person has open in one browser. Nobody hears their own. */
export type TabChannel = {
  readonly post: (message: unknown) => void
  readonly listen: (listener: (message: unknown) => void) => void
  readonly close: () => void
}

/** What at most one of those pages has at a time. */
export type TabLock = {
  /** Waits for it as long as it takes, and again whenever another page has taken it away. */
  readonly hold: (events: { readonly onHeld: () => void; readonly onLost: () => void }) => void
  /** Takes it from a page that gives no sign of life. */
  readonly steal: () => void
  /** Gives it back, or waits for it no longer. */
  readonly release: () => void
}

export type Tabs = { readonly lock: TabLock; readonly channel: TabChannel }

/**
 * The pages of this browser that use one name. A browser that knows no locks (an address without
 * encryption, say) makes each page one of its own: it holds the lock and hears nobody.
 */
export function browserTabs(name: string): Tabs {
  const { locks } = navigator
  // The types promise locks; an address without encryption has none.
  if (!(locks as LockManager | undefined) || typeof BroadcastChannel !== 'function')
    return loneTab()
  return { lock: browserLock(name, locks), channel: browserChannel(name) }
}

/** A page that shares nothing with others. */
export function loneTab(): Tabs {
  return {
    lock: { hold: ({ onHeld }) => onHeld(), steal: () => undefined, release: () => undefined },
    channel: { post: () => undefined, listen: () => undefined, close: () => undefined },
  }
}

function browserChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => listener(data)),
    close: () => channel.close(),
  }
}

function browserLock(name: string, locks: Pick<LockManager, 'request'>): TabLock {
  let events: Parameters<TabLock['hold']>[0] | undefined
  let giveBack: (() => void) | undefined
  let asking: AbortController | undefined

  const ask = (options: LockOptions) => {
    locks
      .request(name, options, () => {
        // Given back before it came: nobody here would ever let go of it.
        if (!events) return undefined
        events.onHeld()
        return new Promise<void>((resolve) => {
          giveBack = resolve
        })
      })
      .catch((reason: unknown) => {
        if (options.signal?.aborted || !events) return
        if (!isAbort(reason)) return events.onHeld() // refused: then each page is one of its own
        events.onLost()
        wait()
      })
  }
  const wait = () => {
    asking = new AbortController()
    ask({ signal: asking.signal })
  }
  return {
    hold: (wanted) => {
      events = wanted
      wait()
    },
    steal: () => {
      asking?.abort()
      ask({ steal: true })
    },
    release: () => {
      events = undefined
      asking?.abort()
      giveBack?.()
    },
  }
}

function isAbort(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError'
}
