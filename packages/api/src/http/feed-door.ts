import type { IncomingMessage, ServerResponse } from 'node:http'
import { type FeedSink, pingFrame } from '../feed/feed-sink.ts'
import { type FeedRequest, feedRequestSchema, openFeed } from '../feed/open-feed.ts'
import type { Services } from '../services.ts'
import { createRequestContext } from '../trpc/request-context.ts'
import { noteOf } from '../trpc/request-note.ts'
import { answerNothing, answerProblem, privateHeaders } from './answers.ts'

const headers = {
  ...privateHeaders,
  'content-type': 'text/event-stream',
  // A proxy that gathers an answer before it passes it on would keep it for ever.
  'x-accel-buffering': 'no',
  // It ends with its connection, and so needs no chunks, which are three more pieces to every event.
  connection: 'close',
}

/**
 * `GET /api/feed?follow=<request as JSON>`: what happens in some streams, as server-sent events, until
 * the session, the connection or the server ends. Whoever comes back with the same request and
 * `Last-Event-ID` goes on where they were. Its events are `FeedEvent`s, with a position as their id;
 * beside them `event: ping`, every 15 s when there is nothing else.
 */
export async function giveFeed(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  // An answer without a body never ends, for whoever waits for its end.
  if (request.method === 'HEAD') return answerNothing(response)
  const asked = requestIn(url)
  if (asked === undefined) {
    const message = 'What is to be followed is not given as it should be.'
    return answerProblem(response, 400, { code: 'malformed', message })
  }
  const { sessionToken } = createRequestContext(services, request, '')
  const lastEventId = String(request.headers['last-event-id'] ?? '')
  const sink = sinkOf(response)
  const opened = await openFeed(services, { sessionToken, request: asked, lastEventId, sink })
  if (opened === 'signed-out')
    return answerProblem(response, 401, { code: 'signed-out', message: 'Sign in first.' })
  if (opened === 'too-many') {
    const message = 'You follow too much at once, or in too many browsers.'
    return answerProblem(response, 409, { code: 'too-many', message })
  }
  const { feed, userId, start, close } = opened
  noteOf(request).userId = userId
  response.on('close', close)
  response.on('drain', () => feed.drained())
  // The reader may have gone while it was looked up who they are.
  if (response.destroyed) return close()
  response.removeHeader('transfer-encoding')
  response.writeHead(200, headers)
  // Whoever has heard one thing knows that nothing on the way holds it back.
  sink.write(pingFrame)
  await start()
}

function requestIn(url: URL): FeedRequest | undefined {
  try {
    return feedRequestSchema.safeParse(JSON.parse(url.searchParams.get('follow') ?? '')).data
  } catch {
    // It is no JSON.
    return undefined
  }
}

function sinkOf(response: ServerResponse): FeedSink {
  return {
    write: ({ head, tail }) => {
      response.cork()
      response.write(head)
      const hasRoom = response.write(tail, 'latin1')
      response.uncork()
      return hasRoom
    },
    end: () => response.end(),
    cut: () => response.destroy(),
  }
}
