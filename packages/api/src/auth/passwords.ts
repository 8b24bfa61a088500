import {
  type ChangeBus,
  createPasswordReset,
  type Db,
  redeemPasswordReset,
  schema,
} from '@parallax/db'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { and, eq, ne } from 'drizzle-orm'
import { announceAccessEnded } from '../access/access-ended.ts'
import { mintId } from '../mint-id.ts'
import { hashToken, mintToken } from '../secret-token.ts'
import { withdrawTokens } from '../tokens/withdraw-tokens.ts'

const linkLifeMs = 24 * 3_600_000

/** A one-time link to a new password: it is shown once, and the page is /reset/<token>. */
export type ResetLink = { readonly token: string; readonly expiresAt: Date }

/** Makes a link for a person; earlier ones stop working. `createdBy` is null at the command line. */
export async function createResetLink(
  db: Db,
  userId: string,
  createdBy: string | null,
): Promise<ResetLink> {
  const token = mintToken()
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + linkLifeMs)
  const tokenHash = hashToken(token)
  await createPasswordReset(db, {
    id: mintId(),
    userId,
    tokenHash,
    createdBy,
    createdAt,
    expiresAt,
  })
  return { token, expiresAt }
}

/**
 * Uses a link up and sets the password; every session of the person ends and every token is
 * withdrawn, because somebody else may have made it. False: no such link.
 */
export async function resetPassword(
  db: Db,
  bus: ChangeBus,
  token: string,
  password: string,
): Promise<boolean> {
  const userId = await redeemPasswordReset(db, hashToken(token), new Date())
  if (userId === undefined) return false
  await setPassword(db, userId, password)
  await endSessions(db, bus, { userId })
  await withdrawTokens(db, { userId }, 'password-reset')
  return true
}

/** Whether this is the person's password. */
export async function isPassword(db: Db, userId: string, password: string): Promise<boolean> {
  const { accounts } = schema
  const [account] = await db
    .select({ hash: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')))
  const hash = account?.hash
  return hash != null && (await verifyPassword({ hash, password }))
}

export async function setPassword(db: Db, userId: string, password: string): Promise<void> {
  const { accounts } = schema
  await db
    .update(accounts)
    .set({ password: await hashPassword(password), updatedAt: new Date() })
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')))
}

/** Ends sessions of a person: one, all but one, or all. Answers how many there were. */
export async function endSessions(
  db: Db,
  bus: ChangeBus,
  which: {
    readonly userId: string
    readonly sessionId?: string
    readonly exceptSessionId?: string
  },
): Promise<number> {
  const { sessions } = schema
  const { userId, sessionId, exceptSessionId } = which
  const ended = await db
    .delete(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        sessionId === undefined ? undefined : eq(sessions.id, sessionId),
        exceptSessionId === undefined ? undefined : ne(sessions.id, exceptSessionId),
      ),
    )
    .returning({ id: sessions.id })
  for (const { id } of ended) announceAccessEnded(bus, { sessionId: id, reason: 'signed-out' })
  return ended.length
}
