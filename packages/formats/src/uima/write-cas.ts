import {
  type CorpusDocument,
  type CorpusHead,
  type CorpusLayer,
  metaFields,
} from '../corpus/corpus.ts'
import { type Cas, CasBuilder } from './cas.ts'
import { documentMetaDataType, own, ownTypes } from './own-types.ts'
import { RecordWriter } from './record-writer.ts'
import { addEntity, addProposition, type Registry } from './registry.ts'

/** A CAS of what documents refer to: labels, fields, entities, propositions. It has no text. */
export function casOfHead(head: CorpusHead): Cas {
  const cas = new CasBuilder(null)
  cas.add(own.corpus, { name: head.name })
  for (const { slot, set, name, parent, definition, colour } of head.labels)
    cas.add(own.label, { slot, labelSet: set, name, parent, definition, colour })
  for (const { on, name, value, set } of head.attributes)
    cas.add(own.attribute, { on, name, valueKind: value, labelSet: set })
  for (const entity of head.entities) addEntity(cas, entity)
  for (const proposition of head.propositions) addProposition(cas, proposition)
  return cas.build(ownTypes)
}

/** A CAS of one layer of a document; of the document alone where it has none. */
export function casOfLayer(
  document: CorpusDocument,
  layer: CorpusLayer | null,
  registry: Registry,
): Cas {
  const cas = new CasBuilder(document.text)
  describeDocument(cas, document)
  if (layer) {
    cas.describe(own.layer, { kind: layer.kind, annotator: layer.annotator })
    new RecordWriter(cas, layer, registry).write()
  }
  return cas.build(ownTypes)
}

function describeDocument(cas: CasBuilder, { id, name, text, meta, zones }: CorpusDocument): void {
  cas.annotate(documentMetaDataType, [0, text.length], {
    language: meta.language ?? 'x-unspecified',
    documentTitle: meta.title ?? name,
    documentId: id,
    documentUri: meta.url,
  })
  const said = Object.fromEntries(metaFields.map((field) => [field, meta[field]]))
  cas.describe(own.document, { documentId: id, name, ...said })
  for (const { kind, note, startUtf16, endUtf16 } of zones)
    cas.annotate(own.zone, [startUtf16, endUtf16], { kind, note })
}
