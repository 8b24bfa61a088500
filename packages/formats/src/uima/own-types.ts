import type { Annotation, AnnotationKind, CorpusValue } from '../corpus/corpus.ts'
import {
  annotationBaseType,
  annotationType,
  type CasFeature,
  type CasType,
  documentAnnotationType,
  topType,
} from './cas.ts'

/** The types of UIMA's neighbours that ours build on, so that their tools see what ours are. */
export const dkpro = 'de.tudarmstadt.ukp.dkpro.core.api.'
export const namedEntityType = `${dkpro}ner.type.NamedEntity`
export const documentMetaDataType = `${dkpro}metadata.type.DocumentMetaData`

/** Names of our own types. `document` is the mark by which a CAS of ours is known. */
export const own = {
  corpus: 'parallax.Corpus',
  label: 'parallax.Label',
  attribute: 'parallax.Attribute',
  entity: 'parallax.Entity',
  externalId: 'parallax.ExternalId',
  proposition: 'parallax.Proposition',
  document: 'parallax.Document',
  layer: 'parallax.Layer',
  zone: 'parallax.Zone',
  part: 'parallax.Part',
  passage: 'parallax.Passage',
  step: 'parallax.Step',
  value: 'parallax.Value',
  link: 'parallax.Link',
} as const

/** How one kind of annotation is a type: which feature holds which of its facets. */
export type RecordType = {
  readonly type: string
  readonly supertype: string
  /** The feature that holds the label. */
  readonly label: string
  readonly values: Readonly<Record<string, 'String' | 'Integer' | 'StringArray'>>
  /** By role: the feature, what it leads to, and whether it leads to several. */
  readonly links: Readonly<Record<string, LinkFeature>>
  readonly hasChain: boolean
  /** Whether `begin` and `end` are its own place. */
  readonly isPlaced: boolean
}
export type LinkFeature = {
  readonly feature: string
  readonly range: string
  readonly isMany: boolean
}

const one = (feature: string, range: string): LinkFeature => ({ feature, range, isMany: false })
const noted = { note: 'String', origin: 'String' } as const

export const recordTypes: { readonly [K in AnnotationKind]: RecordType } = {
  mention: {
    type: 'parallax.Mention',
    supertype: namedEntityType,
    label: 'value',
    values: { level: 'String', figure: 'String', ...noted },
    links: { entity: one('entity', own.entity) },
    hasChain: false,
    isPlaced: true,
  },
  claim: {
    type: 'parallax.Claim',
    supertype: annotationType,
    label: 'label',
    values: {
      polarity: 'String',
      certainty: 'String',
      act: 'String',
      tense: 'String',
      saidOn: 'String',
      topics: 'StringArray',
      checkworthiness: 'String',
      rendering: 'String',
      relay: 'String',
      ...noted,
    },
    links: { proposition: one('proposition', own.proposition) },
    hasChain: true,
    isPlaced: true,
  },
  stance: {
    type: 'parallax.Stance',
    supertype: annotationType,
    label: 'label',
    values: {
      value: 'Integer',
      explicitness: 'String',
      holder: 'String',
      topic: 'String',
      ...noted,
    },
    links: {
      holder: { feature: 'holders', range: own.entity, isMany: true },
      target: one('target', topType),
      claim: one('claim', 'parallax.Claim'),
    },
    hasChain: true,
    isPlaced: true,
  },
  relation: {
    type: 'parallax.Relation',
    supertype: annotationType,
    label: 'label',
    values: noted,
    // The names that INCEpTION gives the ends of its relations.
    links: { from: one('Governor', annotationType), to: one('Dependent', annotationType) },
    hasChain: false,
    isPlaced: false,
  },
  documentLabel: {
    type: 'parallax.DocumentLabel',
    supertype: annotationBaseType,
    label: 'field',
    values: { values: 'StringArray', ...noted },
    links: {},
    hasChain: false,
    isPlaced: false,
  },
}

/** Whether a value can stand in a feature of this range. */
export function fitsRange(value: CorpusValue, range: 'String' | 'Integer' | 'StringArray') {
  if (range === 'StringArray') return typeof value === 'object'
  return range === 'String' ? typeof value === 'string' : Number.isInteger(value)
}

/** The kind of annotation that a type of ours is, if it is one. */
export function kindOfType(type: string): Annotation['kind'] | undefined {
  return kindByType.get(type)
}
const kindByType: ReadonlyMap<string, AnnotationKind> = new Map(
  // The table is total over the kinds and has no other keys.
  Object.entries(recordTypes).map(([kind, { type }]) => [type, kind as AnnotationKind]),
)

const plain = (range: string) => (name: string) => ({ name, range: `uima.cas.${range}` })
const texts = (...names: string[]) => names.map(plain('String'))
const flags = (...names: string[]) => names.map(plain('Boolean'))
const textLists = (...names: string[]) => names.map(plain('StringArray'))
const list = (name: string, element: string): CasFeature => ({
  name,
  range: 'uima.cas.FSArray',
  element,
})

const recordFeatures: readonly CasFeature[] = [
  ...texts('recordId', 'by', 'at'),
  list('parts', own.part),
  list('passages', own.passage),
  list('values', own.value),
  list('links', own.link),
]

function typeOf({ type, supertype, label, values, links, hasChain }: RecordType): CasType {
  const inherited = supertype === namedEntityType ? ['value'] : []
  return {
    name: type,
    supertype,
    features: [
      ...texts(label).filter(({ name }) => !inherited.includes(name)),
      ...Object.entries(values).map(([name, range]) => plain(range)(featureOfValue(name))),
      ...Object.values(links).map(({ feature, range, isMany }) =>
        isMany ? list(feature, range) : { name: feature, range },
      ),
      ...(hasChain ? [list('chain', own.step)] : []),
      ...recordFeatures,
    ],
  }
}

/** The feature that holds a value. `values` names the list of all that has no feature. */
export function featureOfValue(name: string): string {
  return name === 'values' ? 'fieldValues' : name
}

/** The type system that every CAS of ours declares; each type stands after the one it comes from. */
export const ownTypes: readonly CasType[] = [
  { name: namedEntityType, supertype: annotationType, features: texts('value', 'identifier') },
  {
    name: documentMetaDataType,
    supertype: documentAnnotationType,
    features: [
      ...texts('documentTitle', 'documentId', 'documentUri', 'collectionId', 'documentBaseUri'),
      ...flags('isLastSegment'),
    ],
  },
  { name: own.corpus, supertype: topType, features: texts('name') },
  {
    name: own.label,
    supertype: topType,
    features: [
      ...texts('slot', 'labelSet', 'name', 'parent', 'definition'),
      plain('Integer')('colour'),
    ],
  },
  {
    name: own.attribute,
    supertype: topType,
    features: texts('on', 'name', 'valueKind', 'labelSet'),
  },
  { name: own.externalId, supertype: topType, features: texts('scheme', 'value') },
  {
    name: own.entity,
    supertype: topType,
    features: [
      ...texts('entityId', 'name', 'entityType', 'partOf', 'note'),
      ...textLists('aliases', 'members'),
      ...flags('collective'),
      list('externalIds', own.externalId),
    ],
  },
  {
    name: own.proposition,
    supertype: topType,
    features: [...texts('propositionId', 'statement', 'note'), ...textLists('topics')],
  },
  {
    name: own.document,
    supertype: annotationBaseType,
    features: [
      ...texts('documentId', 'name', 'title', 'publisher', 'agency', 'url', 'language'),
      ...texts('publishedAt', 'publishedAtBasis'),
      ...textLists('byline'),
    ],
  },
  { name: own.layer, supertype: annotationBaseType, features: texts('kind', 'annotator') },
  { name: own.zone, supertype: annotationType, features: texts('kind', 'note') },
  { name: own.part, supertype: annotationType, features: [] },
  {
    name: own.passage,
    supertype: annotationType,
    features: [...texts('role'), list('parts', own.part)],
  },
  {
    name: own.step,
    supertype: topType,
    features: [
      list('sources', own.entity),
      list('media', own.entity),
      list('addressees', own.entity),
      list('sourceWords', own.passage),
      list('cues', own.passage),
    ],
  },
  {
    name: own.value,
    supertype: topType,
    features: [
      ...texts('name', 'text'),
      plain('Double')('number'),
      ...flags('flag'),
      ...textLists('texts'),
    ],
  },
  {
    name: own.link,
    supertype: topType,
    features: [...texts('role', 'targetKind', 'targetId'), { name: 'target', range: topType }],
  },
  ...Object.values(recordTypes).map(typeOf),
]
