import {
  type Actor,
  documentIdSchema,
  operationIdSchema,
  operationSchema,
  type ProjectId,
  projectIdSchema,
  recordIdSchema,
  userIdSchema,
} from '@parallax/domain'
import * as z from 'zod'
import { placeSchema } from '../feed/position.ts'
import { checkReverts } from '../history/check-reverts.ts'
import { groupLines } from '../queries/group-lines.ts'
import { type HistoryPage, historyLines } from '../queries/history-lines.ts'
import { ownGroups } from '../queries/own-groups.ts'
import { visibleAmong, visibleOfDocument } from '../queries/visible-streams.ts'
import { projectStreams } from '../submit/project-streams.ts'
import { notFound } from '../trpc/edge-errors.ts'
import { type Member, memberProcedure, type Person, router } from '../trpc/procedures.ts'

/** What was done, by whom, and what of it can be taken back. Nobody is told of a blind layer. */
export const historyRouter = router({
  mine: memberProcedure()
    .input(
      z.strictObject({
        project: projectIdSchema,
        before: z
          .strictObject({ at: z.iso.datetime(), group: operationIdSchema })
          .nullable()
          .default(null),
        limit: z.int().positive().max(200).default(100),
      }),
    )
    .query(({ ctx, input: { before, limit } }) => {
      const who = whoAsks(ctx)
      const of = { projectId: who.projectId, actor: who.actor.userId }
      return ownGroups(ctx.services.db, of, { before, limit })
    }),

  group: memberProcedure()
    .input(z.strictObject({ project: projectIdSchema, group: operationIdSchema }))
    .query(({ ctx, input }) => groupLines(ctx.services.db, whoAsks(ctx), input.group)),

  check: memberProcedure()
    .input(
      z.strictObject({
        project: projectIdSchema,
        reverts: z
          .array(
            z.strictObject({
              stream: operationSchema.shape.stream,
              seq: z.int().positive(),
              from: z.int().positive().optional(),
            }),
          )
          .min(1)
          .max(5_000),
      }),
    )
    .query(async ({ ctx, input: { reverts } }) => {
      const who = whoAsks(ctx)
      const ids = new Set(reverts.map(({ stream }) => stream.id))
      const seen = await visibleAmong(ctx.services.db, who, [...ids])
      if (seen.length < ids.size) throw notFound()
      return { refusals: await checkReverts(ctx.services, who, reverts) }
    }),

  lines: memberProcedure()
    .input(
      z.strictObject({
        project: projectIdSchema,
        of: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('document'), id: documentIdSchema }),
          z.strictObject({ kind: z.enum(['registry', 'codebook']) }),
        ]),
        /** Where the page before ended; `null` begins with the newest line. */
        before: z.array(placeSchema).max(1_000).nullable().default(null),
        limit: z.int().positive().max(200).default(60),
        person: z.nullable(userIdSchema).default(null),
        record: z.nullable(recordIdSchema).default(null),
      }),
    )
    .query(async ({ ctx, input }): Promise<HistoryPage> => {
      const { db } = ctx.services
      const { of, before, limit, person, record } = input
      const who = whoAsks(ctx)
      const streams =
        of.kind === 'document'
          ? await visibleOfDocument(db, who, of.id)
          : await visibleAmong(db, who, [projectStreams(who.projectId)[of.kind]])
      if (of.kind === 'document' && !streams.some(({ kind }) => kind === 'document'))
        throw notFound()
      const places = new Map<string, number>(before?.map(({ id, seq }) => [id, seq]))
      const wanted = streams.flatMap((stream) => {
        const place = before ? places.get(stream.id) : stream.seq + 1
        return place === undefined ? [] : [{ ...stream, before: place }]
      })
      const filter = { person, record }
      return await historyLines(db, who.projectId, wanted, { limit, filter })
    }),
})

/** Whoever asks, with the role that the rules of an archived project leave them. */
function whoAsks({ person, member }: { readonly person: Person; readonly member: Member }): {
  readonly projectId: ProjectId
  readonly actor: Actor
} {
  const role = member.isArchived ? 'viewer' : member.role
  return { projectId: member.projectId, actor: { userId: person.userId, role } }
}
