import { getPreferences, putPreferences, schema } from '@parallax/db'
import { TRPCError } from '@trpc/server'
import { and, desc, eq, gt } from 'drizzle-orm'
import * as z from 'zod'
import { announceAccessEnded } from '../access/access-ended.ts'
import { endSessions, isPassword, resetPassword, setPassword } from '../auth/passwords.ts'
import { notFound } from '../trpc/edge-errors.ts'
import { openProcedure, personProcedure, router } from '../trpc/procedures.ts'

const passwordSchema = z.string().min(10).max(128)
const mostKeys = 200
/** A key as the browser names it, with what is held: `j`, `Mod+Shift+z`, `Alt+PageDown`. */
const keySchema = z
  .string()
  .max(40)
  .regex(/^(?:(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?(?:\S|[A-Z][A-Za-z0-9]+))?$/u)
/** Keys of commands by the ids of the commands; an empty word takes a command its key. */
const keysSchema = z
  .record(z.string().regex(/^[A-Za-z.]{1,60}$/), keySchema)
  .refine((keys) => Object.keys(keys).length <= mostKeys)
const preferencesSchema = z.strictObject({
  theme: z.string().max(40).optional(),
  density: z.string().max(40).optional(),
  singleKeys: z.boolean().optional(),
  keys: keysSchema.optional(),
  /** The short lesson about keys was done or skipped. */
  lessonSeen: z.boolean().optional(),
})

/** What a person sets for themselves; the id of the person is never in the input. */
export const accountRouter = router({
  get: personProcedure.query(async ({ ctx }) => {
    const { db } = ctx.services
    const { userId, name, email, sessionId } = ctx.person
    const { sessions } = schema
    const rows = await db
      .select({
        id: sessions.id,
        createdAt: sessions.createdAt,
        updatedAt: sessions.updatedAt,
        userAgent: sessions.userAgent,
        ipAddress: sessions.ipAddress,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date())))
      .orderBy(desc(sessions.updatedAt))
    return {
      name,
      email,
      preferences: await getPreferences(db, userId),
      sessions: rows.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
        current: row.id === sessionId,
      })),
    }
  }),

  setName: personProcedure
    .input(z.strictObject({ name: z.string().trim().min(1).max(100) }))
    .mutation(async ({ ctx, input }) => {
      const { users } = schema
      await ctx.services.db
        .update(users)
        .set({ name: input.name.normalize('NFC'), updatedAt: new Date() })
        .where(eq(users.id, ctx.person.userId))
      ctx.services.access.forgetPerson(ctx.person.userId)
      return null
    }),

  setPreferences: personProcedure
    .input(z.strictObject({ preferences: preferencesSchema }))
    .mutation(async ({ ctx, input }) => {
      const { userId } = ctx.person
      const { preferences } = input
      await putPreferences(ctx.services.db, { userId, preferences, updatedAt: new Date() })
      return null
    }),

  revokeSession: personProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { db, bus } = ctx.services
      const which = { userId: ctx.person.userId, sessionId: input.id }
      if ((await endSessions(db, bus, which)) === 0) throw notFound()
      return null
    }),

  revokeOthers: personProcedure.mutation(async ({ ctx }) => {
    const { db, bus } = ctx.services
    const { userId, sessionId } = ctx.person
    await endSessions(db, bus, { userId, exceptSessionId: sessionId })
    return null
  }),

  changePassword: personProcedure
    .meta({ authz: { who: 'signed-in' }, rate: 'credential' })
    .input(z.strictObject({ current: z.string().max(128), next: passwordSchema }))
    .mutation(async ({ ctx, input }) => {
      const { db, bus } = ctx.services
      const { userId, sessionId } = ctx.person
      if (!(await isPassword(db, userId, input.current))) {
        throw new TRPCError({ code: 'FORBIDDEN', message: 'That is not your present password.' })
      }
      await setPassword(db, userId, input.next)
      // Whoever knew the old password may be signed in with it somewhere.
      await endSessions(db, bus, { userId, exceptSessionId: sessionId })
      announceAccessEnded(bus, { userId, exceptSessionId: sessionId, reason: 'signed-out' })
      return null
    }),

  resetPassword: openProcedure
    .meta({ authz: { who: 'anyone' }, rate: 'credential' })
    .input(z.strictObject({ token: z.string().max(200), password: passwordSchema }))
    .mutation(async ({ ctx, input }) => {
      const { db, bus } = ctx.services
      if (!(await resetPassword(db, bus, input.token, input.password))) throw notFound()
      return null
    }),
})
