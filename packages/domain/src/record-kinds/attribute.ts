import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { liveRecord } from '../record.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  on: z.enum(['mention', 'claim', 'stance', 'relation', 'documentLabel']),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  required: z.boolean(),
  value: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('flag') }),
    z.strictObject({ kind: z.literal('number'), min: z.number(), max: z.number() }),
    z.strictObject({ kind: z.literal('text') }),
    z.strictObject({ kind: z.literal('label'), labelSet: recordIdSchema }),
  ]),
}
const dataSchema = z.strictObject(shape)
export type AttributeData = Readonly<z.infer<typeof dataSchema>>

/** A field that the project adds to one kind of record. */
export const attributeKind: KindDefinition<AttributeData> = {
  ...plainKind,
  streams: ['codebook'],
  title: 'Attribute',
  shape,
  fixed: ['on'],
  dependsOn: ({ value }) => (value.kind === 'label' ? [value.labelSet] : []),
  check: ({ value }, { state }) => {
    if (value.kind === 'number' && value.min > value.max)
      return { code: 'bad-value', register: 'value', problem: 'the least is above the most' }
    return value.kind === 'label' && !liveRecord(state, 'labelSet', value.labelSet)
      ? { code: 'dangling-reference', recordId: value.labelSet }
      : undefined
  },
}
