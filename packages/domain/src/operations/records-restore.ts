import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { areOfLayer, checkLayerOpen } from '../layer-access.ts'
import { planRestore } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Brings deleted records of a layer back, together. */
export const recordsRestore = defineOperation({
  streams: ['layer'],
  args: z.strictObject({ ids: z.array(recordIdSchema).check(z.minLength(1)) }),
  plan: (planning) => {
    const { args, state } = planning
    const closed = checkLayerOpen(planning)
    if (closed) return refuse(closed)
    if (!areOfLayer(state, args.ids)) return refuse({ code: 'not-allowed' })
    return planRestore(planning, args.ids)
  },
})
