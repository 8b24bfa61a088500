import * as z from 'zod/mini'
import { planRestore } from '../planning.ts'
import { streamHead } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Brings a retired document back. */
export const documentRestore = defineOperation({
  streams: ['document'],
  args: z.strictObject({}),
  plan: (planning) => {
    const document = streamHead(planning.state, 'document')
    if (!document) return refuse({ code: 'unknown-document' })
    return planRestore(planning, [document.id])
  },
})
