import {
  type AnyRecord,
  type Extent,
  extentOf,
  hullOf,
  isLive,
  isRecordOf,
  quoteOf,
  type TextRange,
  type UserId,
  zoneKindAt,
} from '@parallax/domain'
import type { ProjectWish } from '../codecs/codec-definition.ts'
import type { ExportField } from '../corpus/choose-fields.ts'
import { Pseudonyms } from '../corpus/pseudonyms.ts'
import { OffsetMap, type OffsetUnit } from '../offsets/offset-map.ts'
import type {
  Authored,
  DocumentSource,
  LayerSource,
  ProjectSource,
} from '../project/project-item.ts'
import { type Column, columnName, columnsWithout, type Row } from './columns.ts'
import { metaWithout } from './meta-without.ts'
import { type NameBook, readNames } from './name-book.ts'
import { type RowContext, recordColumns } from './record-columns.ts'

/** The kinds that have rows, or stand in them by name. */
export const tableKinds = [
  'document',
  'layer',
  'mention',
  'claim',
  'stance',
  'entity',
  'proposition',
  'label',
  'attribute',
] as const

/** The rows of a project's table, the names of the columns first, each as one line of a file. */
export function writeTable(
  toLine: (values: readonly string[]) => string,
): (source: ProjectSource, wish?: ProjectWish) => AsyncGenerator<string> {
  return (source, wish = {}) => writeRows(source, toLine, wish)
}

type ToLine = (values: readonly string[]) => string

async function* writeRows(
  source: ProjectSource,
  toLine: ToLine,
  { offsetUnit = 'utf16', without = [] }: ProjectWish,
): AsyncGenerator<string> {
  const names = await readNames(source)
  const kept = columnsWithout(without)
  const annotators = annotatorNames(names, without)
  yield toLine(kept.map((column) => columnName(column, offsetUnit)))
  for await (const document of source.documents()) {
    if (document.text === null || document.record.deleted) continue
    const { text } = document
    const context = {
      names,
      annotators,
      meta: metaWithout(document.record.data.meta, without),
      text,
      toUnit: unitCounter(text, offsetUnit),
    }
    for (const layer of document.layers) {
      for (const row of rowsOfLayer(document, layer, context))
        yield toLine(kept.map((column: Column) => row[column] ?? ''))
    }
  }
}

/** What a row is made with: `toUnit` counts offsets of the text in the unit of the table. */
type TableContext = RowContext & {
  readonly annotators: (id: UserId) => string
  readonly toUnit: (offsetUtf16: number) => number
}

function unitCounter(text: string, unit: OffsetUnit): TableContext['toUnit'] {
  if (unit === 'utf16') return (offsetUtf16) => offsetUtf16
  const map = new OffsetMap(text)
  return (offsetUtf16) => map.toUnit(offsetUtf16, unit)
}

/** What annotators are called: numbered where nobody shall know who they are. */
function annotatorNames(
  names: NameBook,
  without: readonly ExportField[],
): TableContext['annotators'] {
  if (!without.includes('authors')) return names.person
  const pseudonyms = new Pseudonyms()
  return (id) => pseudonyms.of(id)
}

function* rowsOfLayer(
  document: DocumentSource,
  layer: LayerSource,
  context: TableContext,
): Generator<Row> {
  if (layer.record.deleted) return
  const around = {
    ...documentColumns(document, context.names),
    ...layerColumns(layer, context.annotators),
  }
  for (const each of layer.records) {
    const own = ownColumns(each.record, context)
    if (!own || !isLive(each.record)) continue
    const place = placeColumns(extentOf(each.record), document, context)
    yield { ...around, ...signColumns(each, context.names), ...place, ...own }
  }
}

/** The columns of the record's own kind, or `undefined` for a kind without rows. */
function ownColumns(record: AnyRecord, context: RowContext): Row | undefined {
  if (isRecordOf(record, 'mention')) return recordColumns.mention(record.data, context)
  if (isRecordOf(record, 'claim')) return recordColumns.claim(record.data, context)
  return isRecordOf(record, 'stance') ? recordColumns.stance(record.data, context) : undefined
}

function documentColumns({ record }: DocumentSource, names: NameBook): Row {
  const { title, publisher, agency, byline, url, publishedAt, publishedAtBasis, language } =
    record.data.meta
  return {
    document_id: record.id,
    title,
    publisher: names.entity(publisher),
    agency: names.entity(agency),
    byline: byline.join('; '),
    url: url ?? '',
    published_at: publishedAt ?? '',
    published_at_basis: publishedAtBasis ?? '',
    language,
  }
}

function layerColumns({ record }: LayerSource, annotators: TableContext['annotators']): Row {
  const { kind, state, codebook, owner } = record.data
  return {
    layer_id: record.id,
    layer_kind: kind,
    layer_state: state,
    codebook_version: String(codebook),
    annotator_id: owner ?? '',
    annotator: owner === null ? '' : annotators(owner),
  }
}

function signColumns({ record, authorship }: Authored, names: NameBook): Row {
  const { origin, note, attrs } = record.data as Partial<SignedData> // of the kinds that have rows
  return {
    kind: record.kind,
    id: record.id,
    created_by: names.person(authorship.createdBy),
    created_at: authorship.createdAt,
    updated_by: names.person(authorship.updatedBy),
    updated_at: authorship.updatedAt,
    origin: origin?.kind ?? '',
    note: note ?? '',
    attributes: Object.keys(attrs ?? {}).length > 0 ? JSON.stringify(attrs) : '',
    fields: fieldsOf(attrs ?? {}, names),
  }
}

/** Own fields as JSON by their names, labels by theirs. */
function fieldsOf(attrs: SignedData['attrs'], names: NameBook): string {
  const named = Object.entries(attrs).map(([id, value]) => [
    names.attribute(id),
    Array.isArray(value) ? value.map((label) => names.label(label)) : value,
  ])
  return named.length > 0 ? JSON.stringify(Object.fromEntries(named)) : ''
}

type SignedData = {
  readonly origin: { readonly kind: string }
  readonly note: string
  readonly attrs: Readonly<Record<string, unknown>>
}

function placeColumns(
  extent: Extent,
  { record }: DocumentSource,
  { text, toUnit }: TableContext,
): Row {
  const hull = hullOf(extent)
  if (!hull) return {}
  const part = ({ startUtf16, endUtf16 }: TextRange) => `${toUnit(startUtf16)}-${toUnit(endUtf16)}`
  return {
    start_utf16: String(toUnit(hull.startUtf16)),
    end_utf16: String(toUnit(hull.endUtf16)),
    parts_utf16: extent.map(part).join('; '),
    text: quoteOf(extent, text),
    zone: zoneKindAt(record.data.zones, extent[0] ?? hull) ?? '',
  }
}
