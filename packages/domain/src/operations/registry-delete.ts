import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { planDelete } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Marks entities, propositions, links or sets as deleted; what texts speak of stays. */
export const registryDelete = defineOperation({
  streams: ['registry'],
  args: z.strictObject({ ids: z.array(recordIdSchema).check(z.minLength(1)) }),
  plan: (planning) => {
    const { ids } = planning.args
    for (const recordId of ids) {
      const count = planning.context.facts.inUseCount(recordId)
      if (count > 0) return refuse({ code: 'in-use', recordId, count })
    }
    return planDelete(planning, ids)
  },
})
