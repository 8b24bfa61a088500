import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { defineOperation } from './operation-definition.ts'

/** Writes one register of the draft. Published versions have no registers. */
export const codebookSet = defineOperation({
  streams: ['codebook'],
  args: z.strictObject({
    id: recordIdSchema,
    register: z.string().check(z.minLength(1), z.maxLength(400)),
    value: z.unknown(),
  }),
  plan: (planning) => {
    const { id, register, value } = planning.args
    return planWrite(planning, id, register, value)
  },
})
