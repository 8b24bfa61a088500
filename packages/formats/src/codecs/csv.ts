import {
  type AnyRecord,
  type Extent,
  extentOf,
  hullOf,
  isLive,
  isRecordOf,
  quoteOf,
  zoneKindAt,
} from '@parallax/domain'
import { type Column, columns, type Row } from '../csv/columns.ts'
import { csvLine } from '../csv/csv-line.ts'
import { type NameBook, readNames } from '../csv/name-book.ts'
import { type RowContext, recordColumns } from '../csv/record-columns.ts'
import type {
  Authored,
  DocumentSource,
  LayerSource,
  ProjectSource,
} from '../project/project-item.ts'
import type { ProjectCodec } from './codec-definition.ts'

/** A flat table for pandas, R and spreadsheets. It leaves too much out to be read back. */
export const csvCodec: ProjectCodec = {
  via: 'project',
  id: 'csv',
  title: 'CSV table',
  fileExtension: '.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  keeps:
    'A row per live mention, claim and stance. Not: relations, document labels, deleted records, the texts themselves.',
  keepsKind: ['document', 'layer', 'mention', 'claim', 'stance', 'entity', 'proposition', 'label'],
  offsetUnit: 'utf16',
  write: writeRows,
  read: null,
}

async function* writeRows(source: ProjectSource): AsyncGenerator<string> {
  const names = await readNames(source)
  yield csvLine(columns)
  for await (const document of source.documents()) {
    if (document.text === null || document.record.deleted) continue
    const context = { names, meta: document.record.data.meta, text: document.text }
    for (const layer of document.layers) yield* rowsOfLayer(document, layer, context)
  }
}

function* rowsOfLayer(
  document: DocumentSource,
  layer: LayerSource,
  context: RowContext,
): Generator<string> {
  if (layer.record.deleted) return
  const around = {
    ...documentColumns(document, context.names),
    ...layerColumns(layer, context.names),
  }
  for (const each of layer.records) {
    const own = ownColumns(each.record, context)
    if (!own || !isLive(each.record)) continue
    const place = placeColumns(extentOf(each.record), document, context.text)
    const row: Row = { ...around, ...signColumns(each, context.names), ...place, ...own }
    yield csvLine(columns.map((column: Column) => row[column] ?? ''))
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

function layerColumns({ record }: LayerSource, names: NameBook): Row {
  const { kind, state, codebook, owner } = record.data
  return {
    layer_id: record.id,
    layer_kind: kind,
    layer_state: state,
    codebook_version: String(codebook),
    annotator_id: owner ?? '',
    annotator: names.person(owner),
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
  }
}

type SignedData = {
  readonly origin: { readonly kind: string }
  readonly note: string
  readonly attrs: Readonly<Record<string, unknown>>
}

function placeColumns(extent: Extent, { record }: DocumentSource, text: string): Row {
  const hull = hullOf(extent)
  if (!hull) return {}
  return {
    start_utf16: String(hull.startUtf16),
    end_utf16: String(hull.endUtf16),
    parts_utf16: extent.map(({ startUtf16, endUtf16 }) => `${startUtf16}-${endUtf16}`).join('; '),
    text: quoteOf(extent, text),
    zone: zoneKindAt(record.data.zones, extent[0] ?? hull) ?? '',
  }
}
