import * as z from 'zod/mini'
import { recordIdSchema } from '../ids.ts'
import { checkLayerOpen } from '../layer-access.ts'
import { newRecord } from '../new-record.ts'
import { planAdd, planEach } from '../planning.ts'
import { definitionOf } from '../record-kind.ts'
import { layerRecordKinds } from '../record-kinds/registry.ts'
import { parseData } from '../register.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

const kindNames = Object.keys(layerRecordKinds) as (keyof typeof layerRecordKinds)[] // its own keys

/** Makes records of a layer, each checked on what the ones before it left. */
export const recordsCreate = defineOperation({
  streams: ['layer'],
  args: z.strictObject({
    records: z
      .array(z.strictObject({ id: recordIdSchema, kind: z.enum(kindNames), data: z.unknown() }))
      .check(z.minLength(1)),
  }),
  plan: (planning) => {
    const closed = checkLayerOpen(planning)
    if (closed) return refuse(closed)
    return planEach(planning, planning.args.records, ({ id, kind, data }, running) => {
      const parsed = parseData(definitionOf(kind), data)
      return parsed.ok ? planAdd(running, newRecord(kind, id, parsed.value)) : parsed
    })
  },
})
