import { membersOf, setMemberRole, writeAudit } from '@parallax/db'
import { projectIdSchema, roles, userIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { announceAccessEnded } from '../access/access-ended.ts'
import { mintId } from '../mint-id.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

const aboutUser = z.strictObject({ project: projectIdSchema, user: userIdSchema })

/** The people of a project. */
export const membersRouter = router({
  list: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema }))
    .query(async ({ ctx }) => {
      const members = await membersOf(ctx.services.db, ctx.member.projectId)
      return members.map((member) => ({
        ...member,
        joinedAt: member.joinedAt.toISOString(),
        lastSeenAt: member.lastSeenAt?.toISOString() ?? null,
      }))
    }),

  setRole: memberProcedure(['owner'])
    .input(aboutUser.extend({ role: z.enum(roles) }))
    .mutation(async ({ ctx, input: { project, user, role } }) => {
      const { db, bus } = ctx.services
      settled(await setMemberRole(db, project, user, role))
      // The feed of the old role ends; the next one is opened by what the person is now.
      announceAccessEnded(bus, { userId: user, projectId: project, reason: 'expired' })
      const line = { id: mintId(), projectId: project, actor: ctx.person.userId, at: new Date() }
      await writeAudit(db, { ...line, action: 'member.set-role', subject: { user, role } })
      return null
    }),

  remove: memberProcedure(['owner'])
    .input(aboutUser)
    .mutation(async ({ ctx, input: { project, user } }) => {
      const { db, bus } = ctx.services
      settled(await setMemberRole(db, project, user, undefined))
      announceAccessEnded(bus, { userId: user, projectId: project, reason: 'removed' })
      const line = { id: mintId(), projectId: project, actor: ctx.person.userId, at: new Date() }
      await writeAudit(db, { ...line, action: 'member.remove', subject: { user } })
      return null
    }),
})

function settled(outcome: Awaited<ReturnType<typeof setMemberRole>>): void {
  if (outcome === 'not-a-member') throw notFound()
  if (outcome === 'last-owner') throw conflict('A project needs an owner. Make another one first.')
}
