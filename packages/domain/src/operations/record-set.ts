import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { checkLayerOpen } from '../layer-access.ts'
import { planWrite } from '../planning.ts'
import { recordOf } from '../record.ts'
import { layerRecordKinds } from '../record-kinds/registry.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Writes one register of one record of a layer. */
export const recordSet = defineOperation({
  streams: ['layer'],
  args: z.strictObject({
    id: recordIdSchema,
    register: z.string().check(z.minLength(1), z.maxLength(400)),
    value: z.unknown(),
  }),
  plan: (planning) => {
    const { args, state } = planning
    const record = recordOf(state, args.id)
    if (record && !Object.hasOwn(layerRecordKinds, record.kind))
      return refuse({ code: 'unknown-field', register: args.register })
    const closed = checkLayerOpen(planning)
    if (closed) return refuse(closed)
    return planWrite(planning, args.id, args.register, args.value)
  },
})
