import type { ExportWish } from './use-export.ts'

/** The kinds of record that one may leave out. */
export const exportKinds = ['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const
export type ExportKind = (typeof exportKinds)[number]

/** What of a project goes into a file. */
export type ExportChoice = {
  /** A format by its id. */
  readonly format: string
  readonly layers: 'all' | 'mine' | 'adjudicated'
  /** Ids of documents, or `null` for all. */
  readonly documents: readonly string[] | null
  readonly kinds: readonly ExportKind[]
}

/** Where a file that needs no asking is got; `undefined` while documents shall be chosen and none is. */
export function exportAddress(project: string, choice: ExportChoice): string | undefined {
  const { format, layers, documents } = choice
  if (documents?.length === 0) return undefined
  const query = new URLSearchParams({ layers })
  if (documents) query.set('documents', [...documents].sort().join(','))
  return `/api/exports/${project}/${format}?${query}`
}

/** The choice as the server takes it. */
export function exportWish({ format, layers, documents, kinds }: ExportChoice): ExportWish {
  return {
    format,
    layers,
    documents: documents === null ? 'all' : [...documents].sort(),
    kinds: kinds.length === exportKinds.length ? null : [...kinds],
  }
}
