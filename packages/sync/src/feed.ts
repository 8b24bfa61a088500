import type { LogEntry, ProjectId, StreamId } from '@parallax/domain'
import { type ApiClient, httpStatusOf } from './api-client.ts'
import { newId } from './new-id.ts'

export type FeedOptions = {
  readonly client: ApiClient
  readonly project: ProjectId
  /** Where each stream of this tab stands. */
  readonly heads: () => { readonly id: StreamId; readonly seq: number }[]
  readonly onEntries: (stream: StreamId, entries: readonly LogEntry[]) => void
  /** The server is silent about a stream until it was read anew and is watched again. */
  readonly onReload: (stream: StreamId) => void
  readonly onEnded: (reason: string) => void
  /** What one may do here, or who else is here, may have changed. */
  readonly onAccessChanged: () => void
  readonly onConnected: (isConnected: boolean) => void
}

export type Feed = {
  /** These streams were opened, or read anew: the server tells of them from where they stand now. */
  readonly watch: (streams: readonly StreamId[]) => void
  /** Streams were closed. */
  readonly unwatch: () => void
  readonly close: () => void
}

const pauseMs = 2_000

/** Streams that the first request names, in its address, which must not grow too long. */
const mostInAddress = 50

/** Endings that no new connection mends. A feed's own time runs out too; then it is followed anew. */
const finalEndings = new Set(['signed-out', 'removed'])

/**
 * Follows the change feed. It resumes where it stopped; after every new connection the streams are
 * named again, since those added meanwhile are not part of the first request.
 */
export function followFeed(options: FeedOptions): Feed {
  const { client, project, heads } = options
  const feed = newId()
  const watched = watchStreams({ client, project, feed, heads })
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let subscription = follow()

  function follow() {
    return client.changes.follow.subscribe(
      { project, feed, streams: heads().slice(0, mostInAddress) },
      {
        // The wire's types have lost what a change says; the log entries are the domain's own.
        onData: ({ data }) => receive(options, data as FeedEvent),
        onConnectionStateChange: ({ state }) => hear(state === 'pending'),
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

  function hear(isConnected: boolean): void {
    if (isClosed) return
    watched.connected(isConnected)
    options.onConnected(isConnected)
  }

  function again(): void {
    if (isClosed) return
    hear(false)
    subscription.unsubscribe()
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!isClosed) subscription = follow()
    }, pauseMs)
  }

  return {
    watch: watched.anew,
    unwatch: watched.sync,
    close: () => {
      isClosed = true
      watched.connected(false)
      clearTimeout(timer)
      subscription.unsubscribe()
    },
  }
}

/**
 * Keeps the streams that the server tells of in step with those that are open. One request at a
 * time, so that closing and opening never overtake each other; one that fails is made again.
 */
function watchStreams({
  client,
  project,
  feed,
  heads,
}: Pick<FeedOptions, 'client' | 'project' | 'heads'> & { readonly feed: string }) {
  /** What the server may be telling of, and from where we want it. */
  const told = new Set<StreamId>()
  /** What it must be told of (again), whatever it thinks. */
  const fresh = new Set<StreamId>()
  let isConnected = false
  let isSyncing = false
  /** Which connection it is: an answer that comes after a break speaks of the one before. */
  let connection = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function sync(): void {
    clearTimeout(timer)
    if (!isConnected || isSyncing) return
    const open = heads()
    const openIds = new Set(open.map(({ id }) => id))
    for (const id of fresh) if (!openIds.has(id)) fresh.delete(id)
    const remove = [...told].filter((id) => !openIds.has(id) || fresh.has(id))
    const add = open.filter(({ id }) => !told.has(id))
    // First out, then in: what is read anew is both.
    if (remove.length > 0) send({ add: [], remove }, () => forget(remove))
    else if (add.length > 0) send({ add, remove: [] }, () => note(add.map(({ id }) => id)))
  }

  function forget(ids: readonly StreamId[]): void {
    for (const id of ids) {
      told.delete(id)
      fresh.delete(id)
    }
  }

  function note(ids: readonly StreamId[]): void {
    for (const id of ids) told.add(id)
  }

  function send(
    change: { readonly add: { id: StreamId; seq: number }[]; readonly remove: StreamId[] },
    done: () => void,
  ): void {
    const asked = connection
    const takeBack = () => {
      for (const { id } of change.add) told.delete(id)
    }
    isSyncing = true
    // While the request is on its way the server may already tell of what it adds.
    note(change.add.map(({ id }) => id))
    client.changes.watch.mutate({ project, feed, ...change }).then(
      () => {
        isSyncing = false
        if (asked === connection) done()
        else takeBack()
        sync()
      },
      () => {
        isSyncing = false
        takeBack()
        clearTimeout(timer)
        timer = setTimeout(sync, pauseMs)
      },
    )
  }

  return {
    sync,
    anew: (streams: readonly StreamId[]): void => {
      for (const id of streams) if (told.has(id)) fresh.add(id)
      sync()
    },
    connected: (isNow: boolean): void => {
      isConnected = isNow
      if (!isNow) return
      connection += 1
      // What it goes on with is not known here; naming a stream again does no harm.
      told.clear()
      note([...fresh])
      sync()
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
