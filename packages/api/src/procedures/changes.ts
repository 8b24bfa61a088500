import { changesSince, headsOf } from '@parallax/db'
import { projectIdSchema, streamIdSchema } from '@parallax/domain'
import { tracked } from '@trpc/server'
import * as z from 'zod'
import type { Feed, FeedEvent } from '../feed/feed.ts'
import { decodePosition, maxStreams, placeSchema } from '../feed/position.ts'
import { newestChanges } from '../queries/history.ts'
import type { Services } from '../services.ts'
import { entryFromRow } from '../submit/stored-form.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

/** A feed is opened anew after this, so that no connection lives for ever. */
const feedLifeMs = 20 * 60_000

const tooMany = () => conflict(`A feed carries at most ${maxStreams} streams.`)
const feedInput = z.strictObject({ project: projectIdSchema, feed: z.uuid() })

/** The logs of a project's streams: as they grow, and as they were. */
export const changesRouter = router({
  follow: memberProcedure()
    .input(
      feedInput.extend({
        streams: z.array(placeSchema).max(maxStreams),
        lastEventId: z.string().max(100_000).nullish(),
      }),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const { services, person, member } = ctx
      const { projectId } = member
      const owner = { feedId: input.feed, projectId, ...person }
      const feed = services.feeds.open(owner)
      if (feed === undefined) throw conflict('Too many browsers of yours follow at once.')
      const stopClock = endAtLatest(feed, person.expiresAt)
      try {
        const resumed = input.lastEventId ? decodePosition(input.lastEventId) : undefined
        feed.add(resumed ? [...resumed].map(([id, seq]) => ({ id, seq })) : input.streams)
        await endIfAhead(services, feed, projectId)
        for await (const { id, event } of feed.events(signal ?? new AbortController().signal)) {
          yield tracked<FeedEvent>(id, event)
        }
      } finally {
        stopClock()
        services.feeds.close(feed)
      }
    }),

  watch: memberProcedure()
    .input(
      feedInput.extend({
        add: z.array(placeSchema).max(maxStreams),
        remove: z.array(streamIdSchema).max(maxStreams),
      }),
    )
    .mutation(({ ctx, input }) => {
      const { services, person, member } = ctx
      const { feed: feedId, add, remove } = input
      const { userId } = person
      const watched = services.feeds.watch({
        feedId,
        projectId: member.projectId,
        userId,
        add,
        remove,
      })
      if (watched === 'unknown') throw notFound()
      if (watched === 'too-many') throw tooMany()
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

/** Ends a feed when its time or its session is over; the answer takes that back. */
function endAtLatest(feed: Feed, sessionExpiresAt: Date): () => void {
  const leftMs = Math.min(feedLifeMs, sessionExpiresAt.getTime() - Date.now())
  const timer = setTimeout(() => feed.end('expired'), Math.max(0, leftMs))
  return () => clearTimeout(timer)
}

/** A reader ahead of the log has seen what is no longer there: a backup was brought back. */
async function endIfAhead({ db }: Services, feed: Feed, projectId: string): Promise<void> {
  const places = feed.places()
  const heads = await headsOf(
    db,
    projectId,
    places.map(({ id }) => id),
  )
  const seqs = new Map(heads.map(({ streamId, seq }) => [streamId, seq]))
  for (const { id, seq } of places) {
    if (seq > (seqs.get(id) ?? 0)) feed.reload(id)
  }
}
