import * as z from 'zod/mini'
import { documentIdSchema, recordIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { isRecordOf, recordOf } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Adds a document to a set or takes it out; different documents never collide. */
export const setPut = defineOperation({
  streams: ['registry'],
  args: z.strictObject({
    set: recordIdSchema,
    document: documentIdSchema,
    present: z.boolean(),
  }),
  plan: (planning) => {
    const { set, document, present } = planning.args
    const record = recordOf(planning.state, set)
    if (!record || !isRecordOf(record, 'set'))
      return refuse({ code: 'unknown-record', recordId: set })
    if (present && !planning.context.facts.hasDocument(document))
      return refuse({ code: 'unknown-document' })
    return planWrite(planning, set, `documents.${document}`, present ? true : null)
  },
})
