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
import type {
  Authored,
  DocumentSource,
  LayerSource,
  ProjectSource,
} from '../project/project-item.ts'
import { type Column, columns, type Row } from './columns.ts'
import { type NameBook, readNames } from './name-book.ts'
import { type RowContext, recordColumns } from './record-columns.ts'

/** The rows of a project's table, the names of the columns first, each as one line of a file. */
export function writeTable(
  toLine: (values: readonly string[]) => string,
): (source: ProjectSource) => AsyncGenerator<string> {
  return (source) => writeRows(source, toLine)
}

type ToLine = (values: readonly string[]) => string

async function* writeRows(source: ProjectSource, toLine: ToLine): AsyncGenerator<string> {
  const names = await readNames(source)
  yield toLine(columns)
  for await (const document of source.documents()) {
    if (document.text === null || document.record.deleted) continue
    const context = { names, meta: document.record.data.meta, text: document.text }
    for (const layer of document.layers) {
      for (const row of rowsOfLayer(document, layer, context))
        yield toLine(columns.map((column: Column) => row[column] ?? ''))
    }
  }
}

function* rowsOfLayer(
  document: DocumentSource,
  layer: LayerSource,
  context: RowContext,
): Generator<Row> {
  if (layer.record.deleted) return
  const around = {
    ...documentColumns(document, context.names),
    ...layerColumns(layer, context.names),
  }
  for (const each of layer.records) {
    const own = ownColumns(each.record, context)
    if (!own || !isLive(each.record)) continue
    const place = placeColumns(extentOf(each.record), document, context.text)
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
