import type { ApiOutputs } from '../../components/api-outputs.ts'
import type { ExportWish } from './use-export.ts'

/** The kinds of record that one may leave out. */
export const exportKinds = ['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const
export type ExportKind = (typeof exportKinds)[number]

/** What of a project goes into a file. */
export type ExportChoice = {
  /** A format by its id. */
  readonly format: string
  readonly layers: 'all' | 'adjudicated' | 'person'
  /** Whose, where it is one person's. */
  readonly person: string | null
  /** Ids of documents, or `null` for all. */
  readonly documents: readonly string[] | null
  readonly kinds: readonly ExportKind[]
}

/** Where a file that needs no asking is got; `undefined` while something is still to be chosen. */
export function exportAddress(project: string, choice: ExportChoice): string | undefined {
  const { format, layers, person, documents } = choice
  if (missingOf(choice)) return undefined
  const query = new URLSearchParams({ layers: layers === 'person' ? `of:${person}` : layers })
  if (documents) query.set('documents', [...documents].sort().join(','))
  return `/api/exports/${project}/${format}?${query}`
}

/** The choice as the server takes it. */
export function exportWish(choice: ExportChoice): ExportWish {
  const { format, layers, person, documents, kinds } = choice
  return {
    format,
    layers: layers === 'person' ? { of: person ?? '' } : layers,
    documents: documents === null ? 'all' : [...documents].sort(),
    kinds: kinds.length === exportKinds.length ? null : [...kinds],
  }
}

/** What is still to be chosen, or `undefined`. Choosing nothing is not choosing everything. */
export function missingOf({ layers, person, documents, kinds }: ExportChoice) {
  if (layers === 'person' && person === null) return 'person'
  if (documents?.length === 0) return 'documents'
  return kinds.length === 0 ? 'kinds' : undefined
}

/** Someone with annotations of their own. */
export type LayerOwner = ApiOutputs['exports']['people'][number]

/** The choice with the person who is meant while none was picked: oneself, or the first there is. */
export function withPerson(
  choice: ExportChoice,
  owners: readonly LayerOwner[] | undefined,
  self: string,
): ExportChoice {
  if (choice.layers !== 'person' || choice.person !== null) return choice
  const meant = owners?.find(({ id }) => id === self) ?? owners?.[0]
  return { ...choice, person: meant?.id ?? null }
}
