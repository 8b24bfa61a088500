import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { invitations, projects } from '../schema/projects.ts'
import { addMember } from './members.ts'

/** An invitation without its secret, of which only the hash was ever kept. */
export type Invitation = typeof invitations.$inferSelect

export async function createInvitation(
  db: Db,
  invitation: Omit<Invitation, 'usedBy' | 'usedAt' | 'revokedAt'>,
): Promise<void> {
  await db.insert(invitations).values(invitation)
}

export function invitationsOf(db: Db, projectId: string): Promise<Invitation[]> {
  return db
    .select()
    .from(invitations)
    .where(eq(invitations.projectId, projectId))
    .orderBy(desc(invitations.createdAt))
}

/** The invitation behind a link, if it can be used at `now`, with the name of its project. */
export async function findInvitation(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<(Invitation & { projectName: string }) | undefined> {
  const [found] = await db
    .select({ invitation: invitations, projectName: projects.name })
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.projectId))
    .where(usable(tokenHash, now))
  return found && { ...found.invitation, projectName: found.projectName }
}

/** Lets a person in by a link, once. Answers `undefined` when the link cannot be used (any more). */
export async function acceptInvitation(
  db: Db,
  use: { readonly tokenHash: string; readonly userId: string; readonly now: Date },
): Promise<Invitation | undefined> {
  return await db.transaction(async (tx) => {
    const [invitation] = await tx
      .update(invitations)
      .set({ usedBy: use.userId, usedAt: use.now })
      .where(usable(use.tokenHash, use.now))
      .returning()
    if (invitation === undefined) return undefined
    const { projectId, role } = invitation
    await addMember(tx, { projectId, userId: use.userId, role, joinedAt: use.now })
    return invitation
  })
}

/** Makes an unused invitation useless; answers whether there was one. */
export async function revokeInvitation(
  db: Db,
  projectId: string,
  invitationId: string,
  now: Date,
): Promise<boolean> {
  const revoked = await db
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.projectId, projectId),
        eq(invitations.id, invitationId),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning({ id: invitations.id })
  return revoked.length > 0
}

function usable(tokenHash: string, now: Date) {
  return and(
    eq(invitations.tokenHash, tokenHash),
    gt(invitations.expiresAt, now),
    isNull(invitations.usedAt),
    isNull(invitations.revokedAt),
  )
}
