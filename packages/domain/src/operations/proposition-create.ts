import * as z from 'zod/mini'
import { propositionIdSchema } from '../ids.ts'
import { newRecord } from '../new-record.ts'
import { planAdd } from '../planning.ts'
import { definitionOf } from '../record-kind.ts'
import { parseData } from '../register.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Makes a proposition of the project. */
export const propositionCreate = defineOperation({
  streams: ['registry'],
  args: z.strictObject({ id: propositionIdSchema, data: z.unknown() }),
  plan: (planning) => {
    const data = parseData(definitionOf('proposition'), planning.args.data)
    if (!data.ok) return data
    const record = newRecord('proposition', planning.args.id, data.value)
    if (record.data.redirect !== null)
      return refuse({ code: 'bad-value', register: 'redirect', problem: 'merging comes later' })
    return planAdd(planning, record)
  },
})
