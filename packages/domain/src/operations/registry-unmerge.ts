import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { recordOf, redirectOf } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Takes a merge back: the entity or proposition stands for itself again. */
export const registryUnmerge = defineOperation({
  streams: ['registry'],
  args: z.strictObject({ from: recordIdSchema }),
  plan: (planning) => {
    const { from } = planning.args
    const record = recordOf(planning.state, from)
    if (!record) return refuse({ code: 'unknown-record', recordId: from })
    if (redirectOf(record) === null) return refuse({ code: 'not-merged', recordId: from })
    return planWrite(planning, from, 'redirect', null)
  },
})
