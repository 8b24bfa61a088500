import { type Extent, hullOf } from '@parallax/domain'
import type {
  Annotation,
  CorpusLayer,
  CorpusValue,
  Link,
  LinkEnd,
  Passage,
} from '../corpus/corpus.ts'
import { annotationBaseType, annotationType, type CasBuilder, type CasRef, topType } from './cas.ts'
import { featureOfValue, fitsRange, own, type RecordType, recordTypes } from './own-types.ts'
import { addEntity, addProposition, type Registry } from './registry.ts'

/**
 * Writes the annotations of a layer as structures of our own types. What a type has a feature for
 * stands there; everything else stands in the lists `values`, `links` and `passages`, by name.
 */
export class RecordWriter {
  readonly #cas: CasBuilder
  readonly #registry: Registry
  readonly #annotations: ReadonlyMap<string, Annotation>
  readonly #records = new Map<string, CasRef>()
  readonly #entries = new Map<string, CasRef>()

  constructor(cas: CasBuilder, { annotations }: CorpusLayer, registry: Registry) {
    this.#cas = cas
    this.#registry = registry
    this.#annotations = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  }

  /** Records go before their links, so that links may lead anywhere. */
  write(): void {
    for (const annotation of this.#annotations.values())
      this.#records.set(annotation.id, this.#addRecord(annotation))
    for (const annotation of this.#annotations.values()) this.#addLinks(annotation)
  }

  #addRecord(annotation: Annotation): CasRef {
    const { id, kind, label, extent, passages, signature, links } = annotation
    const type: RecordType = recordTypes[kind]
    const features = {
      [type.label]: label,
      recordId: id,
      by: signature?.by,
      at: signature?.at,
      ...this.#values(annotation, type),
      parts: type.isPlaced && extent.length === 1 ? [] : this.#parts(extent),
      passages: passages
        .filter((passage) => !isInChain(passage.role, annotation))
        .map((passage) => this.#passage(passage)),
    }
    if (type.supertype === annotationBaseType) return this.#cas.describe(type.type, features)
    // INCEpTION shows a relation where its second end is.
    const end = links.find(({ role }) => role === 'to')?.to.id
    const shown = type.isPlaced ? extent : (this.#annotations.get(end ?? '')?.extent ?? [])
    return this.#cas.annotate(type.type, beginAndEnd(shown), features)
  }

  #values(annotation: Annotation, type: RecordType): Record<string, CorpusValue | CasRef[]> {
    const features: Record<string, CorpusValue | CasRef[]> = {}
    const others: CasRef[] = []
    for (const [name, value] of Object.entries(annotation.values)) {
      const range = type.values[name]
      const isSaid = typeof value !== 'object' || value.length > 0
      if (range && fitsRange(value, range) && isSaid) features[featureOfValue(name)] = value
      else if (name !== 'steps' || stepsOf(annotation) === 0)
        others.push(this.#cas.add(own.value, { name, ...plainValue(value) }, { isIndexed: false }))
    }
    return { ...features, values: others }
  }

  #parts(extent: Extent): readonly CasRef[] {
    return extent.map((range) => this.#cas.annotate(own.part, beginAndEnd([range]), {}))
  }

  #passage({ role, extent }: Passage): CasRef {
    const parts = extent.length === 1 ? [] : this.#parts(extent)
    return this.#cas.annotate(own.passage, beginAndEnd(extent), { role, parts })
  }

  #addLinks(annotation: Annotation): void {
    const record = this.#records.get(annotation.id)
    if (!record) return
    const type: RecordType = recordTypes[annotation.kind]
    const held = new Set<Link>()
    for (const [role, { feature, range, isMany }] of Object.entries(type.links)) {
      const fitting = annotation.links.filter(
        (link) => link.role === role && this.#fits(link.to, range),
      )
      const meant = isMany ? fitting : fitting.slice(0, 1)
      const targets = meant.flatMap(({ to }) => this.#end(to) ?? [])
      for (const link of meant) held.add(link)
      const [first] = targets
      if (first) this.#cas.set(record, feature, isMany ? targets : first)
    }
    this.#identify(annotation, record)
    if (type.hasChain) this.#cas.set(record, 'chain', this.#chain(annotation, held))
    const others = annotation.links.filter((link) => !held.has(link))
    const links = others.map((link) => this.#link(link))
    this.#cas.set(record, 'links', links)
  }

  /** Tells tools that know named entities only which one a mention means. */
  #identify({ kind, links }: Annotation, record: CasRef): void {
    const id = links.find(({ to }) => to.kind === 'entity')?.to.id ?? ''
    const item =
      kind === 'mention' ? this.#registry.entity.get(id)?.externalIds.wikidata : undefined
    if (item) this.#cas.set(record, 'identifier', `http://www.wikidata.org/entity/${item}`)
  }

  #fits(end: LinkEnd, range: string): boolean {
    if (end.kind !== 'annotation') {
      const isRight = range === topType || range === own[end.kind]
      return isRight && this.#registry[end.kind].has(end.id)
    }
    const target = this.#annotations.get(end.id)
    if (!target) return false
    const { type, supertype } = recordTypes[target.kind]
    return (
      range === topType ||
      range === type ||
      (range === annotationType && supertype !== annotationBaseType)
    )
  }

  /** The structure that a link leads to, written when it is first asked for. */
  #end({ kind, id }: LinkEnd): CasRef | undefined {
    if (kind === 'annotation') return this.#records.get(id)
    const key = `${kind} ${id}`
    const entry = this.#entries.get(key) ?? this.#addEntry(kind, id)
    if (entry) this.#entries.set(key, entry)
    return entry
  }

  #addEntry(kind: 'entity' | 'proposition', id: string): CasRef | undefined {
    const entity = kind === 'entity' ? this.#registry.entity.get(id) : undefined
    if (entity) return addEntity(this.#cas, entity)
    const proposition = kind === 'proposition' ? this.#registry.proposition.get(id) : undefined
    return proposition && addProposition(this.#cas, proposition)
  }

  #link({ role, to }: Link): CasRef {
    const features = { role, targetKind: to.kind, targetId: to.id, target: this.#end(to) }
    return this.#cas.add(own.link, features, { isIndexed: false })
  }

  #chain(annotation: Annotation, held: Set<Link>): readonly CasRef[] {
    return Array.from({ length: stepsOf(annotation) }, (_, index) =>
      this.#step(annotation, index + 1, held),
    )
  }

  #step({ links, passages }: Annotation, number: number, held: Set<Link>): CasRef {
    const entities = (role: string) => {
      const meant = links.filter(
        (link) => link.role === `${role}.${number}` && this.#fits(link.to, own.entity),
      )
      for (const link of meant) held.add(link)
      return meant.flatMap(({ to }) => this.#end(to) ?? [])
    }
    const words = (role: string) =>
      passages
        .filter((passage) => passage.role === `${role}.${number}`)
        .map((passage) => this.#passage(passage))
    const features = {
      sources: entities('source'),
      media: entities('medium'),
      addressees: entities('addressee'),
      sourceWords: words('source'),
      cues: words('cue'),
    }
    return this.#cas.add(own.step, features, { isIndexed: false })
  }
}

/** `begin` and `end` of what has no place of its own are both 0. */
function beginAndEnd(extent: Extent): readonly [number, number] {
  const hull = hullOf(extent)
  return hull ? [hull.startUtf16, hull.endUtf16] : [0, 0]
}

function plainValue(value: CorpusValue) {
  if (typeof value === 'string') return { text: value }
  if (typeof value === 'number') return { number: value }
  return typeof value === 'boolean' ? { flag: value } : { texts: value }
}

/** The most steps that a chain has as structures; more stay values, links and passages by name. */
const mostSteps = 64

/** How many steps the chain of an annotation has as structures. */
function stepsOf({ kind, values: { steps } }: Annotation): number {
  const isCount = typeof steps === 'number' && Number.isInteger(steps) && steps > 0
  return isCount && steps <= mostSteps && recordTypes[kind].hasChain ? steps : 0
}

function isInChain(role: string, annotation: Annotation): boolean {
  const number = Number(/^(?:source|cue)\.([1-9]\d*)$/.exec(role)?.[1] ?? 0)
  return number > 0 && number <= stepsOf(annotation)
}
