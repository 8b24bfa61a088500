import type { DataOf, Extent, LayerRecordKind } from '@parallax/domain'
import type { Annotation, CorpusValue, Link, LossReason, Passage } from './corpus.ts'
import { attributePrefix, isAttribute, listOf } from './facets.ts'

/** Ids for the names and ids of a corpus; `undefined` where a name was left out as asked. */
export type TargetIds = {
  readonly label: (slot: Slot, name: string) => string | undefined
  readonly field: (name: string) => string | undefined
  readonly fieldValue: (field: string, name: string) => string | undefined
  readonly attribute: (on: LayerRecordKind, name: string) => AttributeTarget | undefined
  readonly entity: (id: string) => string | undefined
  readonly proposition: (id: string) => string | undefined
  /** The id of another annotation of the layer. */
  readonly annotation: (id: string) => string | undefined
}
export type Slot = DataOf<'labelSet'>['slot']
/** An attribute, and where its values are labels, their ids by name. */
export type AttributeTarget = {
  readonly id: string
  readonly kind: 'flag' | 'number' | 'text' | 'label'
  readonly value: (name: string) => string | undefined
}

/** The data of a record, or why there is none, and what of the annotation has no place in it. */
export type RecordReading = {
  readonly data: object | LossReason
  readonly lostValues: readonly string[]
  readonly lostLinks: readonly Link[]
  readonly lostPassages: readonly Passage[]
}

/**
 * What an annotation says, as the data of a record. Values that are not among those of the domain
 * become the plainest of their kind and are told as lost. The domain's own rules are the caller's.
 */
export function recordOfAnnotation(annotation: Annotation, ids: TargetIds): RecordReading {
  const reader = new AnnotationReader(annotation, ids)
  const data = builders[annotation.kind](reader)
  const own = typeof data === 'string' ? data : { ...data, ...reader.ownFields() }
  return {
    data: own,
    lostValues: reader.untouchedValues(),
    lostLinks: reader.untouchedLinks(),
    lostPassages: reader.untouchedPassages(),
  }
}

type Data = object | LossReason
const builders: { readonly [K in LayerRecordKind]: (reader: AnnotationReader) => Data } = {
  mention: (reader) => {
    const label = reader.label('entityType')
    if (label === undefined) return reader.whyNoLabel()
    const level = reader.choice('level', ['NAM', 'NOM', 'PRO'], 'NAM')
    const figure = reader.choice('figure', ['literal', 'metonym'], 'literal')
    const form = { level, figure: level === 'PRO' ? 'literal' : figure }
    return { extent: reader.extent, label, form, entity: reader.link('entity', 'entity') }
  },
  claim: (reader) => {
    const chain = reader.chain()
    const isOwn = chain.length === 0
    const rendering = reader.choice(
      'rendering',
      ['own', 'direct', 'mixed', 'indirect', 'act'],
      isOwn ? 'own' : 'indirect',
    )
    const relay = reader.choice('relay', ['endorses', 'neutral', 'distances'], 'neutral')
    return {
      content: { evidence: reader.extent, condition: reader.passage('condition') },
      report: isOwn ? { chain, rendering: 'own', relay: null } : { chain, rendering, relay },
      proposition: reader.link('proposition', 'proposition'),
      polarity: reader.choice('polarity', ['positive', 'negative'], 'positive'),
      certainty: reader.choice(
        'certainty',
        ['certain', 'probable', 'possible', 'unknown'],
        'unknown',
      ),
      act: reader.choice('act', acts, 'assertive'),
      tense: reader.choice('tense', ['past', 'present', 'future', 'timeless'], 'present'),
      saidOn: reader.text('saidOn'),
      topics: reader.labels('topics', 'topic'),
      checkworthiness: reader.choice(
        'checkworthiness',
        ['non-factual', 'minor', 'worthy'],
        'minor',
      ),
    }
  },
  stance: (reader) => {
    const target = reader.target()
    if (!target) return 'end-missing'
    return {
      attitude: { holder: reader.holder(), target, chain: reader.chain() },
      value: reader.integer('value'),
      explicitness: reader.choice('explicitness', ['explicit', 'implicit'], 'explicit'),
      evidence: reader.extent,
      claim: reader.link('claim', 'annotation'),
    }
  },
  relation: (reader) => {
    const type = reader.label('relationType')
    if (type === undefined) return reader.whyNoLabel()
    const [from, to] = [reader.link('from', 'annotation'), reader.link('to', 'annotation')]
    if (from === null || to === null) return 'end-missing'
    return { type, from, to, cue: reader.passage('cue') }
  },
  documentLabel: (reader) => {
    const field = reader.field()
    return field === undefined ? reader.whyNoLabel() : { field, values: reader.fieldValues() }
  },
}

const acts = ['assertive', 'denial', 'directive', 'commissive', 'expressive', 'question'] as const

/** Reads facets of one annotation and remembers which it has read. */
class AnnotationReader {
  readonly #annotation: Annotation
  readonly #ids: TargetIds
  readonly #values = new Set<string>(['note'])
  readonly #links = new Set<Link>()
  readonly #passages = new Set<Passage>()

  constructor(annotation: Annotation, ids: TargetIds) {
    this.#annotation = annotation
    this.#ids = ids
  }

  get extent(): Extent {
    return this.#annotation.extent
  }

  label(slot: Slot): string | undefined {
    const { label } = this.#annotation
    return label === null ? undefined : this.#ids.label(slot, label)
  }

  /** A label that is there has no id because it was left out; one that is blank never had any. */
  whyNoLabel(): LossReason {
    return (this.#annotation.label ?? '').trim() === '' ? 'no-label' : 'skipped'
  }

  field(): string | undefined {
    return this.#ids.field(this.#annotation.label ?? '')
  }

  fieldValues(): readonly string[] {
    const found = this.#list('values').map((name) =>
      this.#ids.fieldValue(this.#annotation.label ?? '', name),
    )
    return [...new Set(found.filter((id) => id !== undefined))]
  }

  /** One of the domain's words, or the plainest of them; another word is lost. */
  choice<Word extends string>(name: string, words: readonly Word[], plainest: Word): Word {
    const found = words.find((word) => word === this.#annotation.values[name])
    if (found !== undefined) this.#values.add(name)
    return found ?? plainest
  }

  text(name: string): string | null {
    const value = this.#annotation.values[name]
    if (typeof value !== 'string' || value === '') return null
    this.#values.add(name)
    return value
  }

  integer(name: string): number {
    const value = Number(this.#annotation.values[name] ?? 0)
    if (!Number.isInteger(value)) return 0
    this.#values.add(name)
    return value
  }

  labels(name: string, slot: Slot): readonly string[] {
    const found = this.#list(name).map((label) => this.#ids.label(slot, label))
    return [...new Set(found.filter((id) => id !== undefined))]
  }

  #list(name: string): readonly string[] {
    const value = this.#annotation.values[name]
    if (value === undefined) return []
    this.#values.add(name)
    return listOf(value)
  }

  passage(role: string): Extent | null {
    const found = this.#annotation.passages.find((passage) => passage.role === role)
    if (found) this.#passages.add(found)
    return found?.extent ?? null
  }

  link(role: string, kind: Link['to']['kind']): string | null {
    return this.#linked(role, kind)[0] ?? null
  }

  #linked(role: string, kind: Link['to']['kind']): readonly string[] {
    return this.#annotation.links.flatMap((link) => {
      const isMeant = link.role === role && link.to.kind === kind
      const id = isMeant ? this.#ids[kind](link.to.id) : undefined
      if (id === undefined) return []
      this.#links.add(link)
      return [id]
    })
  }

  chain(): readonly object[] {
    const roles = [...this.#annotation.links, ...this.#annotation.passages].map(({ role }) => role)
    const numbers = roles.map((role) => Number(/^[a-z]+\.(\d+)$/.exec(role)?.[1] ?? 0))
    const steps = Math.min(Math.max(this.integer('steps'), ...numbers, 0), mostSteps)
    return Array.from({ length: steps }, (_, index) => this.#step(index + 1))
  }

  #step(number: number): object {
    return {
      sources: [...new Set(this.#linked(`source.${number}`, 'entity'))],
      sourceExtent: this.passage(`source.${number}`),
      cue: this.passage(`cue.${number}`),
      medium: this.link(`medium.${number}`, 'entity'),
      addressees: [...new Set(this.#linked(`addressee.${number}`, 'entity'))],
    }
  }

  holder(): object {
    const ids = [...new Set(this.#linked('holder', 'entity'))]
    if (ids.length > 0) return { kind: 'entities', ids }
    return { kind: this.choice('holder', ['author', 'unnamed'], 'unnamed') }
  }

  target(): object | undefined {
    const entity = this.link('target', 'entity')
    if (entity) return { kind: 'entity', id: entity }
    const proposition = this.link('target', 'proposition')
    if (proposition) return { kind: 'proposition', id: proposition }
    const claim = this.link('target', 'annotation')
    if (claim) return { kind: 'claim', id: claim }
    const name = this.text('topic')
    const topic = name === null ? undefined : this.#ids.label('topic', name)
    return topic === undefined ? undefined : { kind: 'topic', id: topic }
  }

  /** What every kind of record has besides what it says. */
  ownFields(): object {
    const { note } = this.#annotation.values
    return {
      origin: this.#origin(),
      note: typeof note === 'string' ? note : '',
      attrs: this.#attributes(),
    }
  }

  /** A suggestion stays one, known by its own record; what was copied or migrated elsewhere is new here. */
  #origin(): object {
    const { id, values } = this.#annotation
    const own = this.#ids.annotation(id)
    if (values.origin !== 'suggestion' || own === undefined) return { kind: 'human' }
    this.#values.add('origin')
    return { kind: 'suggestion', id: own }
  }

  #attributes(): object {
    const attrs: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(this.#annotation.values)) {
      if (!isAttribute(name)) continue
      const plain = name.slice(attributePrefix.length)
      const target = this.#ids.attribute(this.#annotation.kind, plain)
      const stored = target && attributeValue(target, value)
      if (!target || stored === undefined) continue
      attrs[target.id] = stored
      this.#values.add(name)
    }
    return attrs
  }

  untouchedValues(): readonly string[] {
    return Object.keys(this.#annotation.values).filter((name) => !this.#values.has(name))
  }

  untouchedPassages(): readonly Passage[] {
    return this.#annotation.passages.filter((passage) => !this.#passages.has(passage))
  }

  untouchedLinks(): readonly Link[] {
    return this.#annotation.links.filter((link) => !this.#links.has(link))
  }
}

/** The most steps that one looks at: more are refused by the domain, not made. */
const mostSteps = 64

function attributeValue(
  { kind, value: idOf }: AttributeTarget,
  value: CorpusValue,
): boolean | number | string | readonly string[] | undefined {
  switch (kind) {
    case 'flag':
      return value === true || value === 'true'
    case 'number': {
      const number = Number(value)
      return Number.isFinite(number) ? number : undefined
    }
    case 'text':
      return listOf(value).join('; ')
    case 'label': {
      const found = listOf(value).map(idOf)
      return found.filter((id) => id !== undefined)
    }
  }
}
