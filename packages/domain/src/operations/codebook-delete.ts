import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { planDelete } from '../planning.ts'
import { isRecordOf, recordOf } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Takes records out of the draft. Versions that have them keep them. */
export const codebookDelete = defineOperation({
  streams: ['codebook'],
  args: z.strictObject({ ids: z.array(recordIdSchema).check(z.minLength(1)) }),
  plan: (planning) => {
    const published = planning.args.ids.some((id) => {
      const record = recordOf(planning.state, id)
      return record !== undefined && isRecordOf(record, 'version')
    })
    return published ? refuse({ code: 'not-allowed' }) : planDelete(planning, planning.args.ids)
  },
})
