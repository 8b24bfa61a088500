import * as z from 'zod'
import { recordIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Writes one register of an entity, proposition, link or set; merging has operations of its own. */
export const registrySet = defineOperation({
  streams: ['registry'],
  args: z.strictObject({
    id: recordIdSchema,
    register: z.string().min(1).max(400),
    value: z.unknown(),
  }),
  plan: (planning) => {
    const { id, register, value } = planning.args
    if (register === 'redirect') return refuse({ code: 'unknown-field', register })
    return planWrite(planning, id, register, value)
  },
})
