import type { LogEntry, ProjectId, StreamId } from '@parallax/domain'
import { newId } from './new-id.ts'
import { type ApiClient, httpStatusOf } from './trpc.ts'

export type FeedOptions = {
  readonly client: ApiClient
  readonly project: ProjectId
  /** Where each stream of this tab stands. */
  readonly heads: () => { readonly id: StreamId; readonly seq: number }[]
  readonly onEntries: (stream: StreamId, entries: readonly LogEntry[]) => void
  /** The server says that a stream must be read anew. */
  readonly onReload: (stream: StreamId) => void
  readonly onEnded: (reason: string) => void
  /** What one may do here, or who else is here, may have changed. */
  readonly onAccessChanged: () => void
  readonly onConnected: (isConnected: boolean) => void
}

export type Feed = {
  readonly watch: (streams: readonly StreamId[]) => void
  readonly unwatch: (streams: readonly StreamId[]) => void
  readonly close: () => void
}

const pauseMs = 2_000

/** Endings that no new connection mends. A feed's own time runs out too; then it is followed anew. */
const finalEndings = new Set(['signed-out', 'removed'])

/**
 * Follows the change feed. It resumes where it stopped; after every new connection the streams are
 * named again, since those added meanwhile are not part of the first request.
 */
export function followFeed(options: FeedOptions): Feed {
  const { client, project, heads } = options
  const feed = newId()
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let subscription = follow()

  function follow() {
    return client.changes.follow.subscribe(
      { project, feed, streams: heads() },
      {
        onData: ({ data }) => {
          // The wire's types have lost what a change says; the log entries are the domain's own.
          receive(options, data as FeedEvent)
          if (data.kind === 'reload') add(heads().filter(({ id }) => id === data.stream))
        },
        onConnectionStateChange: ({ state }) => {
          const isConnected = state === 'pending'
          options.onConnected(isConnected)
          if (isConnected) add(heads())
        },
        onError: (reason) => {
          const status = httpStatusOf(reason)
          if (status === 401) options.onEnded('signed-out')
          else if (status === 403 || status === 404) options.onEnded('removed')
          else again()
        },
        onStopped: () => again(),
      },
    )
  }

  function again(): void {
    options.onConnected(false)
    subscription.unsubscribe()
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!isClosed) subscription = follow()
    }, pauseMs)
  }

  function add(streams: { readonly id: StreamId; readonly seq: number }[]): void {
    // A watch that fails is repeated by the next connection.
    client.changes.watch.mutate({ project, feed, add: streams, remove: [] }).catch(() => undefined)
  }

  return {
    watch: (streams) => add(heads().filter(({ id }) => streams.includes(id))),
    unwatch: (streams) => {
      const remove = [...streams]
      client.changes.watch.mutate({ project, feed, add: [], remove }).catch(() => undefined)
    },
    close: () => {
      isClosed = true
      clearTimeout(timer)
      subscription.unsubscribe()
    },
  }
}

type FeedEvent =
  | { readonly kind: 'changes'; readonly stream: string; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'reload'; readonly stream: string }

function receive(options: FeedOptions, event: FeedEvent): void {
  // The feed names streams by their ids.
  if (event.kind === 'changes') options.onEntries(event.stream as StreamId, event.entries)
  else if (event.kind === 'reload') options.onReload(event.stream as StreamId)
  else if (finalEndings.has(event.reason)) options.onEnded(event.reason)
  else options.onAccessChanged()
}
