import type { Feed } from '../src/feed/feed.ts'
import type { FeedEvent } from '../src/feed/feed-event.ts'
import type { FeedSink, Frame } from '../src/feed/feed-sink.ts'
import { feedRequestSchema, openFeed } from '../src/feed/open-feed.ts'
import type { Services } from '../src/services.ts'

/** Somebody who reads a feed, and can stop to: what they were told, as it stood on the wire. */
export class FeedReader {
  readonly heard: FeedEvent[] = []
  readonly ids: string[] = []
  /** How the line ended; `undefined` while it is open. */
  ended: 'ended' | 'cut' | undefined
  /** Takes nothing for now: the server sees that its last frame is still on the way. */
  isSlow = false
  /** How often there was nothing to say. */
  pings = 0
  /** The shared parts of the events, to see whether they are the same bytes. */
  readonly heads: Buffer[] = []

  readonly sink: FeedSink = {
    write: (frame) => {
      this.#take(frame)
      return !this.isSlow
    },
    end: () => {
      this.ended = 'ended'
    },
    cut: () => {
      this.ended ??= 'cut'
    },
  }

  kinds(): readonly string[] {
    return this.heard.map(({ kind }) => kind)
  }

  /** The seqs that were told, in the order in which they were. */
  seqs(): readonly number[] {
    return this.heard.flatMap((event) =>
      event.kind === 'changes' ? event.entries.map(({ seq }) => seq) : [],
    )
  }

  #take({ head, tail }: Frame): void {
    const { event, data, id } = fieldsOf(head.toString() + tail)
    if (event === 'ping') this.pings += 1
    if (data === undefined || id === undefined) return
    this.heads.push(head)
    this.ids.push(id)
    // It is one of ours.
    this.heard.push(JSON.parse(data) as FeedEvent)
  }
}

function fieldsOf(text: string): Readonly<Record<string, string>> {
  const fields = text.split('\n').map((line) => line.split(': '))
  return Object.fromEntries(fields.map(([name = '', ...rest]) => [name, rest.join(': ')]))
}

export type Followed = {
  readonly feed: Feed
  readonly leave: () => void
  readonly drained: () => void
}

/** Follows as the door does, without a connection. */
export async function follow(
  services: Services,
  sessionToken: string,
  request: object,
  lastEventId = '',
): Promise<FeedReader & Followed> {
  const reader = new FeedReader()
  const { sink } = reader
  const asked = feedRequestSchema.parse(request)
  const opened = await openFeed(services, { sessionToken, request: asked, lastEventId, sink })
  if (typeof opened === 'string') throw new Error(`nobody follows: ${opened}`)
  await opened.start()
  return Object.assign(reader, {
    leave: opened.close,
    drained: () => opened.feed.drained(),
    feed: opened.feed,
  })
}
