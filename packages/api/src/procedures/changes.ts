import { changesSince, headsOf } from '@parallax/db'
import { type ProjectId, projectIdSchema, streamIdSchema } from '@parallax/domain'
import { tracked } from '@trpc/server'
import * as z from 'zod'
import type { Feed } from '../feed/feed.ts'
import type { FeedEvent } from '../feed/feed-event.ts'
import { decodePosition, maxStreams, placeSchema } from '../feed/position.ts'
import { newestChanges } from '../queries/history.ts'
import { entryFromRow } from '../submit/stored-form.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { isMemberOf, memberProcedure, personProcedure, router } from '../trpc/procedures.ts'
import type { RequestContext } from '../trpc/request-context.ts'

/** A feed is opened anew after this, so that no connection lives for ever. */
const feedLifeMs = 20 * 60_000

const tooMany = () => conflict(`A feed carries at most ${maxStreams} streams.`)
const placesSchema = z.array(placeSchema).max(maxStreams)
const followSchema = z.strictObject({
  feed: z.uuid(),
  projects: z
    .array(z.strictObject({ project: projectIdSchema, streams: placesSchema }))
    .max(maxStreams),
  lastEventId: z.string().max(100_000).nullish(),
})

/** The logs of streams: as they grow, and as they were. */
export const changesRouter = router({
  /**
   * What happens in these streams, of several projects: a browser follows once for all its tabs. Of a
   * project that one is not in, the feed says just that.
   */
  follow: personProcedure.input(followSchema).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const { services, person } = ctx
    const { userId, sessionId, expiresAt } = person
    const places = placesOf(input)
    if (places.length > maxStreams) throw tooMany()
    const feed = services.feeds.open({ feedId: input.feed, userId, sessionId })
    if (feed === undefined) throw conflict('Too many browsers of yours follow at once.')
    const stopClock = endAtLatest(feed, expiresAt)
    try {
      feed.name(places.map(({ id }) => id))
      for (const { project } of input.projects) await addProject(ctx, feed, project, places)
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
      z.strictObject({
        project: projectIdSchema,
        feed: z.uuid(),
        add: placesSchema,
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

/** The streams of a request with their projects, where a reader who was here before has got to. */
function placesOf({ projects, lastEventId }: z.infer<typeof followSchema>) {
  const heard = decodePosition(lastEventId ?? '')
  return projects
    .flatMap(({ project, streams }) => streams.map((place) => ({ project, ...place })))
    .map((place, index) => ({ ...place, seq: Math.max(place.seq, heard.get(index) ?? 0) }))
}

async function addProject(
  ctx: RequestContext,
  feed: Feed,
  project: ProjectId,
  all: ReturnType<typeof placesOf>,
): Promise<void> {
  if (!(await isMemberOf(ctx, project))) return feed.access(project, 'removed')
  const places = all.flatMap((place) =>
    place.project === project ? [{ id: place.id, seq: place.seq }] : [],
  )
  await ctx.services.feeds.add(feed, project, places)
}

/** Ends a feed when its time or its session is over; the answer takes that back. */
function endAtLatest(feed: Feed, sessionExpiresAt: Date): () => void {
  const leftMs = Math.min(feedLifeMs, sessionExpiresAt.getTime() - Date.now())
  const timer = setTimeout(() => feed.end('expired'), Math.max(0, leftMs))
  return () => clearTimeout(timer)
}
