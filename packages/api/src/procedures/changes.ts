import { changesSince, headsOf } from '@parallax/db'
import { projectIdSchema, streamIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { maxStreams, placeSchema } from '../feed/position.ts'
import { newestChanges } from '../queries/history.ts'
import { entryFromRow } from '../submit/stored-form.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

const placesSchema = z.array(placeSchema).max(maxStreams)

/** The logs of streams: as they grow, and as they were. */
export const changesRouter = router({
  /** Changes what a feed tells of, which is opened at a door of its own: `http/feed-door.ts`. */
  watch: memberProcedure()
    .input(
      z.strictObject({
        project: projectIdSchema,
        feed: z.uuid(),
        add: placesSchema,
        remove: z.array(streamIdSchema).max(maxStreams),
        /** Which of this feed's requests it is: a later one counts, in whatever order they arrive. */
        wish: z.int().positive(),
      }),
    )
    .mutation(({ ctx, input }) => {
      const { services, person, member } = ctx
      const { feed: feedId, add, remove, wish } = input
      const { projectId } = member
      const { userId } = person
      const watched = services.feeds.watch({ feedId, projectId, userId, add, remove, wish })
      if (watched === 'unknown') throw notFound()
      if (watched === 'too-many') throw conflict(`A feed carries at most ${maxStreams} streams.`)
      return null
    }),

  since: memberProcedure()
    .input(
      z.strictObject({
        project: projectIdSchema,
        stream: streamIdSchema,
        seq: z.int().nonnegative(),
        limit: z.int().positive().max(1_000).default(500),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { db } = ctx.services
      const { project, stream, seq, limit } = input
      const rows = await changesSince(db, project, { streamId: stream, afterSeq: seq, limit })
      const [head] = await headsOf(db, project, [stream])
      if (head === undefined) throw notFound()
      return { entries: rows.map(entryFromRow), head: head.seq }
    }),

  history: memberProcedure()
    .input(
      z.strictObject({
        project: projectIdSchema,
        stream: streamIdSchema,
        before: z.int().positive().nullable().default(null),
        limit: z.int().positive().max(500).default(100),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { db } = ctx.services
      const { project, stream, before, limit } = input
      const [head] = await headsOf(db, project, [stream])
      if (head === undefined) throw notFound()
      const rows = await newestChanges(db, project, { streamId: stream, before, limit })
      return { entries: rows.map(entryFromRow) }
    }),
})
