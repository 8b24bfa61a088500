import type { ProjectCodecId } from '@parallax/formats'

/** What of a project goes into a file. */
export type ExportChoice = {
  readonly codec: ProjectCodecId
  readonly layers: 'all' | 'mine'
  /** Ids of documents, or `null` for all. */
  readonly documents: readonly string[] | null
}

/** Where the file is got; `undefined` while documents shall be chosen and none is. */
export function exportAddress(project: string, choice: ExportChoice): string | undefined {
  const { codec, layers, documents } = choice
  if (documents?.length === 0) return undefined
  const query = new URLSearchParams({ layers })
  if (documents) query.set('documents', [...documents].sort().join(','))
  return `/api/exports/${project}/${codec}?${query}`
}
