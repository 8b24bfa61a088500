import type { IncomingMessage } from 'node:http'
import { getPreferences } from '@parallax/db'
import { fromNodeHeaders } from 'better-auth/node'
import type { Services } from '../services.ts'
import { createRequestContext } from '../trpc/request-context.ts'

/** What a page's first paint may know of the person it is for. */
export type PageUser = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly isInstanceOwner: boolean
  readonly preferences: Readonly<Record<string, unknown>>
}

/** Who opens a page, and the cookies by which their session goes on. */
export async function findPageUser(
  services: Services,
  request: IncomingMessage,
): Promise<{ readonly user: PageUser | undefined; readonly cookies: readonly string[] }> {
  const { sessionToken } = createRequestContext(services, request, '')
  const access =
    sessionToken === undefined ? undefined : await services.access.find(sessionToken, undefined)
  if (access === undefined) return { user: undefined, cookies: [] }
  const { userId: id, name, email, isInstanceOwner } = access
  const preferences = await getPreferences(services.db, id)
  const cookies = await prolongSession(services, request)
  return { user: { id, name, email, isInstanceOwner, preferences }, cookies }
}

/** Opening a page is what keeps a session alive: better-auth moves its end, once a day at most. */
async function prolongSession(services: Services, request: IncomingMessage) {
  const { headers } = await services.auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  })
  return headers.getSetCookie()
}
