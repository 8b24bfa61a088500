import type { IncomingMessage, ServerResponse } from 'node:http'
import { noteOf } from '../trpc/request-note.ts'

/** Every answer carries the name that its request has in the log. */
const requestIdHeader = 'x-request-id'

/** Names an answer after its request; answers the name. */
export function nameAnswer(request: IncomingMessage, response: ServerResponse): string {
  const { id } = noteOf(request)
  response.setHeader(requestIdHeader, id)
  return id
}

/** The name of an answer, or `undefined` when it has none. */
export function nameOfAnswer(response: ServerResponse): string | undefined {
  return response.getHeader(requestIdHeader)?.toString()
}

/** What people are told of a fault of ours: that there was one, and what it is called in the log. */
export function faultMessage(requestId: string | undefined): string {
  const told = 'Something went wrong on the server.'
  return requestId === undefined ? told : `${told} In its log this is request ${requestId}.`
}
