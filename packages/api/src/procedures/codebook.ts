import { projectIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { countLabelUse } from '../queries/label-use.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

/** What is known of a codebook's labels beyond the codebook itself. */
export const codebookRouter = router({
  usage: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema }))
    .query(({ ctx }) => countLabelUse(ctx.services.db, ctx.member.projectId)),
})
