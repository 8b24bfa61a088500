import { type TextRange, zoneKinds } from '@parallax/domain'
import {
  type Annotation,
  type CorpusDocument,
  type CorpusEntity,
  type CorpusItem,
  type CorpusLayer,
  type CorpusMeta,
  type CorpusValue,
  type CorpusZone,
  type Link,
  type LinkEnd,
  metaFields,
  type Passage,
  usualSets,
} from '../corpus/corpus.ts'
import { type CodedKind, codeGuid, type Root, roots, valueTypes } from './codebook.ts'
import { colourOfHex } from './colours.ts'
import type { GuidOf } from './guid.ts'
import type { Case, Code, ProjectFace, ProjectLink, VariableValue } from './project-face.ts'
import type { PlacedSelection, PlacedSource } from './read-project.ts'
import type { Coding } from './source.ts'
import { partRole } from './write-project.ts'

/** A project of ours, with what its codes mean. */
export type OwnProject = {
  readonly face: ProjectFace
  /** By the GUID of a code: the root above it, and names from there. */
  readonly meanings: ReadonlyMap<string, Meaning>
  /** Which cases a selection means. */
  readonly cases: ReadonlyMap<string, readonly string[]>
}
type Meaning = { readonly root: Root; readonly names: readonly string[]; readonly code: Code }

export function ownProject(face: ProjectFace, guidOf: GuidOf): OwnProject {
  // Keys of the table are roots.
  const rootByGuid = new Map(
    Object.keys(roots).map((root) => [codeGuid(guidOf, [root as Root]), root as Root]),
  )
  const meanings = [...face.codes.values()].flatMap((code) => {
    const root = rootByGuid.get(code.trail[0]?.guid ?? '')
    if (!root) return []
    const names = code.trail.slice(1).map(({ name }) => name)
    return [[code.guid, { root, names, code }] as const]
  })
  return { face, meanings: new Map(meanings), cases: casesBySelection(face) }
}

/** Which cases each selection belongs to. */
export function casesBySelection({ cases }: ProjectFace): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { guid, selections } of cases.values())
    for (const selection of selections) {
      const known = found.get(selection) ?? []
      found.set(selection, known)
      known.push(guid)
    }
  return found
}

/** Labels, entities and propositions. */
export function* ownHead(project: OwnProject): Generator<CorpusItem> {
  for (const meaning of project.meanings.values()) yield* labelItem(meaning)
  for (const each of project.face.cases.values())
    yield { item: 'entity', entity: entityOf(each, project) }
  for (const { root, names, code } of project.meanings.values()) {
    if (root !== 'proposition' || names.length === 0) continue
    const links = project.face.links.get(code.guid) ?? []
    const topics = links.flatMap(({ target }) => project.meanings.get(target)?.names.at(-1) ?? [])
    const proposition = { id: code.guid, statement: code.name, topics, note: code.definition }
    yield { item: 'proposition', proposition }
  }
}

const setNames: Readonly<Partial<Record<Root, string>>> = usualSets

function* labelItem({ root, names, code }: Meaning): Generator<CorpusItem> {
  const [field] = names
  const isValue = root === 'documentField' && names.length > 1
  const set = isValue ? field : names.length > 0 ? setNames[root] : undefined
  if (set === undefined || (root !== 'documentField' && !setNames[root])) return
  const above = names.length > (isValue ? 2 : 1) ? (names.at(-2) ?? null) : null
  const slot =
    root === 'entityType' || root === 'relationType' || root === 'topic' ? root : 'documentField'
  const { name, definition } = code
  const colour = colourOfHex(code.colour)?.colour ?? null
  yield { item: 'label', label: { slot, set, name, parent: above, definition, colour } }
}

function entityOf({ guid, name, note, codes, values }: Case, project: OwnProject): CorpusEntity {
  const said = values.map(({ variable, value }) => ({
    name: project.face.variables.get(variable) ?? '',
    value,
  }))
  const links = project.face.links.get(guid) ?? []
  const to = (role: string) =>
    links.filter((link) => link.name === role).map(({ target }) => target)
  const ids = said.flatMap((each) =>
    each.name.startsWith('id.') ? [[each.name.slice(3), each.value] as const] : [],
  )
  return {
    id: guid,
    name,
    type: project.meanings.get(codes[0] ?? '')?.names.at(-1) ?? '',
    aliases: said.filter((each) => each.name === 'alias').map(({ value }) => value),
    externalIds: Object.fromEntries(ids),
    collective: said.some((each) => each.name === 'collective' && each.value === 'true'),
    members: to('member'),
    partOf: to('partOf')[0] ?? null,
    note,
  }
}

/** A source of ours as the document that it was. */
export function ownDocument(project: OwnProject, placed: PlacedSource): CorpusDocument {
  const { source, text, selections } = placed
  const words = new Map(selections.flatMap((each) => wordsEntry(each, project)))
  const layers = new LayerBook(project, words)
  const zones: CorpusZone[] = []
  for (const selection of selections) {
    const zone = zoneOf(selection, project)
    if (zone) zones.push(zone)
    else if (!words.has(selection.guid)) layers.addPassage(selection)
  }
  layers.addRelations()
  layers.addDocumentLabels(source.codings)
  const { guid, name } = source
  return {
    id: guid,
    name,
    text,
    meta: metaOf(source.values, project),
    zones,
    layers: layers.layers(),
  }
}

/** Words that belong to an annotation, by the GUID of their selection. */
type WordsByGuid = ReadonlyMap<string, TextRange>

function wordsEntry({ guid, range, codings }: PlacedSelection, project: OwnProject) {
  const meaning = project.meanings.get(codings[0]?.code ?? '')
  return meaning?.root === 'words' ? [[guid, range] as const] : []
}

function zoneOf({ range, note, codings }: PlacedSelection, project: OwnProject) {
  const meaning = project.meanings.get(codings[0]?.code ?? '')
  const kind = zoneKinds.find((each) => each === meaning?.names[0])
  return meaning?.root === 'zone' && kind ? { kind, ...range, note } : undefined
}

function metaOf(values: readonly VariableValue[], { face }: OwnProject): CorpusMeta {
  const named = values.map(({ variable, value }) => [face.variables.get(variable), value] as const)
  const meta: Record<string, string | string[]> = {}
  for (const field of metaFields) {
    const said = named.flatMap(([name, value]) => (name === field ? [value] : []))
    const [first] = said
    if (first !== undefined) meta[field] = field === 'byline' ? said : first
  }
  return meta
}

/** Gathers annotations by the people whose codings they are. */
class LayerBook {
  readonly #project: OwnProject
  readonly #layers = new Map<
    string,
    { face: Omit<CorpusLayer, 'annotations'>; annotations: Annotation[] }
  >()
  /** Whose a passage is. */
  readonly #owners = new Map<string, string>()

  readonly #words: WordsByGuid

  constructor(project: OwnProject, words: WordsByGuid) {
    this.#project = project
    this.#words = words
  }

  layers(): readonly CorpusLayer[] {
    return [...this.#layers.values()].map(({ face, annotations }) => ({ ...face, annotations }))
  }

  addPassage(selection: PlacedSelection): void {
    const { guid, range, note, codings, user, at } = selection
    const meant = codings.flatMap(({ code }) => this.#project.meanings.get(code) ?? [])
    const kind = kindOf(meant)
    if (!kind) return
    const owner = codings[0]?.user ?? ''
    this.#owners.set(guid, owner)
    const by = this.#project.face.users.get(user)?.name ?? ''
    const passages = this.#passages(guid)
    const parts = passages.find(({ role }) => role === partRole)?.extent
    this.#add(owner, {
      id: guid,
      kind,
      label: labelOf(meant),
      extent: parts ?? [range],
      values: { ...valuesOf(kind, meant), ...(note === '' ? {} : { note }) },
      passages: passages.filter(({ role }) => role !== partRole),
      links: [...this.#meaningLinks(guid, meant), ...this.#otherLinks(guid)],
      signature: user === '' && at === '' ? null : { by, at },
    })
  }

  #meaningLinks(guid: string, meant: readonly Meaning[]): readonly Link[] {
    const entities = this.#project.cases.get(guid) ?? []
    const propositions = meant.filter(({ root }) => root === 'proposition')
    return [
      ...entities.map((id): Link => ({ role: 'entity', to: { kind: 'entity', id } })),
      ...propositions.map(
        ({ code }): Link => ({ role: 'proposition', to: { kind: 'proposition', id: code.guid } }),
      ),
    ]
  }

  #otherLinks(guid: string): readonly Link[] {
    return this.#linksFrom(guid, false)
      .filter(({ target }) => !this.#words.has(target))
      .map(({ name, target }) => ({ role: name, to: this.#end(target) }))
  }

  /** Words that links of an annotation lead to: those of one role are one passage. */
  #passages(guid: string): readonly Passage[] {
    const found = new Map<string, TextRange[]>()
    for (const { name, target } of this.#linksFrom(guid, false)) {
      const range = this.#words.get(target)
      const extent = found.get(name) ?? []
      if (range) found.set(name, extent)
      if (range) extent.push(range)
    }
    return [...found].map(([role, extent]) => ({ role, extent }))
  }

  #linksFrom(guid: string, isRelation: boolean): readonly ProjectLink[] {
    const links = this.#project.face.links.get(guid) ?? []
    return links.filter(({ direction }) => (direction === 'OneWay') === isRelation)
  }

  #end(guid: string): LinkEnd {
    if (this.#project.face.cases.has(guid)) return { kind: 'entity', id: guid }
    const isProposition = this.#project.meanings.get(guid)?.root === 'proposition'
    return { kind: isProposition ? 'proposition' : 'annotation', id: guid }
  }

  addRelations(): void {
    for (const [origin, owner] of this.#owners)
      for (const link of this.#linksFrom(origin, true)) this.#add(owner, this.#relation(link))
  }

  #relation({ guid, name, origin, target, notes }: ProjectLink): Annotation {
    const note = notes.map((each) => this.#project.face.notes.get(each) ?? '').join('\n')
    const end = (role: string, id: string): Link => ({ role, to: { kind: 'annotation', id } })
    return {
      id: guid,
      kind: 'relation',
      label: name,
      extent: [],
      values: note === '' ? {} : { note },
      passages: this.#passages(guid),
      links: [end('from', origin), end('to', target)],
      signature: null,
    }
  }

  /** Codings of the whole source: those of one person and one field are one label. */
  addDocumentLabels(codings: readonly Coding[]): void {
    const found = new Map<string, { owner: string; field: string; values: string[] }>()
    for (const { code, user } of codings) {
      const meaning = this.#project.meanings.get(code)
      const [field, ...value] = meaning?.names ?? []
      if (meaning?.root !== 'documentField' || field === undefined) continue
      const key = JSON.stringify([user, field])
      const known = found.get(key) ?? { owner: user, field, values: [] }
      found.set(key, known)
      known.values.push(...value.slice(-1))
    }
    for (const [id, { owner, field, values }] of found) {
      const plain = { extent: [], passages: [], links: [], signature: null }
      this.#add(owner, { id, kind: 'documentLabel', label: field, values: { values }, ...plain })
    }
  }

  #add(owner: string, annotation: Annotation): void {
    const known = this.#layers.get(owner) ?? { face: this.#faceOf(owner), annotations: [] }
    this.#layers.set(owner, known)
    known.annotations.push(annotation)
  }

  #faceOf(owner: string): Omit<CorpusLayer, 'annotations'> {
    const user = this.#project.face.users.get(owner)
    const kind = layerKinds.find((each) => each === user?.kind) ?? 'annotator'
    return { kind, annotator: kind === 'annotator' ? (user?.name ?? '') : null }
  }
}

const layerKinds = ['annotator', 'shared', 'adjudicated'] as const

/** What a passage is: a claim or stance where it is coded so, else a mention by its label. */
function kindOf(meant: readonly Meaning[]): CodedKind | undefined {
  const isOf = (root: Root) => meant.some((each) => each.root === root && each.names.length === 0)
  if (isOf('claim')) return 'claim'
  if (isOf('stance')) return 'stance'
  return meant.some(({ root }) => root === 'entityType') ? 'mention' : undefined
}

function labelOf(meant: readonly Meaning[]): string | null {
  return meant.find(({ root }) => root === 'entityType')?.names.at(-1) ?? null
}

function valuesOf(kind: CodedKind, meant: readonly Meaning[]): Record<string, CorpusValue> {
  const found = new Map<string, CorpusValue>()
  const lists = new Map<string, string[]>()
  for (const { root, names, code } of meant) {
    const [name, value] = names
    if (root !== kind || name === undefined || value === undefined) continue
    const list = lists.get(name) ?? []
    lists.set(name, list)
    list.push(value)
    found.set(name, code.definition === valueTypes.listed ? list : valueOfCode(value, code))
  }
  const values = Object.fromEntries(found)
  const topics = meant.flatMap(({ root, names }) => (root === 'topic' ? names.slice(-1) : []))
  const [topic] = topics
  if (topic !== undefined && kind === 'stance') values.topic = topic
  else if (topic !== undefined) values.topics = topics
  return values
}

/** A single value by its code: what it is stands in the definition. */
function valueOfCode(value: string, { definition }: Code): CorpusValue {
  if (definition === valueTypes.number) return Number(value)
  return definition === valueTypes.flag ? value === 'true' : value
}
