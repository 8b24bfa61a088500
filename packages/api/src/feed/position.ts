import { type StreamId, streamIdSchema } from '@parallax/domain'
import * as z from 'zod'

/** How far a reader has got in each stream: what a feed starts from and goes on from. */
export type Position = ReadonlyMap<StreamId, number>

export const placeSchema = z.strictObject({ id: streamIdSchema, seq: z.int().nonnegative() })

/** The most streams that one feed carries. */
export const maxStreams = 500

/** A position as text, small enough for an event id: `streamId:seq,…`. */
export function encodePosition(position: Position): string {
  return [...position].map(([id, seq]) => `${id}:${seq}`).join(',')
}

/** The position in an event id, or `undefined` when the text is not one. */
export function decodePosition(text: string): Position | undefined {
  const places = text.split(',').map((part) => {
    const [id, seq] = part.split(':')
    return placeSchema.safeParse({ id, seq: Number(seq) })
  })
  if (places.length > maxStreams || places.some(({ success }) => !success)) return undefined
  return new Map(places.flatMap(({ data }) => (data ? [[data.id, data.seq] as const] : [])))
}
