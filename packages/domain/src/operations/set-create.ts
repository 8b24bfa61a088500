import * as z from 'zod/mini'
import { documentIdSchema, recordIdSchema } from '../ids.ts'
import { newRecord } from '../new-record.ts'
import { planAdd } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Makes a set of documents: a story, or near-duplicates. */
export const setCreate = defineOperation({
  streams: ['registry'],
  args: z.strictObject({
    id: recordIdSchema,
    kind: z.enum(['story', 'near-duplicate']),
    title: z.string().check(z.minLength(1), z.maxLength(300)),
    documents: z.array(documentIdSchema).check(z.maxLength(10_000)),
    basis: z.enum(['manual', 'suggested']),
  }),
  plan: (planning) => {
    const { id, documents, ...rest } = planning.args
    if (!documents.every(planning.context.facts.hasDocument))
      return refuse({ code: 'unknown-document' })
    const members = Object.fromEntries(documents.map((each) => [each, true as const]))
    return planAdd(planning, newRecord('set', id, { ...rest, documents: members }))
  },
})
