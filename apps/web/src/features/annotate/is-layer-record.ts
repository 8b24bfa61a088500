import { type LayerRecord, layerRecordKinds } from '@parallax/domain'

/** Whether a record of a layer's stream is one that people make; the layer itself is not. */
export function isLayerRecord(record: { readonly kind: string }): record is LayerRecord {
  return Object.hasOwn(layerRecordKinds, record.kind)
}
