import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { newRecord } from '../new-record.ts'
import { planAdd, planEach } from '../planning.ts'
import { definitionOf } from '../record-kind.ts'
import { codebookRecordKinds } from '../record-kinds/registry.ts'
import { parseData } from '../register.ts'
import { defineOperation } from './operation-definition.ts'

const kindNames = Object.keys(codebookRecordKinds) as (keyof typeof codebookRecordKinds)[] // its own keys

/** Adds to the draft: label sets, labels, attributes, texts, the scale, annotatable zones. */
export const codebookCreate = defineOperation({
  streams: ['codebook'],
  args: z.strictObject({
    records: z
      .array(z.strictObject({ id: recordIdSchema, kind: z.enum(kindNames), data: z.unknown() }))
      .check(z.minLength(1)),
  }),
  plan: (planning) =>
    planEach(planning, planning.args.records, ({ id, kind, data }, running) => {
      const parsed = parseData(definitionOf(kind), data)
      return parsed.ok ? planAdd(running, newRecord(kind, id, parsed.value)) : parsed
    }),
})
