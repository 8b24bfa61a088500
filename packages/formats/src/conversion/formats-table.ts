import type { Codec } from '../codecs/codec-definition.ts'
import { type Holds, holdsEverything } from '../corpus/holds.ts'
import { type OffsetUnit, offsetUnits } from '../offsets/offset-map.ts'
import { choosesParts } from './possible-wish.ts'

/** What a format can do, as tables show it: a row of plain answers. */
export type FormatRow = {
  readonly id: string
  readonly title: string
  readonly fileExtension: string
  readonly mediaType: string
  readonly keeps: string
  readonly reads: boolean
  readonly writes: boolean
  /** Nothing of a project is left out. */
  readonly isLossless: boolean
  /** Whether documents are in it; without, there is nothing of them to choose. */
  readonly hasDocuments: boolean
  /** Whether kinds of record and fields can be left out of it. */
  readonly choosesParts: boolean
  readonly offsetUnit: Codec['offsetUnit']
  /** What its offsets may count, where that can be chosen; else none. */
  readonly offsetUnits: readonly OffsetUnit[]
  readonly holds: { readonly [Feature in FormatFeature]: boolean }
}

/** What people ask of a format. */
export const formatFeatures = [
  'nested',
  'overlapping',
  'discontinuous',
  'relations',
  'attributes',
  'entities',
  'chains',
  'stances',
  'metadata',
  'annotators',
  'zones',
] as const
export type FormatFeature = (typeof formatFeatures)[number]

/** The row of a format. */
export function formatRow(codec: Codec): FormatRow {
  const { id, title, fileExtension, mediaType, keeps, offsetUnit } = codec
  return {
    id,
    title,
    fileExtension,
    mediaType,
    keeps,
    reads: codec.read !== null,
    writes: codec.write !== null,
    isLossless: codec.via === 'project' && codec.keepsKind === 'all' && !codec.leavesTexts,
    hasDocuments: codec.via === 'project' || codec.holds.documents,
    choosesParts: choosesParts(codec),
    offsetUnit,
    offsetUnits: codec.choosesUnit ? offsetUnits : [],
    holds: featuresOf(codec),
  }
}

function featuresOf(codec: Codec): FormatRow['holds'] {
  if (codec.via === 'corpus') return featuresHeld(codec.holds)
  const { keepsKind } = codec
  const everything = featuresHeld(holdsEverything)
  return keepsKind === 'all'
    ? everything
    : { ...everything, relations: keepsKind.includes('relation') }
}

function featuresHeld(holds: Holds): FormatRow['holds'] {
  return {
    nested: holds.nested,
    overlapping: holds.overlapping,
    discontinuous: holds.discontinuous,
    relations: holds.kinds.includes('relation'),
    attributes: holds.attributes,
    entities: holds.entities === 'names' || holds.entities === 'whole',
    chains: holds.chains,
    stances: holds.kinds.includes('stance'),
    metadata: holds.meta === 'all' || holds.meta.length > 0,
    annotators: holds.annotators,
    zones: holds.zones,
  }
}
