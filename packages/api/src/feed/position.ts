import { streamIdSchema } from '@parallax/domain'
import * as z from 'zod'

export const placeSchema = z.strictObject({ id: streamIdSchema, seq: z.int().nonnegative() })

/** The most streams that one feed carries. */
export const maxStreams = 500

/**
 * How far the streams that a request names have been told since, small enough for an event id:
 * `index:seq,…`, both in base 36, by their order in the request. Streams that stand where the request
 * says, and those that were added later, are not in it: a reader names those again.
 */
export function encodePosition(seqs: ReadonlyMap<number, number>): string {
  return [...seqs].map(([index, seq]) => `${index.toString(36)}:${seq.toString(36)}`).join(',')
}

/** The position in an event id; what is not one counts for nothing. */
export function decodePosition(text: string): ReadonlyMap<number, number> {
  const places = text.split(',').map((part) => {
    const [index = '', seq = ''] = part.split(':')
    return [Number.parseInt(index, 36), Number.parseInt(seq, 36)] as const
  })
  const isPlace = ([index, seq]: readonly [number, number]) =>
    Number.isSafeInteger(index) && Number.isSafeInteger(seq)
  return places.every(isPlace) ? new Map(places) : new Map()
}
