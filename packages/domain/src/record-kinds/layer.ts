import * as z from 'zod/mini'
import { documentIdSchema, userIdSchema } from '../ids.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  document: documentIdSchema,
  kind: z.enum(['annotator', 'shared', 'adjudicated']),
  owner: z.nullable(userIdSchema),
  blind: z.boolean(),
  state: z.enum(['open', 'submitted', 'locked']),
  /** The codebook version of its creation, or of its submission. */
  codebook: z.int().check(z.positive()),
}
const dataSchema = z.strictObject(shape)
export type LayerData = Readonly<z.infer<typeof dataSchema>>

/** One person's, or the shared, or the adjudicated annotation of one document. */
export const layerKind: KindDefinition<LayerData> = {
  ...plainKind,
  streams: ['layer'],
  title: 'Layer',
  shape,
  fixed: ['document', 'kind', 'owner', 'blind'],
  uniqueKey: () => 'the layer itself',
  check: ({ kind, owner, blind }) =>
    (owner !== null) !== (kind === 'annotator') || (blind && kind !== 'annotator')
      ? { code: 'bad-layer' }
      : undefined,
}
