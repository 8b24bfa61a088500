import type { ApiOutputs } from '../../components/api-outputs.ts'

export type DocumentRow = ApiOutputs['documents']['list']['rows'][number]

/** How far the work on a layer, or on a document, is. */
export type LayerStatus = 'todo' | 'in-progress' | 'submitted'

export type DocumentProgress = {
  readonly status: LayerStatus
  /** Layers that somebody has begun, and how many of them are finished. */
  readonly begun: number
  readonly submitted: number
}

type LayerOfRow = { readonly state: string; readonly records: number }

/** A layer is begun with its first record and finished when it is submitted. */
export function layerStatus({ state, records }: LayerOfRow): LayerStatus {
  if (state !== 'open') return 'submitted'
  return records > 0 ? 'in-progress' : 'todo'
}

/** A document is finished when every layer that somebody began is. */
export function documentProgress(layers: readonly LayerOfRow[]): DocumentProgress {
  const statuses = layers.map(layerStatus).filter((status) => status !== 'todo')
  const submitted = statuses.filter((status) => status === 'submitted').length
  const begun = statuses.length
  if (begun === 0) return { status: 'todo', begun, submitted }
  return { status: submitted === begun ? 'submitted' : 'in-progress', begun, submitted }
}
