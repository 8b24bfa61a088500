import { type ProjectId, projectIdSchema, type StreamId, type UserId } from '@parallax/domain'
import * as z from 'zod'
import type { Services } from '../services.ts'
import { isMemberOf } from '../trpc/procedures.ts'
import type { Feed } from './feed.ts'
import type { Place } from './feed-event.ts'
import type { FeedSink } from './feed-sink.ts'
import { decodePosition, maxStreams, placeSchema } from './position.ts'

/** A feed is opened anew after this, so that no connection lives for ever. */
const longestLifeS = 20 * 60

/** What somebody follows: streams of projects, each from where they stand in it. */
export const feedRequestSchema = z.strictObject({
  /** Names the feed, so that `changes.watch` can change it. */
  feed: z.uuid(),
  /** The last of its requests to change the feed: what it names already is what came of them. */
  wish: z.int().nonnegative().default(0),
  projects: z
    .array(
      z.strictObject({ project: projectIdSchema, streams: z.array(placeSchema).max(maxStreams) }),
    )
    .max(maxStreams),
})
export type FeedRequest = Readonly<z.infer<typeof feedRequestSchema>>

export type Follower = {
  readonly sessionToken: string | undefined
  readonly request: FeedRequest
  /** The id of the last event that was heard, of somebody who comes back with the same request. */
  readonly lastEventId: string
  readonly sink: FeedSink
}

/** A feed that has been opened, and whose it is. */
export type OpenedFeed = {
  readonly feed: Feed
  readonly userId: UserId
  /** Makes it tell of what was asked for. */
  readonly start: () => Promise<void>
  /** The line is gone. */
  readonly close: () => void
}

type FollowedPlace = { readonly project: ProjectId; readonly id: StreamId; readonly seq: number }

/**
 * Opens a feed for the person of a session: one browser follows once for all its tabs. Of a project
 * that they are not in, the feed says just that.
 */
export async function openFeed(
  services: Services,
  { sessionToken, request, lastEventId, sink }: Follower,
): Promise<OpenedFeed | 'signed-out' | 'too-many'> {
  const access =
    sessionToken === undefined ? undefined : await services.access.find(sessionToken, undefined)
  if (sessionToken === undefined || access === undefined) return 'signed-out'
  const places = placesOf(request, lastEventId)
  if (places.length > maxStreams) return 'too-many'
  const { sessionId, expiresAt } = access
  const userId = access.userId as UserId // it was minted by us
  const lifeS = Math.min(longestLifeS, Math.ceil((expiresAt.getTime() - Date.now()) / 1_000))
  const owner = { feedId: request.feed, userId, sessionId, sinceWish: request.wish }
  const feed = services.feeds.open({ owner, sink, lifeS })
  if (feed === undefined) return 'too-many'
  feed.name(places.map(({ id }) => id))
  const start = async () => {
    for (const { project } of request.projects) {
      const isMember = await isMemberOf({ services, sessionToken }, project)
      const own = places.filter((place) => place.project === project)
      if (isMember) await services.feeds.add(feed, project, own.map(placeOf))
      else feed.access(project, 'removed')
    }
  }
  return { feed, userId, start, close: () => services.feeds.close(feed) }
}

/** The streams of a request with their projects, where a reader who was here before has got to. */
function placesOf({ projects }: FeedRequest, lastEventId: string): readonly FollowedPlace[] {
  const heard = decodePosition(lastEventId)
  return projects
    .flatMap(({ project, streams }) => streams.map((place) => ({ project, ...place })))
    .map((place, index) => ({ ...place, seq: Math.max(place.seq, heard.get(index) ?? 0) }))
}

function placeOf({ id, seq }: FollowedPlace): Place {
  return { id, seq }
}
