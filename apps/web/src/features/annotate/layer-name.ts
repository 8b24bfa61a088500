import type { LayerId } from '@parallax/domain'
import { annotateText } from './annotate-text.ts'
import type { Annotation, LayerView } from './annotation.ts'

/** How a layer is called on this screen. */
export function layerName(
  { id, data }: LayerView,
  annotation: Pick<Annotation, 'ownLayerId' | 'session'>,
): string {
  if (id === (annotation.ownLayerId as LayerId)) return ownName(data.kind)
  if (data.kind === 'shared') return annotateText.layerShared
  if (data.kind === 'adjudicated') return annotateText.layerAdjudicated
  return annotateText.layerOf(data.owner ? annotation.session.personName(data.owner) : '')
}

function ownName(kind: LayerView['data']['kind']): string {
  return kind === 'shared' ? annotateText.layerShared : annotateText.layerOwn
}
