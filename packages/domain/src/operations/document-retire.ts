import * as z from 'zod/mini'
import { planDelete } from '../planning.ts'
import { streamHead } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Hides a document from the project's lists; nothing of it is lost. */
export const documentRetire = defineOperation({
  streams: ['document'],
  args: z.strictObject({}),
  plan: (planning) => {
    const document = streamHead(planning.state, 'document')
    if (!document) return refuse({ code: 'unknown-document' })
    return planDelete(planning, [document.id])
  },
})
