import * as z from 'zod/mini'
import { type KindDefinition, plainKind } from './kind-definition.ts'
import { zoneKindSchema } from './zone.ts'

const shape = {
  on: z.enum(['mention', 'claim', 'stance']),
  zones: z.readonly(z.array(zoneKindSchema)),
}
const dataSchema = z.strictObject(shape)
export type AnnotatableData = Readonly<z.infer<typeof dataSchema>>

/** In which zones one kind of record may stand. */
export const annotatableKind: KindDefinition<AnnotatableData> = {
  ...plainKind,
  streams: ['codebook'],
  title: 'Annotatable zones',
  shape,
  fixed: ['on'],
  uniqueKey: ({ on }) => on,
}
