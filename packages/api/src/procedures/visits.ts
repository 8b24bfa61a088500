import { documentIdSchema, projectIdSchema, streamIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { noteVisit, sinceVisit } from '../queries/visits.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

const ofDocument = z.strictObject({ project: projectIdSchema, document: documentIdSchema })

/** What has happened to a document since one was last there. */
export const visitsRouter = router({
  since: memberProcedure()
    .input(ofDocument)
    .query(({ ctx: { services, person }, input }) => {
      const reader = { projectId: input.project, userId: person.userId }
      return sinceVisit(services.db, reader, input.document)
    }),

  note: memberProcedure()
    .input(
      ofDocument.extend({
        seen: z
          .array(z.strictObject({ id: streamIdSchema, seq: z.int().nonnegative() }))
          .max(1_000),
      }),
    )
    .mutation(async ({ ctx: { services, person }, input }) => {
      const reader = { projectId: input.project, userId: person.userId }
      const { document, seen } = input
      await noteVisit(services.db, reader, { document, seen, at: new Date() })
      return null
    }),
})
