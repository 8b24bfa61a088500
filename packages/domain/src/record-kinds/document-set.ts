import * as z from 'zod/mini'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  kind: z.enum(['story', 'near-duplicate']),
  title: z.string().check(z.minLength(1), z.maxLength(300)),
  /** Member documents; each is a register of its own, so different documents commute. */
  documents: z.record(z.string(), z.literal(true)),
  basis: z.enum(['manual', 'suggested']),
}
const dataSchema = z.strictObject(shape)
export type DocumentSetData = Readonly<z.infer<typeof dataSchema>>

/** A set of documents: a story on one event, or near-duplicates of one text. */
export const documentSetKind: KindDefinition<DocumentSetData> = {
  ...plainKind,
  streams: ['registry'],
  title: 'Set',
  shape,
  fixed: ['kind', 'basis'],
  openMaps: ['documents'],
  check: ({ title }) =>
    title.trim() === title
      ? undefined
      : { code: 'bad-value', register: 'title', problem: 'it begins or ends with a space' },
}
