import { projectIdSchema, roles, showsPresence } from '@parallax/domain'
import * as z from 'zod'
import { whereaboutsSchema } from '../presence/presence-board.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

/** Who is here, of this moment: nothing of it is stored. */
export const presenceRouter = router({
  /** Says where one is; null when a tab is closed. Where people work blind, nobody hears of it. */
  say: memberProcedure()
    .meta({ authz: { who: 'member', roles }, rate: 'presence' })
    .input(
      z.strictObject({
        project: projectIdSchema,
        tab: z.uuid(),
        at: whereaboutsSchema.nullable(),
      }),
    )
    .mutation(({ ctx, input }) => {
      const { services, person, member } = ctx
      if (!showsPresence[member.mode]) return null
      const { tab, at } = input
      services.presence.say({ project: member.projectId, user: person.userId, tab, at })
      return null
    }),
})
