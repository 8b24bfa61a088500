import type { Extent } from '@parallax/domain'
import type {
  Annotation,
  CorpusEntity,
  CorpusProblem,
  CorpusValue,
  Link,
  LinkEnd,
} from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import { plainEntity } from '../corpus/plain-entity.ts'
import type { ReadAnnotations } from './read-own.ts'
import type {
  Argument,
  EquivalenceLine,
  EventLine,
  NormLine,
  RelationLine,
  Standoff,
} from './standoff.ts'
import { noteType } from './values.ts'

type Placed = { readonly text: string; readonly extents: ReadonlyMap<string, Extent> }
type Draft = {
  readonly id: string
  readonly kind: 'mention' | 'relation'
  readonly label: string
  readonly extent: Extent
  readonly values: Map<string, CorpusValue>
  readonly links: Link[]
}
type Line = { readonly file: string; readonly line: number }

/**
 * Annotation of other tools: spans are mentions; an event is the mention that triggers it with a
 * relation for each argument; attributes and notes are values; what a span is in a knowledge base,
 * and spans that are equivalent, are entities. `entities` is filled by their ids.
 */
export function readForeign(
  standoff: Standoff,
  placed: Placed,
  documentId: string,
  entities: Map<string, CorpusEntity>,
): ReadAnnotations {
  return new ForeignReader(standoff, placed, documentId, entities).read()
}

class ForeignReader {
  readonly #standoff: Standoff
  readonly #placed: Placed
  readonly #documentId: string
  readonly #entities: Map<string, CorpusEntity>
  readonly #drafts = new Map<string, Draft>()
  /** The annotation that an id of the file is about. */
  readonly #owners = new Map<string, string>()
  /** Spans that were told of already. */
  readonly #gone = new Set<string>()
  readonly #problems: CorpusProblem[] = []

  constructor(
    standoff: Standoff,
    placed: Placed,
    documentId: string,
    entities: Map<string, CorpusEntity>,
  ) {
    this.#standoff = standoff
    this.#placed = placed
    this.#documentId = documentId
    this.#entities = entities
  }

  read(): ReadAnnotations {
    this.#mentions()
    for (const event of this.#standoff.events) this.#event(event)
    for (const event of this.#standoff.events) this.#eventArguments(event)
    for (const relation of this.#standoff.relations) this.#relation(relation)
    this.#values()
    for (const norm of this.#standoff.norms) this.#norm(norm)
    for (const [index, line] of this.#standoff.equivalences.entries())
      this.#equivalence(line, index)
    const annotations = [...this.#drafts.values()].map(({ values, ...draft }): Annotation => {
      const kept = Object.fromEntries(values)
      return { ...draft, values: kept, passages: [], signature: null }
    })
    return { annotations, problems: this.#problems }
  }

  #draft(id: string, kind: Draft['kind'], label: string, extent: Extent): Draft {
    const draft = { id, kind, label, extent, values: new Map(), links: [] }
    this.#drafts.set(id, draft)
    this.#owners.set(id, id)
    return draft
  }

  #mentions(): void {
    for (const { id, type } of this.#standoff.spans) {
      const extent = this.#placed.extents.get(id)
      if (extent) this.#draft(id, 'mention', type, extent)
      else this.#gone.add(id)
    }
  }

  /** The mention of an event's words; a second event on the same words has a mention of its own. */
  #event({ id, trigger, ...line }: EventLine): void {
    const mention = this.#drafts.get(trigger)
    if (!mention) this.#missing(line, trigger, id)
    else if (this.#triggers.has(trigger)) this.#draft(id, 'mention', mention.label, mention.extent)
    else {
      this.#triggers.add(trigger)
      this.#owners.set(id, trigger)
    }
  }
  readonly #triggers = new Set<string>()

  #eventArguments(event: EventLine): void {
    const roles = new Set(event.arguments.map(({ role }) => role))
    for (const [index, argument] of event.arguments.entries()) {
      const [from, to] = [this.#resolve(event.id, event), this.#end(argument, event)]
      if (from === undefined || to === undefined) continue
      // `Theme2` beside `Theme` is one more of them.
      const plain = argument.role.replace(/\d+$/, '')
      const role = roles.has(plain) ? plain : argument.role
      this.#ends(this.#draft(`${event.id}.${index + 1}`, 'relation', role, []), from, to)
    }
  }

  #relation({ id, type, arguments: ends, ...line }: RelationLine): void {
    const [first, second] = ends[0]?.role === 'Arg2' ? [...ends].reverse() : ends
    const from = first && this.#end(first, line)
    const to = second && this.#end(second, line)
    if (from === undefined || to === undefined) this.#gone.add(id)
    else this.#ends(this.#draft(id, 'relation', type, []), from, to)
  }

  #ends({ links }: Draft, from: string, to: string): void {
    links.push({ role: 'from', to: { kind: 'annotation', id: from } })
    links.push({ role: 'to', to: { kind: 'annotation', id: to } })
  }

  #end({ id }: Argument, line: Line): string | undefined {
    return this.#resolve(id, line)
  }

  #resolve(id: string, line: Line): string | undefined {
    const owner = this.#owners.get(id)
    if (owner === undefined) this.#missing(line, id)
    return owner
  }

  /** Tells that something is not there, unless it was told why. */
  #missing({ file, line }: Line, id: string, gone?: string): void {
    if (gone !== undefined) this.#gone.add(gone)
    if (this.#gone.has(id)) return
    const message = `The line speaks of ${id}, which is not there.`
    this.#problems.push({ file, line, message })
  }

  #values(): void {
    for (const line of this.#standoff.attributes) {
      const owner = this.#resolve(line.target, line)
      if (owner === undefined) {
        this.#gone.add(line.id)
        continue
      }
      this.#owners.set(line.id, owner)
      add(this.#drafts.get(owner)?.values, attributePrefix + line.name, line.value ?? true)
    }
    for (const line of this.#standoff.notes) {
      const owner = this.#resolve(line.target, line)
      if (owner === undefined) continue
      const name = line.type === noteType ? 'note' : attributePrefix + line.type
      addNote(this.#drafts.get(owner)?.values, name, line.text.trim())
    }
  }

  #norm(line: NormLine): void {
    const { base, key, text } = line
    const owner = this.#resolve(line.target, line)
    const draft = owner === undefined ? undefined : this.#drafts.get(owner)
    if (!draft) return
    const known = entityOf(draft)
    if (known === undefined) {
      const id = `${base}:${key}`
      const name = text.trim() || key
      this.#link(draft, id, { name, type: draft.label, externalIds: { [base]: key } })
    } else this.#alsoIn(known, { [base]: key })
  }

  /** A second knowledge base says more of the same entity. */
  #alsoIn(id: string, externalIds: Readonly<Record<string, string>>): void {
    const entity = this.#entities.get(id)
    if (entity)
      this.#entities.set(id, { ...entity, externalIds: { ...externalIds, ...entity.externalIds } })
  }

  #link(
    { links }: Draft,
    id: string,
    said: Pick<CorpusEntity, 'name' | 'type' | 'externalIds'>,
  ): void {
    if (!this.#entities.has(id)) this.#entities.set(id, plainEntity({ id, ...said }))
    links.push({ role: 'entity', to: { kind: 'entity', id } })
  }

  #equivalence({ type, members, ...line }: EquivalenceLine, index: number): void {
    const owners = members.flatMap((id) => this.#resolve(id, line) ?? [])
    if (type !== 'Equiv') this.#chain(type, owners, index)
    else this.#oneEntity(owners, index)
  }

  #oneEntity(owners: readonly string[], index: number): void {
    const drafts = owners.flatMap((owner) => this.#drafts.get(owner) ?? [])
    const [first] = drafts
    const known = drafts.map(entityOf).find((id) => id !== undefined)
    if (!first) return
    const id = known ?? `${this.#documentId} Equiv ${index + 1}`
    const said = { name: this.#quote(first), type: first.label, externalIds: {} }
    for (const draft of drafts) if (entityOf(draft) === undefined) this.#link(draft, id, said)
  }

  /** Other relations without an order, as one from each to the next. */
  #chain(type: string, owners: readonly string[], index: number): void {
    for (const [place, to] of owners.entries()) {
      const from = owners[place - 1]
      if (from === undefined) continue
      this.#ends(this.#draft(`*${index + 1}.${place}`, 'relation', type, []), from, to)
    }
  }

  #quote({ extent }: Draft): string {
    const { text } = this.#placed
    const words = extent.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16))
    return words.join(' ').replace(/\s+/g, ' ').trim() || 'Unnamed'
  }
}

function entityOf({ links }: Draft): string | undefined {
  const isEntity = ({ kind }: LinkEnd) => kind === 'entity'
  return links.find(({ to }) => isEntity(to))?.to.id
}

function add(values: Map<string, CorpusValue> | undefined, name: string, value: string | true) {
  const before = values?.get(name)
  const isNew = before === undefined || before === true || value === true
  values?.set(name, isNew ? value : [...listOf(before), value])
}

function addNote(values: Map<string, CorpusValue> | undefined, name: string, text: string): void {
  const before = values?.get(name)
  values?.set(name, before === undefined ? text : [...listOf(before), text].join('\n'))
}

function listOf(value: CorpusValue): readonly string[] {
  return typeof value === 'object' ? value : [String(value)]
}
