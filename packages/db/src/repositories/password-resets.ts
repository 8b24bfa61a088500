import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { passwordResets } from '../schema/instance.ts'

/** A one-time link to a new password, without its secret. */
export type PasswordReset = typeof passwordResets.$inferSelect

/** Makes a link; earlier ones for this person stop working. */
export async function createPasswordReset(
  db: Db,
  reset: Omit<PasswordReset, 'usedAt'>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(passwordResets).where(eq(passwordResets.userId, reset.userId))
    await tx.insert(passwordResets).values(reset)
  })
}

/** Uses a link up; answers whose password may be set, or `undefined` when it cannot be used. */
export async function redeemPasswordReset(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const [used] = await db
    .update(passwordResets)
    .set({ usedAt: now })
    .where(
      and(
        eq(passwordResets.tokenHash, tokenHash),
        gt(passwordResets.expiresAt, now),
        isNull(passwordResets.usedAt),
      ),
    )
    .returning({ userId: passwordResets.userId })
  return used?.userId
}
