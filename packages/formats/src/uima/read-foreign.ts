import type { TextRange } from '@parallax/domain'
import type {
  Annotation,
  CorpusEntity,
  CorpusItem,
  CorpusMeta,
  CorpusValue,
  CountedKind,
  Link,
  LossReason,
} from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import { plainEntity } from '../corpus/plain-entity.ts'
import {
  annotationBaseType,
  annotationType,
  type CasReader,
  type CasValue,
  type CasView,
  documentAnnotationType,
  isRef,
  type Structure,
  sofaType,
} from './cas.ts'
import { dkpro, documentMetaDataType, namedEntityType } from './own-types.ts'

/** What a CAS of another tool says of its document, and what of it has no place here. */
export type ForeignReading = {
  readonly meta: CorpusMeta
  /** What the tool calls the document; empty where it does not say. */
  readonly documentId: string
  readonly annotations: readonly Annotation[]
  readonly items: readonly CorpusItem[]
}

/**
 * Reads a CAS that another tool wrote, in one view: annotations become mentions, those with two ends
 * relations, slots and other features that lead to annotations relations too, chains entities, what
 * belongs to the document as a whole document labels; other features become attributes.
 */
export function readForeignCas(
  reader: CasReader,
  view: CasView,
  document: { readonly id: string; readonly name: string },
): ForeignReading {
  return new ForeignReader(reader, view, document).read()
}

/** How much was lost, and where: once and nowhere unless it is said. */
type LossSize = { readonly range: TextRange; readonly count: number }

/** What a structure of another tool is to us. */
type Sort = 'passed' | 'foreign' | 'elsewhere' | 'span' | 'relation' | 'whole' | 'meta'

class ForeignReader {
  readonly #reader: CasReader
  readonly #view: CasView
  readonly #text: string
  readonly #document: { readonly id: string; readonly name: string }
  readonly #annotations: Annotation[] = []
  readonly #items: CorpusItem[] = []
  readonly #entityOfLink = new Map<number, string>()
  readonly #spans: ReadonlyMap<number, Structure>
  readonly #sorted: ReadonlyMap<Sort, readonly Structure[]>

  constructor(
    reader: CasReader,
    view: CasView,
    document: { readonly id: string; readonly name: string },
  ) {
    this.#reader = reader
    this.#view = view
    this.#text = view.text ?? ''
    this.#document = document
    const structures = [...reader.cas.structures.values()]
    const owned = linkedFrom(reader, structures)
    this.#sorted = grouped(structures, (structure) => this.#sortOf(structure, owned))
    const spans = this.#of('span').filter((span) => this.#rangeOf(span))
    this.#spans = new Map(spans.map((span) => [span.id, span]))
  }

  read(): ForeignReading {
    this.#tellForeign(this.#of('foreign'), 'not-ours')
    this.#tellForeign(this.#of('elsewhere'), 'text-not-held')
    for (const structure of this.#reader.cas.structures.values()) this.#readChain(structure)
    for (const span of this.#of('span')) this.#readSpan(span)
    for (const relation of this.#of('relation')) this.#readRelation(relation)
    for (const whole of this.#of('whole')) this.#readWhole(whole)
    return {
      meta: metaOf(this.#reader, this.#of('meta')),
      documentId: firstText(this.#reader, this.#of('meta'), 'documentId') ?? '',
      annotations: this.#annotations,
      items: this.#items,
    }
  }

  #of(sort: Sort): readonly Structure[] {
    return this.#sorted.get(sort) ?? []
  }

  #sortOf(structure: Structure, owned: ReadonlySet<number>): Sort {
    const { type, features, id } = structure
    if (type === sofaType || type.startsWith('uima.cas.')) return 'passed'
    if (this.#reader.isA(type, documentAnnotationType) || type === documentMetaDataType)
      return 'meta'
    if (isStructureOfText(type)) return 'foreign'
    if (this.#isPlaced(structure)) return this.#sortOfPlaced(structure)
    if (owned.has(id) || this.#isChain(structure)) return 'passed'
    return this.#reader.isA(type, annotationBaseType) || features.has('sofa') ? 'whole' : 'foreign'
  }

  #sortOfPlaced(structure: Structure): Sort {
    const sofa = structure.features.get('sofa')
    if (!isRef(sofa) || sofa.ref !== this.#view.sofa) return 'elsewhere'
    return endFeatures(structure) ? 'relation' : 'span'
  }

  /** What is told by its kind and how often, not one by one. */
  #tellForeign(structures: readonly Structure[], reason: LossReason): void {
    const byType = grouped(structures, ({ type }) => shortName(type))
    for (const [what, found] of byType) this.#lose('other', reason, what, { count: found.length })
  }

  #lose(kind: CountedKind, reason: LossReason, what: string, at: Partial<LossSize> = {}): void {
    const place = { document: this.#document.name, range: at.range ?? null, what }
    const loss = { how: 'dropped', kind, reason, place, count: at.count ?? 1 } as const
    this.#items.push({ item: 'loss', loss })
  }

  #isChain(structure: Structure): boolean {
    const first = this.#reader.to(structure, 'first')
    return first !== undefined && this.#isPlaced(first)
  }

  /** Types may be declared elsewhere: what has a place is an annotation all the same. */
  #isPlaced({ type, features }: Structure): boolean {
    const hasPlace = features.has('begin') && features.has('end')
    return hasPlace || this.#reader.isA(type, annotationType)
  }

  /** A chain of links that lead to the next one is an entity that each of them means. */
  #readChain(chain: Structure): void {
    if (!this.#isChain(chain)) return
    const id = `${this.#document.id}#${chain.id}`
    const links: Structure[] = []
    for (
      let at = this.#reader.to(chain, 'first');
      at && !this.#entityOfLink.has(at.id);
      at = this.#reader.to(at, 'next')
    ) {
      this.#entityOfLink.set(at.id, id)
      links.push(at)
    }
    const [first] = links
    if (!first) return
    const name = this.#words(first) || id
    this.#addEntity({ id, name, type: this.#labelOf(first).label, externalIds: {} })
  }

  #addEntity(known: Pick<CorpusEntity, 'id' | 'name' | 'type' | 'externalIds'>): void {
    this.#items.push({ item: 'entity', entity: plainEntity(known) })
  }

  #readSpan(span: Structure): void {
    const range = this.#rangeOf(span)
    const { label, from } = this.#labelOf(span)
    if (!range) {
      this.#lose('mention', 'empty-span', label)
      return
    }
    const { values, rest } = this.#valuesOf(span, from)
    const isPlain = span.type === namedEntityType || from === null
    this.#annotations.push({
      id: `${span.id}`,
      kind: 'mention',
      label,
      extent: [range],
      values: isPlain ? values : { ...values, [attribute('layer')]: shortName(span.type) },
      passages: [],
      links: this.#entityLinks(span, label),
      signature: null,
    })
    for (const name of rest) this.#readLinks(span, name, range)
  }

  #rangeOf({ features }: Structure): TextRange | undefined {
    const [startUtf16, endUtf16] = [Number(features.get('begin')), Number(features.get('end'))]
    return startUtf16 < endUtf16 ? { startUtf16, endUtf16 } : undefined
  }

  #words(structure: Structure): string {
    const range = this.#rangeOf(structure)
    return range ? this.#text.slice(range.startUtf16, range.endUtf16).replace(/\s+/g, ' ') : ''
  }

  /** The label of an annotation, and the feature that it comes from; else its type is its label. */
  #labelOf(structure: Structure): { readonly label: string; readonly from: string | null } {
    const from = labelFeatures.find((name) => this.#reader.text(structure, name)?.trim())
    const label = from && this.#reader.text(structure, from)
    return label ? { label, from } : { label: shortName(structure.type), from: null }
  }

  /** Plain features as attributes, and the names of those that lead somewhere. */
  #valuesOf(structure: Structure, labelFeature: string | null) {
    const values: Record<string, CorpusValue> = {}
    const rest: string[] = []
    for (const [name, value] of structure.features) {
      if (name === labelFeature || passedFeatures.has(name)) continue
      const texts = this.#reader.texts(structure, name)
      if (texts.length > 0) values[attribute(name)] = texts
      else if (typeof value === 'object') rest.push(name)
      else if (value !== '' && !isIdentifier(name, value)) values[attribute(name)] = value
    }
    return { values, rest }
  }

  #entityLinks(span: Structure, type: string): readonly Link[] {
    const chain = this.#entityOfLink.get(span.id)
    const link = (id: string): Link => ({ role: 'entity', to: { kind: 'entity', id } })
    if (chain !== undefined) return [link(chain)]
    const iri = span.features.get('identifier')
    if (!isIdentifier('identifier', iri)) return []
    const item = /wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/.exec(iri)?.[1]
    const externalIds = item ? { wikidata: item } : { iri }
    this.#addEntity({ id: iri, name: this.#words(span) || iri, type, externalIds })
    return [link(iri)]
  }

  /** A feature that leads to annotations: directly, by slots, or to nothing that we have. */
  #readLinks(span: Structure, name: string, range: TextRange): void {
    if (name === 'next' && this.#entityOfLink.has(span.id)) return
    const single = this.#reader.to(span, name)
    const targets = single && this.#spans.has(single.id) ? [single] : []
    const all = [...targets, ...this.#reader.structures(span, name)]
    if (all.length === 0 && !this.#isEmptyList(span.features.get(name)))
      this.#lose('value', 'not-ours', name, { range })
    for (const [index, target] of all.entries()) {
      const slot = this.#reader.to(target, 'target')
      const label = (slot && this.#reader.text(target, 'role')) || name
      this.#relate(`${span.id}.${name}.${index + 1}`, label, [span, slot ?? target])
    }
  }

  #isEmptyList(value: CasValue | undefined): boolean {
    const list = isRef(value) ? this.#reader.cas.structures.get(value.ref) : undefined
    const elements = list ? list.features.get('elements') : value
    return elements === undefined ? list !== undefined : `${elements}` === ''
  }

  #readRelation(relation: Structure): void {
    const ends = endFeatures(relation)
    if (!ends) return
    const { label, from } = this.#labelOf(relation)
    const { values, rest } = this.#valuesOf(relation, from)
    const [source, target] = ends.map((name) => this.#reader.to(relation, name))
    this.#relate(`${relation.id}`, label, [source, target], values)
    for (const name of rest) if (!ends.includes(name)) this.#lose('value', 'not-ours', name)
  }

  #relate(
    id: string,
    label: string,
    [source, target]: readonly (Structure | undefined)[],
    values: Annotation['values'] = {},
  ): void {
    const end = (role: string, { id }: Structure): Link => ({
      role,
      to: { kind: 'annotation', id: `${id}` },
    })
    if (!source || !target || !this.#spans.has(source.id) || !this.#spans.has(target.id)) {
      this.#lose('relation', 'end-missing', label)
      return
    }
    this.#annotations.push({
      id,
      kind: 'relation',
      label,
      extent: [],
      values,
      passages: [],
      links: [end('from', source), end('to', target)],
      signature: null,
    })
  }

  /** Each feature of what belongs to the document as a whole is a field of it. */
  #readWhole(whole: Structure): void {
    const names = [...whole.features.keys()].filter((name) => !passedFeatures.has(name))
    for (const name of names) {
      const value = whole.features.get(name)
      const texts = typeof value === 'object' ? this.#reader.texts(whole, name) : [`${value}`]
      const label = names.length === 1 ? shortName(whole.type) : `${shortName(whole.type)}.${name}`
      if (texts.length === 0) this.#lose('value', 'not-ours', label)
      else
        this.#annotations.push({
          id: `${whole.id}.${name}`,
          kind: 'documentLabel',
          label,
          extent: [],
          values: { values: texts },
          passages: [],
          links: [],
          signature: null,
        })
    }
    if (names.length === 0) this.#lose('other', 'not-ours', shortName(whole.type))
  }
}

/** Features that say where a structure is, not what. */
const passedFeatures: ReadonlySet<string> = new Set(['sofa', 'begin', 'end'])
/** Features by which tools name what an annotation is, the usual one first. */
const labelFeatures = ['value', 'label', 'category', 'tag', 'referenceType'] as const
/** The two ends of a relation, as tools call them. */
const relationEnds = [
  ['Governor', 'Dependent'],
  ['source', 'target'],
] as const

function endFeatures({ features }: Structure): readonly string[] | undefined {
  return relationEnds.find((names) => names.every((name) => isRef(features.get(name))))
}

/** What parsers make of a text: words, sentences, parts of speech, trees. None of it is ours. */
function isStructureOfText(type: string): boolean {
  return (
    /\.(segmentation|lexmorph|syntax|metadata|anomaly|phonetics|transform|structure)\.type\./.test(
      type.startsWith(dkpro) ? type : '',
    ) ||
    type.startsWith('org.dkpro.core.api.xml.') ||
    type.startsWith('de.tudarmstadt.ukp.clarin.webanno.api.type.')
  )
}

/** Structures that arrays of others hold and that lead on: slots. */
function linkedFrom(reader: CasReader, structures: readonly Structure[]): ReadonlySet<number> {
  const owned = new Set<number>()
  for (const structure of structures)
    for (const name of structure.features.keys())
      for (const slot of reader.structures(structure, name))
        if (slot.features.has('target')) owned.add(slot.id)
  return owned
}

function metaOf(reader: CasReader, structures: readonly Structure[]): CorpusMeta {
  const first = (name: string) => firstText(reader, structures, name)
  const language = first('language')
  const [title, uri] = [first('documentTitle'), first('documentUri')]
  return {
    ...(language && language !== 'x-unspecified' ? { language } : {}),
    ...(title ? { title } : {}),
    ...(uri && /^https?:/.test(uri) ? { url: uri } : {}),
  }
}

function firstText(reader: CasReader, structures: readonly Structure[], name: string) {
  return structures.map((each) => reader.text(each, name)).find((text) => text?.trim())
}

function isIdentifier(name: string, value: CasValue | undefined): value is string {
  return name === 'identifier' && typeof value === 'string' && /^https?:\/\//.test(value)
}

function attribute(name: string): string {
  return `${attributePrefix}${name}`
}

/** A type without the packages before it. */
function shortName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1)
}

function grouped<Key, Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => Key,
): ReadonlyMap<Key, readonly Entry[]> {
  const groups = new Map<Key, Entry[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    const group = groups.get(key) ?? []
    groups.set(key, group)
    group.push(entry)
  }
  return groups
}
