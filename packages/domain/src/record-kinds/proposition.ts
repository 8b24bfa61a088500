import * as z from 'zod/mini'
import { checkRedirect, checkTopics, maxTopics } from '../checks.ts'
import { labelIdSchema, propositionIdSchema } from '../ids.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  /** One positive sentence that stands alone. */
  statement: z.string(),
  topics: z.readonly(z.array(labelIdSchema)),
  note: z.string().check(z.maxLength(10_000)),
  /** The proposition that this one was merged into. */
  redirect: z.nullable(propositionIdSchema),
}
const dataSchema = z.strictObject(shape)
export type PropositionData = Readonly<z.infer<typeof dataSchema>>

/** What claims of several texts put forward: the same proposition, whoever asserts or denies it. */
export const propositionKind: KindDefinition<PropositionData> = {
  ...plainKind,
  streams: ['registry'],
  title: 'Proposition',
  shape,
  fixed: [],
  dependsOn: ({ redirect }) => (redirect ? [redirect] : []),
  refersTo: ({ topics }) => topics,
  registerChecks: {
    topics: ({ topics }, surroundings) => checkTopics(topics, surroundings),
  },
  check: ({ statement, topics, redirect }, { state }, id) => {
    const fits = statement.length <= 300 && /^\S(.*\S)?$/.test(statement) && statement.endsWith('.')
    if (!fits) return { code: 'bad-statement' }
    if (topics.length > maxTopics) return { code: 'too-many-labels', limit: maxTopics }
    return checkRedirect(state, id, redirect)
  },
}
