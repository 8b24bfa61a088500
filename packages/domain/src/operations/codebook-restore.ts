import * as z from 'zod'
import { recordIdSchema } from '../ids.ts'
import { planRestore } from '../planning.ts'
import { defineOperation } from './operation-definition.ts'

/** Brings records back into the draft. */
export const codebookRestore = defineOperation({
  streams: ['codebook'],
  args: z.strictObject({ ids: z.array(recordIdSchema).min(1) }),
  plan: (planning) => planRestore(planning, planning.args.ids),
})
