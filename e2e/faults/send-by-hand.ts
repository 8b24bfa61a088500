import type { Operation, ProjectId } from '@parallax/domain'
import type { JourneyServer } from '../journeys/journey-server.ts'
import { cookieOf, type Name } from './sample-project.ts'

/** Sends operations once, as nobody's outbox does: what the server says is all that is known of them. */
export async function sendByHand(
  { baseUrl: origin, secret }: JourneyServer,
  name: Name,
  sent: { readonly project: ProjectId; readonly operations: readonly Operation[] },
): Promise<{ readonly status: number; readonly retryAfterS: number; readonly body: string }> {
  const response = await fetch(`${origin}/api/trpc/operations.submit`, {
    method: 'POST',
    headers: { origin, cookie: cookieOf(name, secret), 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  })
  const retryAfterS = Number(response.headers.get('retry-after') ?? 0)
  return { status: response.status, retryAfterS, body: await response.text() }
}
