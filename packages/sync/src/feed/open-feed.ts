import type { FeedEvent, FeedRequest } from '@parallax/api'
import { buildHeader, pageBuild } from '../page-build.ts'
import { reportFault } from '../report-fault.ts'
import { EventStreamReader } from './event-stream-reader.ts'

/** What comes of following. Nothing comes any more once it has closed. */
export type FeedListener = {
  /** The server has begun to answer. */
  readonly onOpen: () => void
  readonly onEvent: (event: FeedEvent) => void
  /** The server has said something, if only that it is there. */
  readonly onHeard: () => void
  /** The line is gone, or was not given: then with the status that the server answered. */
  readonly onClosed: (httpStatus: number | undefined) => void
}

/** Opens one line to the server, and gives back what closes it; then the listener hears nothing more. */
export type OpenFeed = (request: FeedRequest, listener: FeedListener) => () => void

/** Where the server is, for a client that is not a page of its. */
export type FeedDoor = {
  readonly origin?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Lines to the feed door of the server. */
export function feedsOf({ origin = '', headers = {} }: FeedDoor = {}): OpenFeed {
  return (request, listener) => {
    const line = new AbortController()
    const { signal } = line
    const asked = encodeURIComponent(JSON.stringify(request))
    const answer = fetch(`${origin}/api/feed?follow=${asked}`, {
      headers: { accept: 'text/event-stream', ...headers },
      cache: 'no-store',
      signal,
    })
    void answer
      .then((response) => hearOut(response, listener, signal))
      .catch(() => undefined) // The network broke; whoever listens need not know how.
      .then((httpStatus) => {
        if (!signal.aborted) listener.onClosed(httpStatus)
      })
    return () => line.abort()
  }
}

/** Hears an answer to its end; gives its status if it is no feed. */
async function hearOut(
  response: Response,
  listener: FeedListener,
  signal: AbortSignal,
): Promise<number | undefined> {
  pageBuild.noteServer(response.headers.get(buildHeader))
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    return response.status
  }
  listener.onOpen()
  const events = new EventStreamReader()
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done || signal.aborted) return undefined
    listener.onHeard()
    for (const { type, data } of events.read(value)) {
      // Closed by what it has just heard: the rest is nobody's.
      if (signal.aborted) return undefined
      if (type === 'message') tell(listener, data)
    }
  }
}

/** A mistake in taking one event in must not look like a broken line. */
function tell(listener: FeedListener, data: string): void {
  try {
    // The server writes what its types say.
    listener.onEvent(JSON.parse(data) as FeedEvent)
  } catch (fault) {
    reportFault(fault)
  }
}
