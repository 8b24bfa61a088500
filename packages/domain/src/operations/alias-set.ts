import * as z from 'zod/mini'
import { entityIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { isRecordOf, recordOf } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Adds or removes one alias of an entity; different aliases never collide. */
export const aliasSet = defineOperation({
  streams: ['registry'],
  args: z.strictObject({
    entity: entityIdSchema,
    alias: z.string().check(z.minLength(1), z.maxLength(300)),
    present: z.boolean(),
  }),
  plan: (planning) => {
    const { entity, alias, present } = planning.args
    const record = recordOf(planning.state, entity)
    if (!record || !isRecordOf(record, 'entity'))
      return refuse({ code: 'unknown-entity', recordId: entity })
    return planWrite(planning, entity, `aliases.${alias}`, present ? true : null)
  },
})
