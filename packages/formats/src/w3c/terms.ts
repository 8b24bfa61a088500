import type { LinkEnd } from '../corpus/corpus.ts'
import { fieldsOf } from '../json/read-json.ts'
import type { OffsetUnit } from '../offsets/offset-map.ts'

/** Where the words of the Web Annotation model come from. */
export const annotationContext = 'http://www.w3.org/ns/anno.jsonld'
/** Stands before what the model has no word for. */
export const ownPrefix = 'parallax:'
/** The context of all our files. */
export const ownContext = [annotationContext, { parallax: 'urn:parallax:terms:' }] as const

/** What positions count: the model does not say, so our files do. */
export function positionsIri(unit: OffsetUnit): string {
  return `urn:parallax:positions:${unit}`
}

/** A document's IRI, from which those of its annotations are made. */
export function documentIri(id: string): string {
  return `urn:parallax:document:${encoded(id)}`
}

/** The IRI of an annotation in the layer with this number in its document. */
export function annotationIri(document: string, layer: number, id: string): string {
  return `${documentIri(document)}:layer:${layer}:${encoded(id)}`
}

/** The IRI of what a link leads to, from an annotation of the same layer. */
export function endIri({ kind, id }: LinkEnd, document: string, layer: number): string {
  return kind === 'annotation'
    ? annotationIri(document, layer, id)
    : `urn:parallax:${kind}:${encoded(id)}`
}

/** What an IRI of ours leads to; `undefined` for those of others. */
export function endOfIri(iri: string): LinkEnd | undefined {
  const [, , kind, id, ...rest] = iri.startsWith('urn:parallax:') ? iri.split(':') : []
  if (kind === 'entity' || kind === 'proposition') return { kind, id: decoded(id ?? '') }
  return kind === 'document' && rest[0] === 'layer'
    ? { kind: 'annotation', id: decoded(rest[2] ?? '') }
    : undefined
}

/** Half characters stand in no IRI. */
function encoded(id: string): string {
  return encodeURIComponent(id.replace(/\p{Cs}/gu, '\ufffd'))
}

/** What percent signs stand for; as it is where they stand for nothing. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}

/** Plain values with our prefix before every name, so that each is a term of JSON-LD. */
export function toTerms(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toTerms)
  const fields = fieldsOf(value)
  if (!fields) return value
  const terms = [...fields].map(([name, each]) => [`${ownPrefix}${name}`, toTerms(each)])
  return Object.fromEntries(terms)
}

/** What `toTerms` was given. */
export function fromTerms(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromTerms)
  const fields = fieldsOf(value)
  if (!fields) return value
  const plain = [...fields].flatMap(([name, each]) =>
    name.startsWith(ownPrefix) ? [[name.slice(ownPrefix.length), fromTerms(each)]] : [],
  )
  return Object.fromEntries(plain)
}
