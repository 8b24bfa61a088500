import type { IncomingMessage } from 'node:http'
import { isSecureAddress } from '../auth/create-auth.ts'
import { readSessionToken, sessionCookieName } from '../auth/session-cookie.ts'
import type { Services } from '../services.ts'

/** What a procedure starts from: the services, and whose request it is. */
export type RequestContext = {
  readonly services: Services
  /** The token of the session that the request's cookie carries, not looked up yet. */
  readonly sessionToken: string | undefined
  /** Where the request comes from, for budgets of people who are not signed in. */
  readonly clientAddress: string
}

/** The context of a request by its cookie. */
export function createRequestContext(
  services: Services,
  request: Pick<IncomingMessage, 'headers'>,
  clientAddress: string,
): RequestContext {
  const cookieName = sessionCookieName(isSecureAddress(services.address))
  const sessionToken = readSessionToken(request.headers.cookie, cookieName, services.secret)
  return { services, sessionToken, clientAddress }
}
