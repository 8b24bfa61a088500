import { layerRecordKinds } from '@parallax/domain'
import { exportFieldNames, offsetUnits } from '@parallax/formats'
import * as z from 'zod'

// The keys of the table are the kinds.
const kinds = Object.keys(layerRecordKinds) as (keyof typeof layerRecordKinds)[]

/** What one may choose of a format: kinds of record, fields, and what offsets count. */
export const partsWishShape = {
  kinds: z
    .array(z.enum(kinds))
    .min(1)
    .optional()
    .describe('The kinds of record that shall be there; all of them without it.'),
  without: z
    .array(z.enum(exportFieldNames))
    .default([])
    .describe('The fields that shall not be there.'),
  offsetUnit: z
    .enum(offsetUnits)
    .optional()
    .describe('What offsets count, for formats that let one choose.'),
}
