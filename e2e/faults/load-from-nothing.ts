import type { DocumentId, ProjectId, UserId } from '@parallax/domain'
import { feedsOf, Outbox, ProjectSession, sendingBy, thisPlatform } from '@parallax/sync'
import { createApiClient } from '@parallax/sync/api-client'
import { SimulatedBrowser } from '@parallax/sync/test'
import type { SignedIn } from '../bench/visitor.ts'

/** Opens a project with documents as a browser does that has never been there. */
export async function loadFromNothing(
  { origin, cookie }: SignedIn,
  project: ProjectId,
  documents: readonly DocumentId[],
): Promise<ProjectSession> {
  const door = { origin, headers: { cookie, origin } }
  const client = createApiClient(door)
  const opened = await client.projects.open.query({ project })
  const userId = opened.me.userId as UserId // ids of people are minted by the server
  const { store, tabs, clock } = new SimulatedBrowser().openTab()
  const sending = sendingBy(client, userId)
  const outbox = await Outbox.open({ userId, store, tabs, clock, build: null, ...sending })
  const session = new ProjectSession({
    ...{ client, opened, outbox },
    platform: { ...thisPlatform(), openFeed: feedsOf(door) },
    onEnded: () => undefined,
    fetch: (address) => fetch(new URL(address, origin), { headers: { cookie } }),
  })
  for (const document of documents) await session.openDocument(document)
  return session
}
