import * as z from 'zod/mini'
import { planWrite } from '../planning.ts'
import { streamHead } from '../record.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Closes a submitted layer for good: what adjudication rests on does not move any more. */
export const layerLock = defineOperation({
  streams: ['layer'],
  args: z.strictObject({}),
  plan: (planning) => {
    const layer = streamHead(planning.state, 'layer')
    if (!layer || layer.deleted) return refuse({ code: 'unknown-layer' })
    if (layer.data.state === 'open')
      return refuse({ code: 'layer-not-open', state: layer.data.state })
    return planWrite(planning, layer.id, 'state', 'locked')
  },
})
