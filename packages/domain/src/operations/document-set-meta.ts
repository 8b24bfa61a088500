import * as z from 'zod/mini'
import { planWrite } from '../planning.ts'
import { streamHead } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Writes one thing that is known of a document: its title, outlet, date… */
export const documentSetMeta = defineOperation({
  streams: ['document'],
  args: z.strictObject({
    field: z.string().check(z.minLength(1), z.maxLength(100)),
    value: z.unknown(),
  }),
  plan: (planning) => {
    const { args, state } = planning
    const document = streamHead(state, 'document')
    if (!document) return refuse({ code: 'unknown-document' })
    if (!Object.hasOwn(document.data.meta, args.field))
      return refuse({ code: 'unknown-field', register: `meta.${args.field}` })
    return planWrite(planning, document.id, `meta.${args.field}`, args.value)
  },
})
