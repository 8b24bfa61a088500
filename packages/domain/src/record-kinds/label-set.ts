import * as z from 'zod/mini'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  slot: z.enum(['entityType', 'topic', 'relationType', 'documentField']),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  select: z.enum(['one', 'many']),
  /** Order among its like, ascending. */
  rank: z.int(),
}
const dataSchema = z.strictObject(shape)
export type LabelSetData = Readonly<z.infer<typeof dataSchema>>

/** Labels that belong together: the entity types, the topics, a document field… */
export const labelSetKind: KindDefinition<LabelSetData> = {
  ...plainKind,
  streams: ['codebook'],
  title: 'Label set',
  shape,
  fixed: ['slot'],
}
