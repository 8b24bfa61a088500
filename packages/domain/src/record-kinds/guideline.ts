import * as z from 'zod/mini'
import { guidanceShape } from './guidance.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  ...guidanceShape,
  /** The fixed scale it explains: `certainty`, `rendering`, `zone`… */
  field: z.string().check(z.minLength(1), z.maxLength(100)),
  value: z.string().check(z.minLength(1), z.maxLength(100)),
}
const dataSchema = z.strictObject(shape)
export type GuidelineData = Readonly<z.infer<typeof dataSchema>>

/** What one value of a fixed scale means in this project. */
export const guidelineKind: KindDefinition<GuidelineData> = {
  ...plainKind,
  streams: ['codebook'],
  title: 'Guideline text',
  shape,
  fixed: ['field', 'value'],
  uniqueKey: ({ field, value }) => `${field} ${value}`,
}
