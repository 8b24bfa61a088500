import { type Db, withdrawTokens as markWithdrawn, writeAudit } from '@parallax/db'
import { mintId } from '../mint-id.ts'

/**
 * Withdraws one token of a person, or all of them, and writes it down. Whoever uses one is refused
 * from the next request on. Answers how many there were.
 */
export async function withdrawTokens(
  db: Db,
  which: { readonly userId: string; readonly id?: string },
  reason: 'asked' | 'password-reset',
): Promise<number> {
  const at = new Date()
  const withdrawn = await markWithdrawn(db, which, at)
  for (const { name, projectId } of withdrawn) {
    const line = { id: mintId(), projectId, actor: which.userId, at }
    await writeAudit(db, { ...line, action: 'token.withdraw', subject: { name, reason } })
  }
  return withdrawn.length
}
