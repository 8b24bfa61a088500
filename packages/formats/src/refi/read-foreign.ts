import {
  type Annotation,
  type CorpusDocument,
  type CorpusEntity,
  type CorpusItem,
  type CorpusLayer,
  type CountedKind,
  type Link,
  type LossReason,
  usualSets,
} from '../corpus/corpus.ts'
import { plainEntity } from '../corpus/plain-entity.ts'
import { claimName, type TakenNames } from '../corpus/unique-names.ts'
import { colourOfHex } from './colours.ts'
import type { Case, Code, ProjectFace } from './project-face.ts'
import { casesBySelection } from './read-own.ts'
import type { PlacedSelection, PlacedSource } from './read-project.ts'
import type { Coding } from './source.ts'

/** A project of another tool, with names for its codes. */
export type ForeignProject = {
  readonly face: ProjectFace
  /** The label that each code is: the second `Bank` is `Bank (2)`. */
  readonly labels: ReadonlyMap<string, string>
  readonly cases: ReadonlyMap<string, readonly string[]>
  /** What goes for the project as a whole. */
  readonly items: readonly CorpusItem[]
}

/** The name of the document label that holds codes of whole sources. */
const sourceCodes = 'Codes'

export function foreignProject(face: ProjectFace): ForeignProject {
  const taken: TakenNames = new Map()
  const labels = new Map(
    [...face.codes].map(([guid, { name }]) => [guid, claimName(taken, '', name)]),
  )
  return { face, labels, cases: casesBySelection(face), items: [...headItems(face, labels)] }
}

function* headItems(face: ProjectFace, labels: ReadonlyMap<string, string>): Generator<CorpusItem> {
  for (const code of face.codes.values()) yield* codeItems(code, labels)
  for (const each of face.cases.values()) {
    yield { item: 'entity', entity: entityOf(each, labels) }
    yield* lost('value', 'not-ours', each.name, each.values.length)
    yield* lost('link', 'not-ours', each.name, each.sourceCount)
  }
  for (const [section, count] of face.others) yield* lost('other', 'not-ours', section, count)
}

/** A code as a label, in the colour of ours that looks most like its own. */
function* codeItems(
  { guid, definition, trail, colour: hex }: Code,
  labels: ReadonlyMap<string, string>,
): Generator<CorpusItem> {
  const parent = labels.get(trail.at(-2)?.guid ?? '') ?? null
  const [name, near] = [labels.get(guid) ?? '', colourOfHex(hex)]
  const slot = { slot: 'entityType', set: usualSets.entityType } as const
  const colour = near?.colour ?? null
  yield { item: 'label', label: { ...slot, name, parent, definition, colour } }
  if (hex === '' || near?.isExact) return
  const place = { document: '', range: null, what: `${name}: ${hex}` }
  const reason = near ? 'colour-not-held' : 'label-detail-not-held'
  yield { item: 'loss', loss: { how: 'changed', kind: 'label', reason, place, count: 1 } }
}

function* lost(
  kind: CountedKind,
  reason: LossReason,
  what: string,
  count: number,
): Generator<CorpusItem> {
  const place = { document: '', range: null, what }
  if (count > 0) yield { item: 'loss', loss: { how: 'dropped', kind, reason, place, count } }
}

function entityOf(
  { guid, name, note, codes }: Case,
  labels: ReadonlyMap<string, string>,
): CorpusEntity {
  const type = labels.get(codes[0] ?? '') ?? 'Case'
  return plainEntity({ id: guid, name: name || guid, type, note })
}

/** A source of another tool: each coding of a passage is a mention, each person a layer. */
export function foreignDocument(
  project: ForeignProject,
  placed: PlacedSource,
): { readonly document: CorpusDocument; readonly items: readonly CorpusItem[] } {
  const reader = new SourceReader(project, placed)
  const { source, text } = placed
  const layers = reader.read()
  const { guid: id, name } = source
  const document = { id, name: name || id, text, meta: {}, zones: [], layers }
  return { document, items: reader.items }
}

class SourceReader {
  readonly items: CorpusItem[] = []
  readonly #project: ForeignProject
  readonly #placed: PlacedSource
  readonly #layers = new Map<string, Annotation[]>()
  /** Whose mention a selection is, and its id. */
  readonly #mentions = new Map<string, { readonly owner: string; readonly id: string }>()

  constructor(project: ForeignProject, placed: PlacedSource) {
    this.#project = project
    this.#placed = placed
  }

  read(): readonly CorpusLayer[] {
    const { source, selections } = this.#placed
    for (const selection of selections) this.#readSelection(selection)
    for (const { guid } of selections) this.#readLinks(guid)
    this.#readCodings(source.codings)
    this.#readValues()
    const unread = source.notes.length
    if (unread > 0) this.#lose('comment', 'not-ours', 'note', unread)
    return [...this.#layers].map(([owner, annotations]) => {
      const name = this.#project.face.users.get(owner)?.name
      return name
        ? { kind: 'annotator', annotator: name, annotations }
        : { kind: 'shared', annotator: null, annotations }
    })
  }

  #lose(kind: CountedKind, reason: LossReason, what: string, count = 1): void {
    const place = { document: this.#placed.source.name, range: null, what }
    this.items.push({ item: 'loss', loss: { how: 'dropped', kind, reason, place, count } })
  }

  #readSelection(selection: PlacedSelection): void {
    const { guid, range, codings, user } = selection
    if (range.startUtf16 === range.endUtf16) {
      this.#lose('mention', 'empty-span', selection.name, Math.max(1, codings.length))
      return
    }
    const bare = { guid, code: '', user, at: selection.at, notes: [] }
    for (const coding of codings.length > 0 ? codings : [bare]) this.#addMention(selection, coding)
  }

  #addMention(selection: PlacedSelection, coding: Coding): void {
    const { guid, range, note, notes } = selection
    const owner = coding.user || selection.user
    const id = coding.guid || guid
    const said = [note, ...this.#notes([...notes, ...coding.notes])].filter((each) => each !== '')
    if (!this.#mentions.has(guid)) this.#mentions.set(guid, { owner, id })
    this.#mentions.set(coding.guid, { owner, id })
    this.#add(owner, {
      id,
      kind: 'mention',
      label: this.#project.labels.get(coding.code) ?? 'Selection',
      extent: [range],
      values: said.length > 0 ? { note: said.join('\n') } : {},
      passages: [],
      links: this.#entityLinks(guid),
      signature: this.#signature(owner, coding.at || selection.at),
    })
  }

  #notes(guids: readonly string[]): readonly string[] {
    return guids.map((guid) => this.#project.face.notes.get(guid) ?? '')
  }

  #entityLinks(guid: string): readonly Link[] {
    const [first, ...others] = this.#project.cases.get(guid) ?? []
    if (others.length > 0) this.#lose('link', 'not-ours', 'case', others.length)
    return first === undefined ? [] : [{ role: 'entity', to: { kind: 'entity', id: first } }]
  }

  #signature(owner: string, at: string): Annotation['signature'] {
    const by = this.#project.face.users.get(owner)?.name ?? ''
    return by === '' && at === '' ? null : { by, at }
  }

  #readLinks(origin: string): void {
    for (const { guid, name, target, notes } of this.#project.face.links.get(origin) ?? []) {
      const [from, to] = [this.#mentions.get(origin), this.#mentions.get(target)]
      const label = name || 'link'
      if (!from || !to || from.owner !== to.owner) {
        this.#lose('relation', 'end-missing', label)
        continue
      }
      const end = (role: string, id: string): Link => ({ role, to: { kind: 'annotation', id } })
      const note = this.#notes(notes).join('\n')
      this.#add(from.owner, {
        id: guid,
        kind: 'relation',
        label,
        extent: [],
        values: note === '' ? {} : { note },
        passages: [],
        links: [end('from', from.id), end('to', to.id)],
        signature: null,
      })
    }
  }

  #readCodings(codings: readonly Coding[]): void {
    const byOwner = new Map<string, string[]>()
    for (const { code, user } of codings) {
      const values = byOwner.get(user) ?? []
      byOwner.set(user, values)
      values.push(this.#project.labels.get(code) ?? 'Selection')
    }
    for (const [owner, values] of byOwner) this.#addDocumentLabel(owner, sourceCodes, values)
  }

  /** Variables of a source say something of the whole document. */
  #readValues(): void {
    const byName = new Map<string, string[]>()
    for (const { variable, value } of this.#placed.source.values) {
      const name = this.#project.face.variables.get(variable) ?? variable
      const values = byName.get(name) ?? []
      byName.set(name, values)
      if (value.trim() !== '') values.push(value.trim())
    }
    for (const [name, values] of byName)
      if (values.length > 0) this.#addDocumentLabel('', name, values)
  }

  #addDocumentLabel(owner: string, label: string, values: readonly string[]): void {
    const plain = { extent: [], passages: [], links: [], signature: null }
    const id = `${this.#placed.source.guid} ${label}`
    this.#add(owner, { id, kind: 'documentLabel', label, values: { values }, ...plain })
  }

  #add(owner: string, annotation: Annotation): void {
    const annotations = this.#layers.get(owner) ?? []
    this.#layers.set(owner, annotations)
    annotations.push(annotation)
  }
}
