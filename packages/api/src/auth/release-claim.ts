import { type Db, schema } from '@parallax/db'
import { and, eq, isNotNull, lt, notExists } from 'drizzle-orm'

/**
 * Frees an instance that was claimed before `claimedBefore` for an account that was never made: the
 * server was killed, or the database went away, in between. A UUIDv7 tells when it was minted.
 */
export async function releaseUnfinishedClaim(db: Db, claimedBefore: Date): Promise<void> {
  const { instanceSettings, users } = schema
  const owner = db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, instanceSettings.ownerId))
  await db
    .update(instanceSettings)
    .set({ ownerId: null })
    .where(
      and(
        isNotNull(instanceSettings.ownerId),
        lt(instanceSettings.ownerId, firstIdOf(claimedBefore)),
        notExists(owner),
      ),
    )
}

function firstIdOf(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
