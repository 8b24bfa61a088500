import type { FeedEvent } from './feed-event.ts'

/** Where a feed is written to: the answer to somebody's request. */
export type FeedSink = {
  /** Writes a frame. `false` when the reader has not taken what was written before. */
  readonly write: (frame: Frame) => boolean
  /** Nothing more will come. */
  readonly end: () => void
  /** The reader cannot be waited for: the line is broken off, and may be made again. */
  readonly cut: () => void
}

/** One event as it stands in an event stream, in two parts. */
export type Frame = {
  /** The same bytes for everybody who is told this. */
  readonly head: Buffer
  /** What ends the event; where this reader then stands. */
  readonly tail: string
}

/** What is said when there is nothing to say. */
export const pingFrame: Frame = { head: Buffer.from('event: ping\n'), tail: 'data:\n\n' }

/** The part of an event that is the same for all its readers. */
export function headOf(event: FeedEvent): Buffer {
  return Buffer.from(`data: ${JSON.stringify(event)}\n`)
}

/** The same as `headOf` for entries of a stream, given as JSON with commas between them. */
export function headOfLogged(stream: string, entriesJson: string): Buffer {
  const kind: FeedEvent['kind'] = 'changes'
  return Buffer.from(
    `data: {"kind":"${kind}","stream":${JSON.stringify(stream)},"entries":[${entriesJson}]}\n`,
  )
}

/** The part of an event that is one reader's own: their position. */
export function tailOf(position: string): string {
  // An event id must not be empty, also when nothing has moved.
  return `id: ${position || '-'}\n\n`
}
