import { auditOf, type NamedAuditEntry } from '@parallax/db'
import { projectIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { instanceProcedure, memberProcedure, router } from '../trpc/procedures.ts'

const pageLength = 50

const placeSchema = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })
const pageSchema = z.strictObject({ after: placeSchema.nullish() })

/** Who did what outside the change log: members, invitations, what left the house. */
export const auditRouter = router({
  ofProject: memberProcedure(['owner'])
    .input(pageSchema.extend({ project: projectIdSchema }))
    .query(async ({ ctx, input }) => {
      const page = { after: placeOf(input.after), limit: pageLength }
      return pageOf(await auditOf(ctx.services.db, ctx.member.projectId, page))
    }),

  ofInstance: instanceProcedure.input(pageSchema).query(async ({ ctx, input }) => {
    const page = { after: placeOf(input.after), limit: pageLength }
    return pageOf(await auditOf(ctx.services.db, null, page))
  }),
})

function placeOf(after: z.infer<typeof placeSchema> | null | undefined) {
  return after ? { at: new Date(after.at), id: after.id } : undefined
}

function pageOf(entries: readonly NamedAuditEntry[]) {
  const lines = entries.map(({ id, at, actorName, action, subject }) => ({
    id,
    at: at.toISOString(),
    actorName,
    action,
    // Written by us, as flat objects of words and numbers.
    subject: subject as Readonly<Record<string, string | number>>,
  }))
  const last = lines.length < pageLength ? undefined : lines.at(-1)
  return { lines, after: last ? { at: last.at, id: last.id } : null }
}
