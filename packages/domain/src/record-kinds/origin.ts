import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'

/** How a record came to be: by hand, from a suggestion, as a copy, or through a migration. */
export const originSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('human') }),
  z.strictObject({ kind: z.literal('suggestion'), id: recordIdSchema }),
  z.strictObject({ kind: z.literal('copy'), from: recordIdSchema }),
  z.strictObject({ kind: z.literal('migration'), fromVersion: z.int() }),
])

/** Values of codebook attributes, by the attribute's id. */
export const attributeValuesSchema = z.record(
  z.string(),
  z.union([z.boolean(), z.number(), z.string(), z.readonly(z.array(recordIdSchema))]),
)

/** What the five kinds of layer record have besides what they say. */
export const layerRecordShape = {
  origin: originSchema,
  note: z.string().check(z.maxLength(10_000)),
  attrs: attributeValuesSchema,
}
