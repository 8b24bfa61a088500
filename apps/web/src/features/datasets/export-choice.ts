import type { ApiOutputs } from '../../components/api-outputs.ts'
import type { Format } from './format-choice.tsx'
import type { ExportWish } from './use-export.ts'

/** The kinds of record that one may leave out. */
export const exportKinds = ['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const
export type ExportKind = (typeof exportKinds)[number]

/** The fields that one may leave out, by what has them. */
export const exportFields = {
  document: ['title', 'publisher', 'agency', 'byline', 'url', 'language', 'publishedAt'],
  annotation: ['note', 'attributes', 'authors'],
} as const
export type ExportField = (typeof exportFields)[keyof typeof exportFields][number]
type OffsetUnit = Format['offsetUnits'][number]

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
  /** Fields that are left out. */
  readonly without: readonly ExportField[]
  /** What positions count, or `null` for what the format counts anyway. */
  readonly offsetUnit: OffsetUnit | null
}

/** What of a choice a format allows. */
export type FormatChoices = Pick<Format, 'hasDocuments' | 'choosesParts' | 'offsetUnits'>

/** How many documents one may choose. */
const mostChosen = 10_000
/** How many ids go into an address: what is longer is asked for in another way. */
const mostInAddress = 100

/** What is chosen, and all that were found with it; `undefined` for more than one may choose. */
export function withFound(
  chosen: readonly string[],
  { ids, total }: { readonly ids: readonly string[]; readonly total: number },
): readonly string[] | undefined {
  const all = [...new Set([...chosen, ...ids])]
  return total > ids.length || all.length > mostChosen ? undefined : all
}

/**
 * Where a file that needs no asking is got; `undefined` while something is still to be chosen, and for
 * more documents than an address can name.
 */
export function exportAddress(project: string, choice: ExportChoice): string | undefined {
  const { format, layers, person, documents } = choice
  if (documents && documents.length > mostInAddress) return undefined
  if (missingOf(choice, { hasDocuments: true, choosesParts: false })) return undefined
  const query = new URLSearchParams({ layers: layers === 'person' ? `of:${person}` : layers })
  if (documents) query.set('documents', [...documents].sort().join(','))
  return `/api/exports/${project}/${format}?${query}`
}

/** The choice as the server takes it, without what the format has no choice of. */
export function exportWish(
  choice: ExportChoice,
  { hasDocuments, choosesParts, offsetUnits }: FormatChoices,
): ExportWish {
  const { format, layers, person, documents, kinds, without, offsetUnit } = choice
  const isEveryKind = kinds.length === exportKinds.length
  const isUnit = offsetUnit !== null && offsetUnits.includes(offsetUnit)
  const scope = {
    layers: layers === 'person' ? { of: person ?? '' } : layers,
    documents: documents === null ? ('all' as const) : [...documents].sort(),
  }
  return {
    format,
    ...(hasDocuments ? scope : ({ layers: 'all', documents: 'all' } as const)),
    ...(choosesParts && !isEveryKind ? { kinds: [...kinds] } : {}),
    without: choosesParts ? [...without] : [],
    ...(isUnit ? { offsetUnit } : {}),
  }
}

/** What is still to be chosen, or `undefined`. Choosing nothing is not choosing everything. */
export function missingOf(
  { layers, person, documents, kinds }: ExportChoice,
  { hasDocuments, choosesParts }: Pick<FormatChoices, 'hasDocuments' | 'choosesParts'>,
): 'person' | 'documents' | 'kinds' | undefined {
  if (!hasDocuments) return undefined
  if (layers === 'person' && person === null) return 'person'
  if (documents?.length === 0) return 'documents'
  return choosesParts && kinds.length === 0 ? 'kinds' : undefined
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
