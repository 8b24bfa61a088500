import * as z from 'zod/mini'
import { propositionIdSchema, recordIdSchema } from '../ids.ts'
import { newRecord } from '../new-record.ts'
import { planAdd } from '../planning.ts'
import { defineOperation } from './operation-definition.ts'

/** Says how two propositions bear on each other. Symmetric links are stored smaller id first. */
export const propositionsLink = defineOperation({
  streams: ['registry'],
  args: z.strictObject({
    id: recordIdSchema,
    type: z.enum(['contradicts', 'entails', 'overlaps']),
    from: propositionIdSchema,
    to: propositionIdSchema,
    note: z.string().check(z.maxLength(10_000)),
  }),
  plan: (planning) => {
    const { id, type, from, to, note } = planning.args
    const swap = type !== 'entails' && from > to
    const ends = swap ? { from: to, to: from } : { from, to }
    return planAdd(planning, newRecord('propositionLink', id, { type, ...ends, note }))
  },
})
