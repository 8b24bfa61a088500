import * as z from 'zod/mini'
import { documentIdSchema } from '../ids.ts'
import { newRecord } from '../new-record.ts'
import { planAdd } from '../planning.ts'
import { documentKind } from '../record-kinds/document.ts'
import { parseData } from '../register.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Takes in a document whose bytes and text were stored at the upload door. */
export const documentImport = defineOperation({
  streams: ['document'],
  args: z.strictObject({ id: documentIdSchema, data: z.unknown() }),
  plan: (planning) => {
    const { args, state, context } = planning
    if (args.id !== (state.id as string)) return refuse({ code: 'wrong-stream' })
    const data = parseData(documentKind as never, args.data)
    if (!data.ok) return data
    const record = newRecord('document', args.id, data.value)
    if (context.text === null || context.text.length !== record.data.lengthUtf16)
      return refuse({ code: 'unknown-text' })
    const { supersedes, purged } = record.data
    if (supersedes !== null && !context.facts.hasDocument(supersedes))
      return refuse({ code: 'unknown-document' })
    if (purged) return refuse({ code: 'bad-value', register: 'purged', problem: 'it is new' })
    return planAdd(planning, record)
  },
})
