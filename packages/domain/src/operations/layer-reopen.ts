import * as z from 'zod/mini'
import { writableLayer } from '../layer-access.ts'
import { planWrite } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Opens a submitted layer again. */
export const layerReopen = defineOperation({
  streams: ['layer'],
  args: z.strictObject({}),
  plan: (planning) => {
    const layer = writableLayer(planning)
    if (!layer.ok) return layer
    const { id, data } = layer.value
    if (data.state === 'locked') return refuse({ code: 'layer-not-open', state: data.state })
    return planWrite(planning, id, 'state', 'open')
  },
})
