import type { ServerResponse } from 'node:http'
import { getInstanceSettings } from '@parallax/db'
import type { Services } from '../services.ts'
import { answerJson } from './answers.ts'

/** `GET /api/setup`: what the page for new people must know before anybody is signed in. */
export async function tellSetup(
  { db, setupToken }: Services,
  response: ServerResponse,
): Promise<void> {
  const { ownerId, openSignUp } = await getInstanceSettings(db)
  const firstRun = ownerId === null
  const tokenRequired = firstRun && setupToken !== undefined
  answerJson(response, 200, { firstRun, tokenRequired, signUpOpen: openSignUp })
}
