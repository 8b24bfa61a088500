import * as z from 'zod/mini'
import { type LabelId, labelIdSchema, type RecordId, recordIdSchema } from '../ids.ts'
import { liveRecord } from '../record.ts'
import type { StreamState } from '../stream-state.ts'
import { guidanceShape } from './guidance.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const endKinds = z.readonly(z.array(z.enum(['mention', 'claim', 'stance'])))

const shape = {
  ...guidanceShape,
  labelSet: recordIdSchema,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  parent: z.nullable(labelIdSchema),
  /** One of the twelve label colours, 1 to 12. */
  colour: z.int().check(z.minimum(1), z.maximum(12)),
  /** The key that sets it while annotating, or none. */
  key: z.nullable(z.string().check(z.maxLength(1))),
  deprecated: z.boolean(),
  /** Order within its set, ascending. */
  rank: z.int(),
  /** Entity types only: may carry speech (a readout, a statement). */
  medium: z.boolean(),
  /** Relation types only: what may stand at each end. */
  ends: z.nullable(
    z.readonly(
      z.strictObject({
        from: endKinds,
        to: endKinds,
        fromTypes: z.nullable(z.readonly(z.array(labelIdSchema))),
        toTypes: z.nullable(z.readonly(z.array(labelIdSchema))),
        directed: z.boolean(),
      }),
    ),
  ),
}
const dataSchema = z.strictObject(shape)
export type LabelData = Readonly<z.infer<typeof dataSchema>>

/** One word of the project's vocabulary: an entity type, a topic, a relation type, a field value. */
export const labelKind: KindDefinition<LabelData> = {
  ...plainKind,
  streams: ['codebook'],
  title: 'Label',
  shape,
  fixed: ['labelSet'],
  dependsOn: ({ labelSet, parent }) => (parent ? [labelSet, parent] : [labelSet]),
  check: ({ labelSet, parent }, { state }, id) => {
    if (!liveRecord(state, 'labelSet', labelSet))
      return { code: 'dangling-reference', recordId: labelSet }
    if (parent === null) return undefined
    const above = liveRecord(state, 'label', parent)
    if (!above) return { code: 'dangling-reference', recordId: parent }
    return above.data.labelSet !== labelSet || isAbove(state, id, parent)
      ? { code: 'bad-value', register: 'parent', problem: 'it is not another label of this set' }
      : undefined
  },
}

/** Whether going up from `start` comes to `id`. */
function isAbove(state: StreamState, id: RecordId, start: LabelId): boolean {
  const seen = new Set<string>()
  let at: LabelId | null = start
  while (at !== null && at !== id && !seen.has(at)) {
    seen.add(at)
    at = liveRecord(state, 'label', at)?.data.parent ?? null
  }
  return at === id
}
