import {
  type AnyRecord,
  type AttributeData,
  deriveId,
  type EntityId,
  isUuid,
  type LabelData,
  type LabelSetData,
  newRecord,
} from '@parallax/domain'
import type {
  AnnotationKind,
  CorpusAttribute,
  CorpusEntity,
  CorpusHead,
  CorpusLabel,
  CorpusProposition,
  LossReason,
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
  readonly #registry: AnyRecord[] = []

  constructor(head: CorpusHead, target: CorpusTarget, ledger: Ledger) {
    this.#target = target
    this.#takeExisting(target.codebook)
    for (const label of head.labels) this.#takeLabel(label)
    for (const attribute of head.attributes) this.#takeAttribute(attribute)
    this.#takeEntities(head.entities, ledger)
    this.#takePropositions(head.propositions, ledger)
  }

  newCodebookRecords(): readonly AnyRecord[] {
    return this.#codebook
  }

  newRegistryRecords(): readonly AnyRecord[] {
    const rank = ({ kind }: AnyRecord) => (kind === 'entity' ? 0 : 1)
    return [...this.#registry].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  }

  label = (slot: Slot, name: string) => this.#labels.get(labelKey(slot, '', name))
  field = (name: string) => this.#sets.get(setKey('documentField', name))
  fieldValue = (field: string, name: string) =>
    this.#labels.get(labelKey('documentField', field, name))
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
      if (set) keepFirst(this.#labels, labelKey(set.slot, set.name, name), id)
    }
    for (const [id, { on, name, value }] of attributes) {
      const set = value.kind === 'label' ? labelSets.get(value.labelSet) : undefined
      const target = this.#attributeTarget(id, value.kind, set?.name ?? '')
      keepFirst(this.#attributes, `${on}\n${name}`, target)
    }
  }

  #takeLabel(label: CorpusLabel): void {
    const { slot, set, name } = label
    const key = labelKey(slot, set, name)
    if (this.#labels.has(key) || name.trim() === '') return
    const choice = this.#target.labelChoice?.(label) ?? 'create'
    if (choice === 'create') this.#labels.set(key, this.#makeLabel(label))
    else this.#labels.set(key, choice === 'skip' ? undefined : choice.id)
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
      parent: parent === null ? null : (this.#labels.get(labelKey(slot, set, parent)) ?? null),
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
    const select = slot === 'topic' || slot === 'documentField' ? 'many' : 'one'
    const data = { slot, name: name.slice(0, 200) || slot, select, rank: this.#sets.size }
    this.#codebook.push(newRecord('labelSet', id, data))
    this.#sets.set(setKey(slot, name), id)
    return id
  }

  #takeAttribute({ on, name, value, set }: CorpusAttribute): void {
    const key = `${on}\n${name}`
    if (this.#attributes.has(key) || name.trim() === '') return
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
        .map((slot) => this.#labels.get(labelKey(slot, set, name)))
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

/** Labels are told apart by their slot; values of fields by their field. */
function labelKey(slot: Slot, set: string, name: string): string {
  return slot === 'documentField' ? `${slot}\n${set}\n${name}` : `${slot}\n\n${name}`
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
