import { type Db, type Invitation, schema } from '@parallax/db'
import { eq } from 'drizzle-orm'

export type InvitationState = 'open' | 'used' | 'expired' | 'revoked'

/** An invitation in whatever state, with what its page shows. */
export type ShownInvitation = {
  readonly invitation: Invitation
  readonly projectName: string
  readonly invitedBy: string
}

/** The invitation behind a link's token, or `undefined`. */
export async function lookAtInvitation(
  db: Db,
  tokenHash: string,
): Promise<ShownInvitation | undefined> {
  const { invitations, projects, users } = schema
  const [found] = await db
    .select({ invitation: invitations, projectName: projects.name, invitedBy: users.name })
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.projectId))
    .leftJoin(users, eq(users.id, invitations.createdBy))
    .where(eq(invitations.tokenHash, tokenHash))
  return found && { ...found, invitedBy: found.invitedBy ?? '' }
}

export function stateOf(invitation: Invitation, now: Date): InvitationState {
  if (invitation.revokedAt !== null) return 'revoked'
  if (invitation.usedAt !== null) return 'used'
  return invitation.expiresAt <= now ? 'expired' : 'open'
}
