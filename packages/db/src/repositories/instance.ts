import { eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { users } from '../schema/accounts.ts'
import { instanceSettings, userPreferences } from '../schema/instance.ts'

/** What holds for the whole installation. `ownerId` is null until the first account is made. */
export type InstanceSettings = { readonly ownerId: string | null; readonly openSignUp: boolean }

export async function getInstanceSettings(db: Db): Promise<InstanceSettings> {
  const [settings] = await db
    .select({ ownerId: instanceSettings.ownerId, openSignUp: instanceSettings.openSignUp })
    .from(instanceSettings)
  if (settings === undefined) throw new Error('The settings row is made by a migration.')
  return settings
}

/** Makes a person the owner of the installation, if nobody is; answers whether it did. */
export async function claimInstance(db: Db, userId: string): Promise<boolean> {
  const claimed = await db
    .update(instanceSettings)
    .set({ ownerId: userId })
    .where(isNull(instanceSettings.ownerId))
    .returning({ ownerId: instanceSettings.ownerId })
  return claimed.length > 0
}

export async function setOpenSignUp(db: Db, openSignUp: boolean): Promise<void> {
  await db.update(instanceSettings).set({ openSignUp })
}

/** The account with this address, whatever its case, or `undefined`. */
export async function findUserByEmail(
  db: Db,
  email: string,
): Promise<{ id: string; name: string; email: string } | undefined> {
  const [user] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(sql`${users.email} = lower(${email})`)
  return user
}

/** What a person has set for themselves; empty until they set something. */
export async function getPreferences(db: Db, userId: string): Promise<Record<string, unknown>> {
  const [row] = await db
    .select({ preferences: userPreferences.preferences })
    .from(userPreferences)
    .where(eq(userPreferences.userId, userId))
  return row?.preferences ?? {}
}

/** Replaces what a person has set for themselves. */
export async function putPreferences(
  db: Db,
  row: {
    readonly userId: string
    readonly preferences: Record<string, unknown>
    readonly updatedAt: Date
  },
): Promise<void> {
  const { preferences, updatedAt } = row
  await db
    .insert(userPreferences)
    .values(row)
    .onConflictDoUpdate({ target: userPreferences.userId, set: { preferences, updatedAt } })
}
