import type { Actor } from './context.ts'
import type { Plan } from './planning.ts'
import { type RecordOf, streamHead } from './record.ts'
import type { LayerData } from './record-kinds/layer.ts'
import type { Refusal } from './refusal.ts'
import { ok, type Result, refuse } from './result.ts'

/** Whether someone of this role may write in a layer: one's own, the shared, the adjudicated. */
export function mayWriteLayer(actor: Actor, layer: Pick<LayerData, 'kind' | 'owner'>): boolean {
  switch (layer.kind) {
    case 'annotator':
      return layer.owner === actor.userId && actor.role !== 'viewer'
    case 'shared':
      return actor.role !== 'viewer'
    case 'adjudicated':
      return actor.role === 'owner' || actor.role === 'adjudicator'
  }
}

/** The stream's layer, if it is there and this person may write in it. */
export function writableLayer({ state, actor }: Plan): Result<RecordOf<'layer'>, Refusal> {
  const layer = streamHead(state, 'layer')
  if (!layer || layer.deleted) return refuse({ code: 'unknown-layer' })
  return mayWriteLayer(actor, layer.data) ? ok(layer) : refuse({ code: 'not-allowed' })
}

/** Why records of the stream's layer cannot change now, or `undefined`. */
export function checkLayerOpen(planning: Plan): Refusal | undefined {
  const layer = writableLayer(planning)
  if (!layer.ok) return layer.reason
  const { state } = layer.value.data
  return state === 'open' ? undefined : { code: 'layer-not-open', state }
}
