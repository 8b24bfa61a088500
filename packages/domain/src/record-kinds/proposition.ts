import * as z from 'zod'
import { checkLabel } from '../checks.ts'
import { labelIdSchema, propositionIdSchema } from '../ids.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  /** One positive sentence that stands alone. */
  statement: z.string(),
  topics: z.array(labelIdSchema).max(3).readonly(),
  note: z.string().max(10_000),
  /** The proposition that this one was merged into. */
  redirect: propositionIdSchema.nullable(),
}
const dataSchema = z.strictObject(shape)
export type PropositionData = Readonly<z.infer<typeof dataSchema>>

/** What claims of several texts put forward: the same proposition, whoever asserts or denies it. */
export const propositionKind: KindDefinition<PropositionData> = {
  ...plainKind,
  stream: 'registry',
  title: 'Proposition',
  shape,
  fixed: [],
  refersTo: ({ topics }) => topics,
  registerChecks: {
    topics: ({ topics }, surroundings) => {
      for (const topic of topics) {
        const refusal = checkLabel(topic, 'topic', surroundings)
        if (refusal) return refusal
      }
      return undefined
    },
  },
  check: ({ statement }) => {
    const fits = statement.length <= 300 && /^\S(.*\S)?$/.test(statement) && statement.endsWith('.')
    return fits ? undefined : { code: 'bad-statement' }
  },
}
