import {
  acceptInvitation,
  createInvitation,
  invitationsOf,
  revokeInvitation,
  writeAudit,
} from '@parallax/db'
import { projectIdSchema, roles } from '@parallax/domain'
import * as z from 'zod'
import { announceAccessEnded } from '../access/access-ended.ts'
import { mintId } from '../mint-id.ts'
import { lookAtInvitation, stateOf } from '../queries/invitation-state.ts'
import { peopleOf } from '../queries/people.ts'
import { hashToken, mintToken } from '../secret-token.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, openProcedure, personProcedure, router } from '../trpc/procedures.ts'

const dayMs = 86_400_000
const inProject = z.strictObject({ project: projectIdSchema })
const byToken = z.strictObject({ token: z.string().min(1).max(200) })

/** Letting people in by a link that works once. */
export const invitationsRouter = router({
  list: memberProcedure(['owner'])
    .input(inProject)
    .query(async ({ ctx }) => {
      const { db } = ctx.services
      const { projectId } = ctx.member
      const people = new Map((await peopleOf(db, projectId)).map(({ id, name }) => [id, name]))
      const invitations = await invitationsOf(db, projectId)
      return invitations.map((each) => ({
        id: each.id,
        role: each.role,
        createdBy: { name: people.get(each.createdBy) ?? '' },
        createdAt: each.createdAt.toISOString(),
        expiresAt: each.expiresAt.toISOString(),
        usedBy:
          each.usedBy === null ? null : { id: each.usedBy, name: people.get(each.usedBy) ?? '' },
        revokedAt: each.revokedAt?.toISOString() ?? null,
      }))
    }),

  create: memberProcedure(['owner'])
    .meta({ authz: { who: 'member', roles: ['owner'] }, rate: 'invite' })
    .input(
      inProject.extend({
        role: z.enum(roles),
        expiresInDays: z.int().min(1).max(30).default(7),
      }),
    )
    .mutation(async ({ ctx, input: { role, expiresInDays } }) => {
      const { db } = ctx.services
      const { projectId } = ctx.member
      const token = mintToken()
      const createdAt = new Date()
      const invitation = {
        projectId,
        id: mintId(),
        tokenHash: hashToken(token),
        role,
        createdBy: ctx.person.userId,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + expiresInDays * dayMs),
      }
      await createInvitation(db, invitation)
      const { id, expiresAt } = invitation
      const line = { id: mintId(), projectId, actor: ctx.person.userId, at: createdAt }
      await writeAudit(db, { ...line, action: 'invitation.create', subject: { id, role } })
      return { id, token, expiresAt: expiresAt.toISOString() }
    }),

  revoke: memberProcedure(['owner'])
    .input(inProject.extend({ id: z.uuid() }))
    .mutation(async ({ ctx, input: { id } }) => {
      const { db } = ctx.services
      const { projectId } = ctx.member
      if (!(await revokeInvitation(db, projectId, id, new Date()))) throw notFound()
      const line = { id: mintId(), projectId, actor: ctx.person.userId, at: new Date() }
      await writeAudit(db, { ...line, action: 'invitation.revoke', subject: { id } })
      return null
    }),

  look: openProcedure
    .meta({ authz: { who: 'anyone' }, rate: 'search' })
    .input(byToken)
    .query(async ({ ctx, input }) => {
      const found = await lookAtInvitation(ctx.services.db, hashToken(input.token))
      if (found === undefined) throw notFound()
      const { invitation, projectName, invitedBy } = found
      return {
        projectName,
        role: invitation.role,
        invitedBy,
        expiresAt: invitation.expiresAt.toISOString(),
        state: stateOf(invitation, new Date()),
      }
    }),

  accept: personProcedure.input(byToken).mutation(async ({ ctx, input }) => {
    const { db, bus } = ctx.services
    const { userId } = ctx.person
    const tokenHash = hashToken(input.token)
    const found = await lookAtInvitation(db, tokenHash)
    if (found === undefined) throw notFound()
    const { projectId: project } = found.invitation
    // Pressing the button twice is one acceptance.
    if (found.invitation.usedBy === userId) return { project }
    const accepted = await acceptInvitation(db, { tokenHash, userId, now: new Date() })
    if (accepted === undefined) throw conflict(closedMessage(stateOf(found.invitation, new Date())))
    announceAccessEnded(bus, { userId, projectId: project, reason: 'expired' })
    const line = { id: mintId(), projectId: project, actor: userId, at: new Date() }
    await writeAudit(db, { ...line, action: 'invitation.accept', subject: { id: accepted.id } })
    return { project }
  }),
})

function closedMessage(state: ReturnType<typeof stateOf>): string {
  switch (state) {
    case 'expired':
      return 'This invitation has expired. Ask for a new one.'
    case 'revoked':
      return 'This invitation was withdrawn. Ask for a new one.'
    case 'used':
    case 'open':
      return 'This invitation has been used already. Ask for a new one.'
  }
}
