import { getInstanceSettings, schema, setOpenSignUp, writeAudit } from '@parallax/db'
import { userIdSchema } from '@parallax/domain'
import { asc, eq } from 'drizzle-orm'
import * as z from 'zod'
import { createResetLink } from '../auth/passwords.ts'
import { mintId } from '../mint-id.ts'
import { notFound } from '../trpc/edge-errors.ts'
import { instanceProcedure, router } from '../trpc/procedures.ts'

/** What the owner of the instance does for everybody. */
export const instanceRouter = router({
  get: instanceProcedure.query(async ({ ctx }) => {
    const { db } = ctx.services
    const { users } = schema
    const { openSignUp } = await getInstanceSettings(db)
    const people = await db
      .select({ id: users.id, name: users.name, email: users.email, createdAt: users.createdAt })
      .from(users)
      .orderBy(asc(users.createdAt), asc(users.id))
    return {
      signUpOpen: openSignUp,
      people: people.map((person) => ({ ...person, createdAt: person.createdAt.toISOString() })),
    }
  }),

  setSignUp: instanceProcedure
    .input(z.strictObject({ open: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const { db } = ctx.services
      await setOpenSignUp(db, input.open)
      const action = input.open ? 'sign-up.open' : 'sign-up.close'
      const line = { id: mintId(), projectId: null, actor: ctx.person.userId, at: new Date() }
      await writeAudit(db, { ...line, action, subject: {} })
      return null
    }),

  resetLink: instanceProcedure
    .input(z.strictObject({ user: userIdSchema }))
    .mutation(async ({ ctx, input }) => {
      const { db } = ctx.services
      const { users } = schema
      const [user] = await db.select({ id: users.id }).from(users).where(eq(users.id, input.user))
      if (user === undefined) throw notFound()
      const link = await createResetLink(db, user.id, ctx.person.userId)
      const line = { id: mintId(), projectId: null, actor: ctx.person.userId, at: new Date() }
      await writeAudit(db, { ...line, action: 'password.reset-link', subject: { user: user.id } })
      return { token: link.token, expiresAt: link.expiresAt.toISOString() }
    }),
})
