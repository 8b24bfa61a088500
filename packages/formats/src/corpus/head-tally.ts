import { borneLabels, labelKey, usual } from './borne-labels.ts'
import {
  type Annotation,
  type CorpusAttribute,
  type CorpusDocument,
  type CorpusEntity,
  type CorpusHead,
  type CorpusLabel,
  type CorpusProposition,
  type Loss,
  usualSets,
} from './corpus.ts'
import { attributePrefix, isAttribute, listOf } from './facets.ts'
import type { Holds, LabelDetail } from './holds.ts'
import type { Ledger } from './ledger.ts'

/**
 * Counts what becomes in a format of what documents refer to: entities, propositions, labels and own
 * fields that it lists, those that are there because something names them, and those that are nowhere.
 * It hears every document as it is written before it tells.
 */
export class HeadTally {
  readonly #head: CorpusHead
  readonly #holds: Holds
  readonly #borne = new Set<string>()
  /** Ends of links, and names of outlets. */
  readonly #named = new Set<string>()

  /** The head as it is written: types of entities and topics of propositions are names, too. */
  constructor(head: CorpusHead, holds: Holds) {
    this.#head = head
    this.#holds = holds
    if (holds.entities === 'whole')
      for (const { type } of head.entities) this.#borne.add(labelKey(usual('entityType', type)))
    if (holds.propositions === 'whole')
      for (const { topics } of head.propositions)
        for (const topic of topics) this.#borne.add(labelKey(usual('topic', topic)))
  }

  hear({ layers, meta }: CorpusDocument): void {
    for (const name of [meta.publisher, meta.agency]) this.#named.add(`outlet ${name}`)
    for (const { annotations } of layers)
      for (const annotation of annotations) this.#hearAnnotation(annotation)
  }

  tell(ledger: Ledger): void {
    for (const entity of this.#head.entities) this.#tellEntity(entity, ledger)
    for (const proposition of this.#head.propositions) this.#tellProposition(proposition, ledger)
    for (const label of this.#head.labels) this.#tellLabel(label, ledger)
    for (const attribute of this.#head.attributes) this.#tellAttribute(attribute, ledger)
  }

  /** Where nothing carries it: all of it is lost. */
  tellLost(ledger: Ledger): void {
    const { entities, propositions, labels, attributes } = this.#head
    const all = [
      ...entities.map(({ name }) => ['entity', name] as const),
      ...propositions.map(({ statement }) => ['proposition', statement] as const),
      ...labels.map(({ name }) => ['label', name] as const),
      ...attributes.map(({ name }) => ['attribute', name] as const),
    ]
    for (const [kind, what] of all) {
      ledger.countIn(kind)
      lose({ how: 'dropped', kind, reason: 'no-document', what }, ledger)
    }
  }

  #hearAnnotation(annotation: Annotation): void {
    const { kind, values, links } = annotation
    for (const { to } of links) this.#named.add(`${to.kind} ${to.id}`)
    for (const borne of borneLabels(annotation)) this.#borne.add(labelKey(borne))
    for (const [name, value] of Object.entries(values))
      if (isAttribute(name)) this.#hearAttribute(kind, name.slice(attributePrefix.length), value)
  }

  /** A value of an own field may be a label of any set. */
  #hearAttribute(on: Annotation['kind'], name: string, value: Annotation['values'][string]): void {
    this.#borne.add(attributeKey(on, name))
    const attribute = this.#head.attributes.find((each) => each.on === on && each.name === name)
    if (attribute?.set == null) return
    const { set } = attribute
    for (const slot of slots)
      for (const each of listOf(value)) this.#borne.add(labelKey({ slot, set, name: each }))
  }

  #tellEntity(entity: CorpusEntity, ledger: Ledger): void {
    const { id, name } = entity
    const { entities } = this.#holds
    ledger.countIn('entity')
    const isNamed = this.#named.has(`entity ${id}`) || this.#named.has(`outlet ${name}`)
    if (entities === 'none' || (entities !== 'whole' && !isNamed)) {
      const reason = entities === 'none' ? 'registry-not-held' : 'not-named'
      lose({ how: 'dropped', kind: 'entity', reason, what: name }, ledger)
      return
    }
    ledger.countOut('entity')
    const isBare = entities === 'whole' || (entities === 'names' && !hasDetails(entity))
    const reason = entities === 'chains' ? 'registry-not-held' : 'entity-detail-not-held'
    if (!isBare) lose({ how: 'changed', kind: 'entity', reason, what: name }, ledger)
  }

  #tellProposition({ id, statement: what, topics, note }: CorpusProposition, ledger: Ledger): void {
    const { propositions } = this.#holds
    ledger.countIn('proposition')
    if (
      propositions === 'none' ||
      (propositions === 'names' && !this.#named.has(`proposition ${id}`))
    ) {
      const reason = propositions === 'none' ? 'registry-not-held' : 'not-named'
      lose({ how: 'dropped', kind: 'proposition', reason, what }, ledger)
      return
    }
    ledger.countOut('proposition')
    const hasMore = topics.length > 0 || note !== ''
    const reason = 'entity-detail-not-held'
    if (propositions === 'names' && hasMore)
      lose({ how: 'changed', kind: 'proposition', reason, what }, ledger)
  }

  #tellLabel(label: CorpusLabel, ledger: Ledger): void {
    const listed = this.#holds.labels[label.slot]
    ledger.countIn('label')
    if (!listed && !this.#borne.has(labelKey(label))) {
      lose(dropped('label', label.name), ledger)
      return
    }
    ledger.countOut('label')
    const gone = detailsOf(label).filter((detail) => !listed?.includes(detail))
    const what = `${label.name}: ${gone.join(', ')}`
    if (gone.length > 0) lose(changed('label', what), ledger)
  }

  /** What is not listed is known by values that annotations have: which set they are of is not. */
  #tellAttribute({ on, name, set }: CorpusAttribute, ledger: Ledger): void {
    ledger.countIn('attribute')
    const { attributeList } = this.#holds
    if (!attributeList && !this.#borne.has(attributeKey(on, name))) {
      lose(dropped('attribute', name), ledger)
      return
    }
    ledger.countOut('attribute')
    if (!attributeList && set !== null) lose(changed('attribute', `${name}: set`), ledger)
  }
}

type HeadLoss = Pick<Loss, 'how' | 'kind' | 'reason'> & { readonly what: string }

function dropped(kind: 'label' | 'attribute', what: string): HeadLoss {
  return { how: 'dropped', kind, reason: 'label-not-held', what }
}

function changed(kind: 'label' | 'attribute', what: string): HeadLoss {
  return { how: 'changed', kind, reason: 'label-detail-not-held', what }
}

function lose({ what, ...loss }: HeadLoss, ledger: Ledger): void {
  ledger.lose({ ...loss, place: { document: '', range: null, what }, count: 1 })
}

/** Whether more is known of an entity than its name and type. */
function hasDetails({ aliases, externalIds, collective, members, partOf, note }: CorpusEntity) {
  const listed = aliases.length + Object.keys(externalIds).length + members.length
  return listed > 0 || collective || partOf !== null || note !== ''
}

/** What a codebook says of a label: not what is so without anybody having said it. */
function detailsOf({ slot, set, parent, definition, colour }: CorpusLabel): readonly LabelDetail[] {
  const usual = slot === 'documentField' ? set : usualSets[slot]
  const said = {
    set: set !== usual,
    parent: parent !== null,
    definition: definition !== '',
    colour: colour !== null,
  }
  // The keys of the table are the details.
  return (Object.keys(said) as LabelDetail[]).filter((detail) => said[detail])
}

const slots = ['entityType', 'relationType', 'topic', 'documentField'] as const

function attributeKey(on: Annotation['kind'], name: string): string {
  return JSON.stringify(['attribute', on, name])
}
