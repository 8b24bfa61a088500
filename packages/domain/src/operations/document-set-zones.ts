import * as z from 'zod/mini'
import { planWrite } from '../planning.ts'
import { streamHead } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Divides the text into zones anew; records that then stand outside an allowed one are lints. */
export const documentSetZones = defineOperation({
  streams: ['document'],
  args: z.strictObject({ zones: z.array(z.unknown()).check(z.maxLength(10_000)) }),
  plan: (planning) => {
    const document = streamHead(planning.state, 'document')
    if (!document) return refuse({ code: 'unknown-document' })
    return planWrite(planning, document.id, 'zones', planning.args.zones)
  },
})
