import {
  type AnyRecord,
  type DataOf,
  isLive,
  isRecordOf,
  type LayerRecord,
  quoteOf,
} from '@parallax/domain'
import type {
  Authored,
  DocumentSource,
  LayerSource,
  ProjectSource,
} from '../project/project-item.ts'
import { annotationOf } from './annotation-of.ts'
import type {
  Annotation,
  CorpusDocument,
  CorpusLayer,
  CorpusMeta,
  CorpusSource,
  CountedKind,
  LossReason,
} from './corpus.ts'
import type { Ledger } from './ledger.ts'
import { type ProjectNames, readProjectNames } from './project-names.ts'

/**
 * A project as a corpus: what is live, by names. What a corpus cannot hold – deleted records,
 * comments, links between propositions, documents without text, guideline texts – is told to the
 * ledger the first time that the documents are gone through.
 */
export async function corpusOfProject(
  source: ProjectSource,
  ledger: Ledger,
): Promise<CorpusSource> {
  const names = await readProjectNames(source, ledger)
  let isFirst = true
  return {
    head: names.head,
    documents: () => {
      const told = isFirst ? ledger : undefined
      isFirst = false
      return documentsOf(source, names, told)
    },
  }
}

async function* documentsOf(
  source: ProjectSource,
  names: ProjectNames,
  ledger: Ledger | undefined,
): AsyncGenerator<CorpusDocument> {
  for await (const document of source.documents()) {
    if (document.text !== null && isLive(document.record))
      yield documentOf(document, document.text, names, ledger)
    else loseDocument(document, ledger)
  }
}

function loseDocument({ record }: DocumentSource, ledger: Ledger | undefined): void {
  const reason = record.deleted ? 'deleted' : 'text-not-held'
  loseOther(ledger, 'document', reason, { document: record.data.meta.title })
}

/** Tells of something that never becomes part of a corpus; it counts as gone in all the same. */
function loseOther(
  ledger: Ledger | undefined,
  kind: CountedKind,
  reason: LossReason,
  { document, what = '' }: { readonly document: string; readonly what?: string },
): void {
  ledger?.leaveOut(kind, reason, { document, range: null, what })
}

function documentOf(
  { record, text: _, layers, comments }: DocumentSource,
  text: string,
  names: ProjectNames,
  ledger: Ledger | undefined,
): CorpusDocument {
  const { meta, zones, source } = record.data
  tellOlder('document', { document: meta.title, what: 'source' }, ledger)
  const name = source.filename.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') || meta.title
  for (const comment of comments) tellComment(comment.record, name, ledger)
  for (const layer of layers) if (!isLive(layer.record)) loseLayer(layer, name, ledger)
  return {
    id: record.id,
    name,
    text,
    meta: metaOf(meta, names),
    zones,
    layers: layers
      .filter((layer) => isLive(layer.record))
      .map((layer) => layerOf(layer, { name, text }, names, ledger)),
  }
}

function metaOf(meta: DataOf<'document'>['meta'], names: ProjectNames): CorpusMeta {
  const { title, byline, url, language, publishedAt, publishedAtBasis } = meta
  const said = {
    title,
    publisher: names.entityName(meta.publisher),
    agency: names.entityName(meta.agency),
    url,
    language,
    publishedAt,
    publishedAtBasis,
  }
  const kept = Object.entries(said).filter(([, value]) => value)
  return { ...Object.fromEntries(kept), ...(byline.length > 0 ? { byline } : {}) }
}

function layerOf(
  { record, records }: LayerSource,
  document: { readonly name: string; readonly text: string },
  names: ProjectNames,
  ledger: Ledger | undefined,
): CorpusLayer {
  const { kind, owner, state } = record.data
  tellOlder('layer', { document: document.name, what: `${kind}: ${state}` }, ledger)
  const annotations: Annotation[] = []
  for (const each of records) {
    const annotation = liveAnnotation(each, names)
    if (annotation && wasChanged(each))
      tellOlder('signature', { document: document.name, what: annotation.kind }, ledger)
    if (annotation) annotations.push(withKnownEnds(annotation, document.name, names, ledger))
    else tellGone(each.record, document, ledger)
  }
  return { kind, annotator: owner === null ? null : names.personName(owner), annotations }
}

function liveAnnotation(each: Authored, names: ProjectNames): Annotation | undefined {
  const { record, authorship } = each
  if (!isLive(record) || isRecordOf(record, 'comment')) return undefined
  // Besides comments a layer's stream holds annotations.
  const annotation = annotationOf(record as LayerRecord, names)
  return {
    ...annotation,
    signature: { by: names.personName(authorship.createdBy), at: authorship.createdAt },
  }
}

/** Without links to entities and propositions that were deleted. */
function withKnownEnds(
  annotation: Annotation,
  document: string,
  names: ProjectNames,
  ledger: Ledger | undefined,
): Annotation {
  const links = annotation.links.filter(({ to }) => names.isKnown(to))
  if (links.length === annotation.links.length) return annotation
  for (const { role, to } of annotation.links)
    if (!names.isKnown(to)) loseOther(ledger, 'link', 'end-missing', { document, what: role })
  return { ...annotation, links }
}

/** A layer that was deleted goes with all that is in it. */
function loseLayer(
  { record, records }: LayerSource,
  document: string,
  ledger: Ledger | undefined,
): void {
  loseOther(ledger, 'layer', 'deleted', { document, what: record.data.kind })
  for (const each of records) {
    const isComment = isRecordOf(each.record, 'comment')
    // A layer's records are kinds that are counted.
    const kind = isComment ? 'comment' : (each.record.kind as CountedKind)
    loseOther(ledger, kind, 'with-record', { document, what: kind })
  }
}

function tellComment(record: AnyRecord, document: string, ledger: Ledger | undefined): void {
  loseOther(ledger, 'comment', isLive(record) ? 'older-detail' : 'deleted', { document })
}

/** Whether somebody has changed a record since it was made. */
function wasChanged({ authorship }: Authored): boolean {
  const { createdBy, createdAt, updatedBy, updatedAt } = authorship
  return createdBy !== updatedBy || createdAt !== updatedAt
}

/** Tells of something that is kept that more is known of it than a corpus can say. */
function tellOlder(
  kind: CountedKind,
  { document, what }: { readonly document: string; readonly what: string },
  ledger: Ledger | undefined,
): void {
  const place = { document, range: null, what }
  ledger?.lose({ how: 'changed', kind, reason: 'project-detail', place, count: 1 })
}

function tellGone(
  record: AnyRecord,
  { name, text }: { readonly name: string; readonly text: string },
  ledger: Ledger | undefined,
): void {
  if (isRecordOf(record, 'comment')) {
    tellComment(record, name, ledger)
    return
  }
  const extent = isRecordOf(record, 'mention') ? record.data.extent : []
  const what = quoteOf(extent, text).slice(0, 40)
  // A layer's records are kinds that are counted.
  loseOther(ledger, record.kind as CountedKind, 'deleted', { document: name, what })
}
