import type { TextRange } from '@parallax/domain'
import type {
  Annotation,
  AnnotationKind,
  CorpusDocument,
  CorpusValue,
  Link,
  Passage,
} from '../corpus/corpus.ts'
import { OffsetMap, type OffsetUnit } from '../offsets/offset-map.ts'
import { resourceOf, selectorsOf } from './selectors.ts'
import {
  annotationIri,
  documentIri,
  endIri,
  ownContext,
  ownPrefix,
  positionsIri,
  toTerms,
} from './terms.ts'

/**
 * The annotations of a document as an AnnotationCollection with one page, in pieces of a line. Its
 * text is another file, `textName`, beside it.
 */
export function* writeDocument(
  document: CorpusDocument,
  textName: string,
  unit: OffsetUnit,
): Generator<string> {
  const { id, name, meta, zones, layers } = document
  const total = layers.reduce((sum, { annotations }) => sum + annotations.length, 0)
  const face = JSON.stringify({
    '@context': ownContext,
    id: documentIri(id),
    type: 'AnnotationCollection',
    label: name,
    total,
    conformsTo: positionsIri(unit),
    [`${ownPrefix}text`]: encodeURIComponent(textName),
    [`${ownPrefix}document`]: toTerms({ id, name, meta, zones }),
    [`${ownPrefix}layers`]: layers.map(({ kind, annotator }) => toTerms({ kind, annotator })),
  })
  const page = `{"id":${JSON.stringify(`${documentIri(id)}:page`)},"type":"AnnotationPage"`
  yield `${face.slice(0, -1)},\n"first":${page},"startIndex":0,"items":[`
  const writer = new AnnotationWriter(document, encodeURIComponent(textName), unit)
  let separator = '\n'
  for (const [index, layer] of layers.entries())
    for (const annotation of layer.annotations) {
      yield `${separator}${JSON.stringify(writer.write(annotation, index))}`
      separator = ',\n'
    }
  yield '\n]}}\n'
}

/** Why an annotation is there, in the words of the model. */
const motivations: { readonly [K in AnnotationKind]: string } = {
  mention: 'tagging',
  claim: 'highlighting',
  stance: 'assessing',
  relation: 'linking',
  documentLabel: 'classifying',
}

class AnnotationWriter {
  readonly #document: CorpusDocument
  readonly #source: string
  readonly #selectors: (range: TextRange) => readonly object[]

  constructor(document: CorpusDocument, source: string, unit: OffsetUnit) {
    const map = new OffsetMap(document.text)
    this.#document = document
    this.#source = source
    this.#selectors = (range) => selectorsOf(range, document.text, map, unit)
  }

  write(annotation: Annotation, layer: number): object {
    const { id, kind, label, values, passages, links, signature } = annotation
    const from = kind === 'relation' ? links.find(isFrom) : undefined
    const body = [
      ...(label === null ? [] : [{ type: 'TextualBody', purpose: 'tagging', value: label }]),
      ...Object.entries(values).map(([name, value]) => valueBody(name, value)),
      ...links.filter((link) => link !== from).map((link) => this.#linkBody(link, layer)),
      ...passages.map((passage) => this.#passageBody(passage)),
    ]
    return {
      id: annotationIri(this.#document.id, layer, id),
      type: 'Annotation',
      motivation: motivations[kind],
      [`${ownPrefix}kind`]: kind,
      [`${ownPrefix}layer`]: layer,
      ...(signature
        ? { creator: { type: 'Person', name: signature.by }, created: signature.at }
        : {}),
      ...(body.length > 0 ? { body } : {}),
      target: this.#target(annotation, from && endIri(from.to, this.#document.id, layer)),
    }
  }

  /** A relation leads from its target to what its body links to. */
  #target({ extent }: Annotation, from: string | undefined): unknown {
    const place = extent.length > 0 ? this.#resource(extent) : undefined
    if (from === undefined) return place ?? this.#source
    return place ? [from, place] : from
  }

  #resource(extent: Annotation['extent']): object {
    return resourceOf(extent, this.#source, this.#selectors)
  }

  #linkBody({ role, to }: Link, layer: number): object {
    const purpose = role === 'entity' ? 'identifying' : 'linking'
    const source = endIri(to, this.#document.id, layer)
    return { type: 'SpecificResource', purpose, [`${ownPrefix}role`]: role, source }
  }

  #passageBody({ role, extent }: Passage): object {
    return { ...this.#resource(extent), [`${ownPrefix}passage`]: role }
  }
}

function isFrom({ role, to }: Link): boolean {
  return role === 'from' && to.kind === 'annotation'
}

/** Texts stand as they are; numbers, flags and lists as JSON. */
function valueBody(name: string, value: CorpusValue): object {
  const purpose = name === 'note' ? 'commenting' : 'classifying'
  const told =
    typeof value === 'string'
      ? { value }
      : { format: 'application/json', value: JSON.stringify(value) }
  return { type: 'TextualBody', purpose, [`${ownPrefix}value`]: name, ...told }
}
