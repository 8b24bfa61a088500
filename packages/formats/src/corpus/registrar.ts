import {
  type AnyRecord,
  type AttributeData,
  deriveId,
  type EntityId,
  isUuid,
  type LabelData,
  type LabelId,
  type LabelSetData,
  newRecord,
} from '@parallax/domain'
import { labelKey } from './borne-labels.ts'
import {
  type AnnotationKind,
  type CorpusAttribute,
  type CorpusEntity,
  type CorpusHead,
  type CorpusLabel,
  type CorpusProposition,
  type LossReason,
  usualSelect,
  usualSets,
} from './corpus.ts'
import type { Ledger } from './ledger.ts'
import type { AttributeTarget, Slot, TargetIds } from './record-of.ts'
import type { CorpusTarget } from './to-project.ts'

/** What a project's codebook has already, by id. */
export type TargetCodebook = {
  readonly labelSets: ReadonlyMap<string, LabelSetData>
  readonly labels: ReadonlyMap<string, LabelData>
  readonly attributes: ReadonlyMap<string, AttributeData>
}

/** Entities and propositions that a project has already. */
export type StandingRegistry = {
  /** The one that this is: by the id it would get, by an id elsewhere, by type and name. */
  readonly entity: (entity: CorpusEntity, type: string, id: string) => string | undefined
  /** The one that says the same, or has the id it would get. */
  readonly proposition: (statement: string, id: string) => string | undefined
}

/** What a file says of a label that is there already. */
export type LabelRestatement = Partial<Pick<LabelData, 'definition' | 'colour' | 'parent'>>

/** What becomes of a label of the file: it is made, left out, or it is a label that is there. */
export type LabelChoice = 'create' | 'skip' | { readonly id: string }

type Ids = Omit<TargetIds, 'annotation'>

/**
 * Ids for what a corpus names. What the project has – by slot and name – keeps its id; the rest is
 * made, with ids that follow from project and name, so that the same import makes the same twice.
 */
export class Registrar implements Ids {
  readonly #target: CorpusTarget
  readonly #sets = new Map<string, string>()
  readonly #labels = new Map<string, string | undefined>()
  readonly #attributes = new Map<string, AttributeTarget>()
  readonly #entities = new Map<string, string>()
  readonly #entityNames = new Map<string, string>()
  readonly #propositions = new Map<string, string>()
  readonly #wikidata = new Map<string, string>()
  readonly #codebook: AnyRecord[] = []
  readonly #restatements = new Map<string, LabelRestatement>()
  readonly #registry: AnyRecord[] = []

  constructor(head: CorpusHead, target: CorpusTarget, ledger: Ledger) {
    this.#target = target
    this.#takeExisting(target.codebook)
    const labels = parentsFirst(head.labels)
    for (const label of labels) this.#takeLabel(label, ledger)
    for (const label of labels) this.#compareLabel(label, ledger)
    for (const attribute of head.attributes) this.#takeAttribute(attribute, ledger)
    this.#takeEntities(head.entities, ledger)
    this.#takePropositions(head.propositions, ledger)
  }

  newCodebookRecords(): readonly AnyRecord[] {
    return this.#codebook
  }

  /** What the file says of labels that are there already, by their ids: not said in the records yet. */
  restatements(): ReadonlyMap<string, LabelRestatement> {
    return this.#restatements
  }

  newRegistryRecords(): readonly AnyRecord[] {
    const rank = ({ kind }: AnyRecord) => (kind === 'entity' ? 0 : 1)
    return [...this.#registry].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  }

  label = (slot: Slot, name: string) => this.#labels.get(labelKey({ slot, set: '', name }))
  field = (name: string) => this.#sets.get(setKey('documentField', name))
  fieldValue = (field: string, name: string) =>
    this.#labels.get(labelKey({ slot: 'documentField', set: field, name }))
  attribute = (on: AnnotationKind, name: string) => this.#attributes.get(`${on}\n${name}`)
  entity = (id: string) => this.#entities.get(id)
  proposition = (id: string) => this.#propositions.get(id)

  /** The entity of a publisher or agency: heads name one for each. */
  outlet(name: string | undefined): EntityId | null {
    const id = name === undefined ? undefined : this.#entityNames.get(name)
    return (id as EntityId | undefined) ?? null // an entity's own id
  }

  #takeExisting({ labelSets, labels, attributes }: TargetCodebook): void {
    for (const [id, { slot, name }] of labelSets) keepFirst(this.#sets, setKey(slot, name), id)
    for (const [id, { labelSet, name }] of labels) {
      const set = labelSets.get(labelSet)
      if (set) keepFirst(this.#labels, labelKey({ slot: set.slot, set: set.name, name }), id)
    }
    for (const [id, { on, name, value }] of attributes) {
      const set = value.kind === 'label' ? labelSets.get(value.labelSet) : undefined
      const target = this.#attributeTarget(id, value.kind, set?.name ?? '')
      keepFirst(this.#attributes, `${on}\n${name}`, target)
    }
  }

  #takeLabel(label: CorpusLabel, ledger: Ledger): void {
    const { slot, set, name } = label
    const key = labelKey({ slot, set, name })
    if (name.trim() === '') return
    const choice = this.#target.labelChoice?.(label) ?? 'create'
    const isSkipped = choice === 'skip' && !this.#labels.has(key)
    this.#count('label', name, isSkipped, ledger)
    if (this.#labels.has(key)) return
    if (choice === 'create') this.#labels.set(key, this.#makeLabel(label))
    else this.#labels.set(key, choice === 'skip' ? undefined : choice.id)
  }

  /**
   * What the file says of a label and the project does not: a project that stood before keeps its own
   * codebook, and that is told.
   */
  #compareLabel(label: CorpusLabel, ledger: Ledger): void {
    const { labels, labelSets } = this.#target.codebook
    const id = this.#labels.get(labelKey(label))
    if (id === undefined) return
    const standing = labels.get(id)
    const set = labelSets.get(standing?.labelSet ?? this.#setFor(label.slot, label.set))?.name
    const restated = standing ? this.#restatementOf(label, standing) : {}
    const isOtherSet = set !== undefined && set !== label.set && isNamed(label)
    if (this.#target.isNew && standing) this.#restatements.set(id, restated)
    const kept = this.#target.isNew ? [] : Object.keys(restated)
    const gone = [...kept, ...(isOtherSet ? ['set'] : [])]
    if (gone.length === 0) return
    const place = { document: '', range: null, what: `${label.name}: ${gone.join(', ')}` }
    const reason = 'codebook-stands'
    ledger.lose({ how: 'changed', kind: 'label', reason, place, count: 1 })
  }

  #restatementOf({ slot, set, parent, ...said }: CorpusLabel, standing: LabelData) {
    const above =
      parent === null ? undefined : this.#labels.get(labelKey({ slot, set, name: parent }))
    const { definition, colour } = said
    return {
      ...(definition !== '' && definition !== standing.definition ? { definition } : {}),
      ...(colour !== null && colour !== standing.colour ? { colour } : {}),
      // A label's own id.
      ...(above !== undefined && above !== standing.parent ? { parent: above as LabelId } : {}),
    }
  }

  #makeLabel({ slot, set, name, parent, definition, colour }: CorpusLabel): string {
    const labelSet = this.#setFor(slot, set)
    const id = this.#id(`label ${slot} ${set} ${name}`)
    const rank = 1000 + this.#codebook.length
    const data = {
      labelSet,
      name: name.slice(0, 200),
      definition,
      test: '',
      positive: [],
      negative: [],
      parent:
        parent === null ? null : (this.#labels.get(labelKey({ slot, set, name: parent })) ?? null),
      colour: colour ?? (this.#codebook.length % 12) + 1,
      key: null,
      deprecated: false,
      rank,
      medium: false,
      ends: null,
    }
    this.#codebook.push(newRecord('label', id, data))
    return id
  }

  /** The set of that name, or for slots with one set the one that is there; made where none is. */
  #setFor(slot: Slot, name: string): string {
    const exact = this.#sets.get(setKey(slot, name))
    const any = [...this.#sets].find(([key]) => key.startsWith(`${slot}\n`))?.[1]
    const found = exact ?? (slot === 'documentField' ? undefined : any)
    if (found) return found
    const id = this.#id(`set ${slot} ${name}`)
    const data = {
      slot,
      name: name.slice(0, 200) || slot,
      select: usualSelect(slot),
      rank: this.#sets.size,
    }
    this.#codebook.push(newRecord('labelSet', id, data))
    this.#sets.set(setKey(slot, name), id)
    return id
  }

  /** What is there already is kept: it goes in and comes out. */
  #count(kind: 'label' | 'attribute', what: string, isSkipped: boolean, ledger: Ledger): void {
    ledger.countIn(kind)
    if (!isSkipped) ledger.countOut(kind)
    const place = { document: '', range: null, what }
    const loss = { how: 'dropped', kind, reason: 'skipped', place } as const
    ledger.lose({ ...loss, count: isSkipped ? 1 : 0 })
  }

  #takeAttribute({ on, name, value, set }: CorpusAttribute, ledger: Ledger): void {
    const key = `${on}\n${name}`
    if (name.trim() === '') return
    this.#count('attribute', name, false, ledger)
    if (this.#attributes.has(key)) return
    const id = this.#id(`attribute ${on} ${name}`)
    const isLabel = value === 'label' && set !== null && this.#anySet(set) !== undefined
    const kind = value === 'label' && !isLabel ? 'text' : value
    this.#codebook.push(
      newRecord('attribute', id, {
        on,
        name: name.slice(0, 200),
        required: false,
        value: attributeValue(kind, this.#anySet(set ?? '')),
      }),
    )
    this.#attributes.set(key, this.#attributeTarget(id, kind, set ?? ''))
  }

  #anySet(name: string): string | undefined {
    return slots.map((slot) => this.#sets.get(setKey(slot, name))).find((id) => id !== undefined)
  }

  #attributeTarget(id: string, kind: AttributeTarget['kind'], set: string): AttributeTarget {
    const value = (name: string) =>
      slots
        .map((slot) => this.#labels.get(labelKey({ slot, set, name })))
        .find((found) => found !== undefined)
    return { id, kind, value }
  }

  #takeEntities(entities: readonly CorpusEntity[], ledger: Ledger): void {
    ledger.countIn('entity', entities.length)
    const known = new Set(entities.map(({ id }) => id))
    const made: { readonly entity: CorpusEntity; readonly id: string; readonly type: string }[] = []
    for (const entity of entities) {
      const type = this.label('entityType', entity.type)
      if (type === undefined) this.#loseEntity(entity, 'skipped', ledger)
      else {
        const { id, isNew } = this.#identify(entity, type)
        this.#entities.set(entity.id, id)
        keepFirst(this.#entityNames, entity.name, id)
        if (isNew) made.push({ entity, id, type })
        else this.#loseEntity(entity, 'duplicate', ledger)
      }
    }
    for (const { entity, id, type } of made) {
      ledger.countOut('entity')
      this.#registry.push(newRecord('entity', id, this.#entityData(entity, type, known)))
    }
  }

  /** Who an entity of the file is in the project: one that is there, or a new one. */
  #identify(entity: CorpusEntity, type: string): { id: string; isNew: boolean } {
    const name = `entity ${entity.id} ${entity.type} ${entity.name}`
    const own = this.#recordId(name, entity.id)
    const { wikidata } = entity.externalIds
    const standing = this.#target.registry?.entity(entity, type, own)
    const twin = wikidata === undefined ? undefined : this.#wikidata.get(wikidata)
    const id = standing ?? twin ?? own
    if (wikidata !== undefined) keepFirst(this.#wikidata, wikidata, id)
    return { id, isNew: standing === undefined && twin === undefined }
  }

  #entityData(entity: CorpusEntity, type: string, known: ReadonlySet<string>): object {
    const ids = entity.members.filter((id) => known.has(id)).map((id) => this.#entities.get(id))
    const members = ids.filter((id) => id !== undefined)
    const { wikidata, ...otherIds } = entity.externalIds
    const isWikidata = wikidata !== undefined && /^Q[1-9]\d*$/.test(wikidata)
    return {
      name: entity.name.trim().slice(0, 300) || 'Unnamed',
      type,
      collective: entity.collective || members.length > 0,
      members,
      partOf: entity.partOf === null ? null : (this.#entities.get(entity.partOf) ?? null),
      aliases: Object.fromEntries(entity.aliases.map((alias) => [alias, true])),
      externalIds: isWikidata ? { ...otherIds, wikidata } : otherIds,
      note: entity.note.slice(0, 10_000),
      redirect: null,
    }
  }

  #loseEntity({ name }: CorpusEntity, reason: LossReason, ledger: Ledger): void {
    const place = { document: '', range: null, what: name }
    ledger.lose({ how: 'dropped', kind: 'entity', reason, place, count: 1 })
  }

  #takePropositions(propositions: readonly CorpusProposition[], ledger: Ledger): void {
    ledger.countIn('proposition', propositions.length)
    for (const proposition of propositions) {
      const { id, topics, note } = proposition
      const statement = sentenceOf(proposition.statement)
      if (statement === undefined) {
        this.#loseProposition(proposition, 'breaks-rule', ledger)
        continue
      }
      const own = this.#recordId(`proposition ${id} ${statement}`, id)
      const standing = this.#target.registry?.proposition(statement, own)
      this.#propositions.set(id, standing ?? own)
      if (standing !== undefined) {
        this.#loseProposition(proposition, 'duplicate', ledger)
        continue
      }
      const found = topics.map((topic) => this.label('topic', topic))
      const known = [...new Set(found.filter((topic) => topic !== undefined))].slice(0, 3)
      const data = { statement, topics: known, note, redirect: null }
      this.#registry.push(newRecord('proposition', own, data))
      ledger.countOut('proposition')
    }
  }

  #loseProposition({ statement }: CorpusProposition, reason: LossReason, ledger: Ledger): void {
    const place = { document: '', range: null, what: statement.slice(0, 80) }
    ledger.lose({ how: 'dropped', kind: 'proposition', reason, place, count: 1 })
  }

  #recordId(name: string, id: string): string {
    return isUuid(id) ? id : this.#id(name)
  }

  #id(name: string): string {
    return deriveId(this.#target.projectId, `import ${name}`)
  }
}

/** Labels such that each stands behind the one that it is a part of; round in circles, as they are. */
function parentsFirst(labels: readonly CorpusLabel[]): readonly CorpusLabel[] {
  const byKey = new Map(labels.map((label) => [labelKey(label), label]))
  const placed = new Set<CorpusLabel>()
  const place = (label: CorpusLabel, below: readonly CorpusLabel[]): void => {
    const { slot, set, parent } = label
    const above = parent === null ? undefined : byKey.get(labelKey({ slot, set, name: parent }))
    if (above && !placed.has(above) && !below.includes(above)) place(above, [...below, label])
    placed.add(label)
  }
  for (const label of labels) place(label, [label])
  return [...placed]
}

/** Whether somebody named the set of a label. */
function isNamed({ slot, set }: CorpusLabel): boolean {
  return slot !== 'documentField' && set !== usualSets[slot]
}

/** A statement as one sentence, or `undefined` when it is none. */
function sentenceOf(statement: string): string | undefined {
  const trimmed = statement.replace(/\s+/g, ' ').trim()
  const sentence = /[.]$/.test(trimmed) ? trimmed : `${trimmed}.`
  return trimmed === '' || sentence.length > 300 ? undefined : sentence
}

const slots: readonly Slot[] = ['documentField', 'topic', 'entityType', 'relationType']

function setKey(slot: Slot, name: string): string {
  return `${slot}\n${name}`
}

function keepFirst<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value)
}

function attributeValue(kind: AttributeTarget['kind'], labelSet: string | undefined): object {
  switch (kind) {
    case 'flag':
    case 'text':
      return { kind }
    case 'number':
      return { kind, min: -1e9, max: 1e9 }
    case 'label':
      return { kind, labelSet }
  }
}
