import * as z from 'zod'
import { entityIdSchema } from '../ids.ts'
import { newRecord } from '../new-record.ts'
import { planAdd } from '../planning.ts'
import { definitionOf } from '../record-kind.ts'
import { parseData } from '../register.ts'
import { defineOperation } from './operation-definition.ts'

/** Makes an entity of the project. */
export const entityCreate = defineOperation({
  streams: ['registry'],
  args: z.strictObject({ id: entityIdSchema, data: z.unknown() }),
  plan: (planning) => {
    const data = parseData(definitionOf('entity'), planning.args.data)
    return data.ok ? planAdd(planning, newRecord('entity', planning.args.id, data.value)) : data
  },
})
