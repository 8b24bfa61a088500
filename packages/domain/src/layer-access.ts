import type { Actor } from './context.ts'
import type { RecordId } from './ids.ts'
import type { Plan } from './planning.ts'
import { type RecordOf, recordOf, streamHead } from './record.ts'
import type { LayerData } from './record-kinds/layer.ts'
import { layerRecordKinds } from './record-kinds/registry.ts'
import type { Refusal } from './refusal.ts'
import { ok, type Result, refuse } from './result.ts'
import type { StreamState } from './stream-state.ts'

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

/** Whether somebody may know what stands in a layer: a blind one is its owner's until submitted. */
export function maySeeLayer(
  { userId }: Pick<Actor, 'userId'>,
  { blind, state, owner }: Pick<LayerData, 'blind' | 'state' | 'owner'>,
): boolean {
  return !blind || state !== 'open' || owner === userId
}

/** The stream's layer, if it is there and this person may write in it. */
export function writableLayer({ state, actor }: Plan): Result<RecordOf<'layer'>, Refusal> {
  const layer = streamHead(state, 'layer')
  if (!layer || layer.deleted) return refuse({ code: 'unknown-layer' })
  return mayWriteLayer(actor, layer.data) ? ok(layer) : refuse({ code: 'not-allowed' })
}

/** Whether none of these is anything else than a record of the layer: the layer itself, a comment. */
export function areOfLayer(state: StreamState, ids: readonly RecordId[]): boolean {
  return ids.every((id) => {
    const record = recordOf(state, id)
    return record === undefined || Object.hasOwn(layerRecordKinds, record.kind)
  })
}

/** Why records of the stream's layer cannot change now, or `undefined`. */
export function checkLayerOpen(planning: Plan): Refusal | undefined {
  const layer = writableLayer(planning)
  if (!layer.ok) return layer.reason
  const { state } = layer.value.data
  return state === 'open' ? undefined : { code: 'layer-not-open', state }
}
