import type { ExportField } from '../corpus/choose-fields.ts'
import type { OffsetUnit } from '../offsets/offset-map.ts'

/**
 * The columns of the table, in their order. The first row of every file names them; new ones are
 * only ever added at the end.
 */
const columns = [
  'kind',
  'id',
  'document_id',
  'title',
  'publisher',
  'agency',
  'byline',
  'url',
  'published_at',
  'published_at_basis',
  'language',
  'layer_id',
  'layer_kind',
  'layer_state',
  'codebook_version',
  'annotator_id',
  'annotator',
  'created_by',
  'created_at',
  'updated_by',
  'updated_at',
  'origin',
  'start_utf16',
  'end_utf16',
  'parts_utf16',
  'text',
  'zone',
  'label',
  'level',
  'figure',
  'entity_id',
  'entity',
  'proposition_id',
  'proposition',
  'polarity',
  'certainty',
  'act',
  'tense',
  'said_on',
  'topics',
  'checkworthiness',
  'condition',
  'rendering',
  'relay',
  'chain',
  'chain_ids',
  'claimant_ids',
  'claimant',
  'holder_kind',
  'holder_ids',
  'holder',
  'target_kind',
  'target_id',
  'target',
  'value',
  'explicitness',
  'claim_id',
  'note',
  'attributes',
  'fields',
] as const

export type Column = (typeof columns)[number]
/** The values of a row; a column that does not apply stays empty. */
export type Row = { readonly [C in Column]?: string }

/** The columns that fields have, by field. */
const columnsOfField: Readonly<Record<ExportField, readonly Column[]>> = {
  title: ['title'],
  publisher: ['publisher'],
  agency: ['agency'],
  byline: ['byline'],
  url: ['url'],
  language: ['language'],
  publishedAt: ['published_at', 'published_at_basis'],
  note: ['note'],
  attributes: ['attributes', 'fields'],
  // The name stays as a number: rows of one person still belong together.
  authors: ['annotator_id', 'created_by', 'created_at', 'updated_by', 'updated_at'],
}

/** The columns of a table that lacks some fields. */
export function columnsWithout(without: readonly ExportField[]): readonly Column[] {
  const gone = new Set(without.flatMap((field) => columnsOfField[field]))
  return columns.filter((column) => !gone.has(column))
}

/** What a column is called: those of offsets say what they count. */
export function columnName(column: Column, unit: OffsetUnit): string {
  return column.replace(/_utf16$/, `_${unit.replace('-', '_')}`)
}
