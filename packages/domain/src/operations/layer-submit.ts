import * as z from 'zod/mini'
import { effectiveCodebook } from '../codebook.ts'
import { writableLayer } from '../layer-access.ts'
import { planEach, planWrite } from '../planning.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Declares a layer finished, and pins the codebook version that it followed until now. */
export const layerSubmit = defineOperation({
  streams: ['layer'],
  args: z.strictObject({}),
  plan: (planning) => {
    const layer = writableLayer(planning)
    if (!layer.ok) return layer
    const { id, data } = layer.value
    if (data.state === 'locked') return refuse({ code: 'layer-not-open', state: data.state })
    const { codebook } = planning.context
    const version = (codebook && effectiveCodebook(codebook, data)?.version) ?? data.codebook
    const writes = [
      ['codebook', version],
      ['state', 'submitted'],
    ] as const
    return planEach(planning, writes, ([register, value], running) =>
      planWrite(running, id, register, value),
    )
  },
})
