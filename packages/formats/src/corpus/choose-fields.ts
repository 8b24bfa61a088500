import type {
  Annotation,
  CorpusDocument,
  CorpusHead,
  CorpusLayer,
  CorpusMeta,
  CorpusSource,
} from './corpus.ts'
import { isAttribute } from './facets.ts'
import { Pseudonyms } from './pseudonyms.ts'

/** What can be left out of documents and annotations, with the words that a report has for it. */
export const exportFields = {
  title: 'titles',
  publisher: 'outlets',
  agency: 'agencies',
  byline: 'bylines',
  url: 'addresses',
  language: 'languages',
  publishedAt: 'dates of publication',
  note: 'notes',
  attributes: 'own fields',
  authors: 'who annotated, and when',
} as const
export type ExportField = keyof typeof exportFields

/** Their names, in the order of the table. */
// Its own keys.
export const exportFieldNames = Object.keys(exportFields) as [ExportField, ...ExportField[]]

/**
 * A corpus without some fields. What was not asked for is no loss: it counts neither as gone in nor as
 * dropped. Without their authors, annotators are numbered, so that layers still can be told apart.
 */
export function chooseFields(source: CorpusSource, without: readonly ExportField[]): CorpusSource {
  if (without.length === 0) return source
  const gone: Gone = new Set(without)
  const pseudonyms = new Pseudonyms()
  return {
    head: headWithout(source.head, gone),
    documents: async function* () {
      for await (const document of source.documents())
        yield documentWithout(document, gone, pseudonyms)
    },
  }
}

type Gone = ReadonlySet<ExportField>

function headWithout(head: CorpusHead, gone: Gone): CorpusHead {
  const attributes = gone.has('attributes') ? [] : head.attributes
  if (!gone.has('note')) return { ...head, attributes }
  return {
    ...head,
    attributes,
    entities: head.entities.map((entity) => ({ ...entity, note: '' })),
    propositions: head.propositions.map((proposition) => ({ ...proposition, note: '' })),
  }
}

function documentWithout(
  document: CorpusDocument,
  gone: Gone,
  pseudonyms: Pseudonyms,
): CorpusDocument {
  const { id, name, meta, zones, layers } = document
  return {
    ...document,
    // A document without a file of its own is called by its title.
    name: gone.has('title') && name === meta.title ? id : name,
    meta: metaWithout(meta, gone),
    zones: gone.has('note') ? zones.map((zone) => ({ ...zone, note: '' })) : zones,
    layers: layers.map((layer) => layerWithout(layer, gone, pseudonyms)),
  }
}

function metaWithout(meta: CorpusMeta, gone: Gone): CorpusMeta {
  const isGone = (field: string) =>
    // What a date was read from says nothing without it. Others are fields of the same name.
    gone.has((field === 'publishedAtBasis' ? 'publishedAt' : field) as ExportField)
  return Object.fromEntries(Object.entries(meta).filter(([field]) => !isGone(field)))
}

function layerWithout(layer: CorpusLayer, gone: Gone, pseudonyms: Pseudonyms): CorpusLayer {
  const { annotator, annotations } = layer
  const isNumbered = gone.has('authors') && annotator !== null
  return {
    ...layer,
    annotator: isNumbered ? pseudonyms.of(annotator) : annotator,
    annotations: annotations.map((annotation) => annotationWithout(annotation, gone)),
  }
}

function annotationWithout(annotation: Annotation, gone: Gone): Annotation {
  const { values, signature } = annotation
  const isKept = ([name]: readonly [string, unknown]) =>
    !(name === 'note' && gone.has('note')) && !(isAttribute(name) && gone.has('attributes'))
  return {
    ...annotation,
    values: Object.fromEntries(Object.entries(values).filter(isKept)),
    signature: gone.has('authors') ? null : signature,
  }
}
