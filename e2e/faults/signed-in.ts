import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { JourneyServer } from '../journeys/journey-server.ts'

/** A page of the first person of a server, who has just made their account there. */
export async function signedIn(
  context: BrowserContext,
  { baseUrl }: Pick<JourneyServer, 'baseUrl'>,
): Promise<Page> {
  const data = { name: 'Olga Owner', email: 'olga@example.org', password: 'olga reads the news' }
  const headers = { origin: baseUrl }
  const answer = await context.request.post('/api/auth/sign-up/email', { headers, data })
  expect(answer.status(), await answer.text()).toBe(200)
  return await context.newPage()
}
