import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { accessTokens } from '../schema/access-tokens.ts'
import { users } from '../schema/accounts.ts'
import { members, projects } from '../schema/projects.ts'
import type { Access } from './access.ts'

/** A key of somebody's scripts, without its secret. */
export type AccessToken = Omit<typeof accessTokens.$inferSelect, 'tokenHash'>

/** Whose token it is, and what that person is in the project that a request is about. */
export type TokenAccess = Pick<Access, 'userId' | 'role' | 'projectMode' | 'projectArchivedAt'> & {
  readonly token: AccessToken
}

export async function createAccessToken(
  db: Db,
  token: Omit<typeof accessTokens.$inferInsert, 'lastUsedAt' | 'withdrawnAt'>,
): Promise<void> {
  await db.insert(accessTokens).values(token)
}

/** The tokens of a person that were not withdrawn, expired ones too, newest first. */
export async function tokensOf(
  db: Db,
  userId: string,
): Promise<readonly (AccessToken & { readonly projectName: string | null })[]> {
  const rows = await db
    .select({ token: accessTokens, projectName: projects.name })
    .from(accessTokens)
    .leftJoin(projects, eq(projects.id, accessTokens.projectId))
    .where(and(eq(accessTokens.userId, userId), isNull(accessTokens.withdrawnAt)))
    .orderBy(desc(accessTokens.createdAt), desc(accessTokens.id))
  return rows.map(({ token, projectName }) => ({ ...withoutHash(token), projectName }))
}

/**
 * Token, person, membership and role in one statement; `undefined` when no token has this hash. A
 * token for one project has no role in any other. Whether it is still good is for the caller to see.
 */
export async function findTokenAccess(
  db: Db,
  { tokenHash, projectId }: { readonly tokenHash: string; readonly projectId: string | undefined },
): Promise<TokenAccess | undefined> {
  // No project has the id of a user; asking for it is asking for none.
  const membership = and(
    eq(members.userId, users.id),
    projectId === undefined ? eq(members.projectId, users.id) : eq(members.projectId, projectId),
    or(isNull(accessTokens.projectId), eq(accessTokens.projectId, members.projectId)),
  )
  const [row] = await db
    .select({
      token: accessTokens,
      userId: users.id,
      role: members.role,
      projectMode: projects.mode,
      projectArchivedAt: projects.archivedAt,
    })
    .from(accessTokens)
    .innerJoin(users, eq(users.id, accessTokens.userId))
    .leftJoin(members, membership)
    .leftJoin(projects, eq(projects.id, members.projectId))
    .where(eq(accessTokens.tokenHash, tokenHash))
  return row && { ...row, token: withoutHash(row.token) }
}

/** Notes that a token was used `now`, unless that was noted later than `sinceAt` already. */
export async function noteTokenUse(
  db: Db,
  id: string,
  { now, sinceAt }: { readonly now: Date; readonly sinceAt: Date },
): Promise<void> {
  await db
    .update(accessTokens)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(accessTokens.id, id),
        or(isNull(accessTokens.lastUsedAt), lt(accessTokens.lastUsedAt, sinceAt)),
      ),
    )
}

/** Withdraws tokens of a person for good: one, or all of them. Answers those that it was about. */
export async function withdrawTokens(
  db: Db,
  which: { readonly userId: string; readonly id?: string },
  withdrawnAt: Date,
): Promise<readonly AccessToken[]> {
  const withdrawn = await db
    .update(accessTokens)
    .set({ withdrawnAt })
    .where(
      and(
        eq(accessTokens.userId, which.userId),
        isNull(accessTokens.withdrawnAt),
        which.id === undefined ? undefined : eq(accessTokens.id, which.id),
      ),
    )
    .returning()
  return withdrawn.map(withoutHash)
}

function withoutHash({ tokenHash: _, ...token }: typeof accessTokens.$inferSelect): AccessToken {
  return token
}
