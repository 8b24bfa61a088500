import { getPreferences } from '@parallax/db'
import { personProcedure, router } from '../trpc/procedures.ts'

/** Who is signed in. */
export const sessionRouter = router({
  me: personProcedure.query(async ({ ctx }) => {
    const { userId: id, name, email, isInstanceOwner } = ctx.person
    const preferences = await getPreferences(ctx.services.db, id)
    return { user: { id, name, email }, isInstanceOwner, preferences }
  }),
})
