import { documentIdSchema, projectIdSchema, recordIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { commentsWaiting, readComments, unreadComments } from '../queries/comments.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

/** Whether somebody has read what others said. What is said are operations like any others. */
export const commentsRouter = router({
  waiting: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema }))
    .query(({ ctx: { services, person }, input }) =>
      commentsWaiting(services.db, { projectId: input.project, userId: person.userId }),
    ),

  unread: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema, document: documentIdSchema }))
    .query(async ({ ctx: { services, person }, input }) => {
      const reader = { projectId: input.project, userId: person.userId }
      return { comments: await unreadComments(services.db, reader, input.document) }
    }),

  read: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema, comments: z.array(recordIdSchema).max(500) }))
    .mutation(async ({ ctx: { services, person }, input }) => {
      const reader = { projectId: input.project, userId: person.userId }
      await readComments(services.db, reader, input.comments)
      return null
    }),
})
