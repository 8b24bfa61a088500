import { operationSchema, projectIdSchema, roles, userIdSchema } from '@parallax/domain'
import { TRPCError } from '@trpc/server'
import * as z from 'zod'
import { submitOperations } from '../submit/submit-operations.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

const submissionSchema = z.strictObject({
  project: projectIdSchema,
  operations: z.array(operationSchema).min(1).max(200),
  /** Whose work it is, if the sender knows: another person may have signed in since. */
  person: z.optional(userIdSchema),
  /** Of operations that were refused and are tried again: which attempt it is, from 2 on. */
  attempts: z.optional(z.record(z.uuid(), z.int().min(2))),
})

/** A schema would be read by `parseAsync`, which waits three times where nothing has to be waited for. */
const parseSubmission = (input: unknown) => submissionSchema.parse(input)

/** The one way to change what a project holds. */
export const operationsRouter = router({
  submit: memberProcedure()
    .meta({ authz: { who: 'member', roles }, rate: 'edit' })
    .input(parseSubmission)
    .mutation(async ({ ctx, input }) => {
      const { member, person, services } = ctx
      if (input.person !== undefined && input.person !== person.userId) {
        throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Someone else is signed in.' })
      }
      services.disk.requireRoom()
      const actor = { userId: person.userId, role: member.role }
      const startedMs = performance.now()
      const answers = await submitOperations(services, {
        projectId: member.projectId,
        // Everything in an archived project is kept, and nothing is added.
        actor: member.isArchived ? { ...actor, role: 'viewer' } : actor,
        operations: input.operations,
        attempts: input.attempts,
      })
      const durationMs = performance.now() - startedMs
      for (const { result } of answers) services.metrics.operation(result, durationMs)
      return { answers }
    }),
})
