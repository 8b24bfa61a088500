import type { IncomingMessage, ServerResponse } from 'node:http'
import { toNodeHandler } from 'better-auth/node'
import { clientAddressHeader } from '../auth/create-auth.ts'
import type { Services } from '../services.ts'
import { answerProblem } from './answers.ts'

/** What of better-auth is open; everything else about accounts has doors of our own. */
const openPaths: Readonly<Record<string, string>> = {
  '/api/auth/sign-up/email': 'POST',
  '/api/auth/sign-in/email': 'POST',
  '/api/auth/sign-out': 'POST',
  '/api/auth/get-session': 'GET',
  '/api/auth/ok': 'GET',
}

/** `/api/auth/*`: signing up, in and out. */
export async function answerAuth(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  at: { readonly pathname: string; readonly clientAddress: string },
): Promise<void> {
  if (openPaths[at.pathname] !== request.method) {
    return answerProblem(response, 404, { code: 'not-found', message: 'There is no such page.' })
  }
  request.headers[clientAddressHeader] = at.clientAddress
  response.setHeader('cache-control', 'private, no-store')
  await toNodeHandler(services.auth)(request, response)
}
