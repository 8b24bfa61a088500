import type { IncomingMessage } from 'node:http'
import { isSecureAddress } from '../auth/create-auth.ts'
import { readSessionToken, sessionCookieName } from '../auth/session-cookie.ts'
import type { Services } from '../services.ts'
import { noteOf, type RequestNote } from './request-note.ts'

/** What a procedure starts from: the services, and whose request it is. */
export type RequestContext = {
  readonly services: Services
  /** The token of the session that the request's cookie carries, not looked up yet. */
  readonly sessionToken: string | undefined
  /** Where the request comes from, for budgets of people who are not signed in. */
  readonly clientAddress: string
  /** For the request's line in the log; a call that is no request has none. */
  readonly note?: RequestNote | undefined
}

/** The context of a request by its cookie. */
export function createRequestContext(
  services: Services,
  request: Pick<IncomingMessage, 'headers'>,
  clientAddress: string,
): RequestContext {
  const cookieName = sessionCookieName(isSecureAddress(services.address))
  const sessionToken = readSessionToken(request.headers.cookie, cookieName, services.secret)
  return { services, sessionToken, clientAddress, note: noteOf(request) }
}
