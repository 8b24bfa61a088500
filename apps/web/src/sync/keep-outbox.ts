import type { UserId } from '@parallax/domain'
import { type ApiClient, type Outbox, openOutbox } from '@parallax/sync'
import { askBeforeLeaving } from './leaving.ts'

const asking = new WeakSet<Outbox>()

/** The outbox of whoever is signed in, at work; leaving the page asks where it must. */
export async function keepOutbox(userId: string, client: ApiClient): Promise<Outbox> {
  const outbox = await openOutbox({ userId: userId as UserId, client }) // the server's ids are ours
  if (!asking.has(outbox)) askBeforeLeaving(outbox)
  asking.add(outbox)
  return outbox
}
