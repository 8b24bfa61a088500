import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { mayDo } from '../permissions.ts'
import { planWrite } from '../planning.ts'
import { isRecordOf, recordOf } from '../record.ts'
import { splitRegister } from '../register.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Writes one register of an entity, proposition, link or set; merges and members have their own operations. */
export const registrySet = defineOperation({
  streams: ['registry'],
  args: z.strictObject({
    id: recordIdSchema,
    register: z.string().check(z.minLength(1), z.maxLength(400)),
    value: z.unknown(),
  }),
  plan: (planning) => {
    const { id, register, value } = planning.args
    const { field } = splitRegister(register)
    const hasOwnOperation = field === 'redirect' || field === 'documents'
    if (hasOwnOperation) return refuse({ code: 'unknown-field', register })
    const record = recordOf(planning.state, id)
    const isSet = record !== undefined && isRecordOf(record, 'set')
    if (isSet && !mayDo(planning.actor.role, 'set.put')) return refuse({ code: 'not-allowed' })
    return planWrite(planning, id, register, value)
  },
})
