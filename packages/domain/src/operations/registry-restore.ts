import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { planRestore } from '../planning.ts'
import { defineOperation } from './operation-definition.ts'

/** Brings deleted rows of the registry back, together. */
export const registryRestore = defineOperation({
  streams: ['registry'],
  args: z.strictObject({ ids: z.array(recordIdSchema).check(z.minLength(1)) }),
  plan: (planning) => planRestore(planning, planning.args.ids),
})
