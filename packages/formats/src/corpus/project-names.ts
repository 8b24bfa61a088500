import {
  type AnyRecord,
  type AttributeData,
  type DataOf,
  isLive,
  isRecordOf,
  type LabelData,
  type LabelSetData,
} from '@parallax/domain'
import { followRedirects } from '../project/follow-redirects.ts'
import type { Authored, ProjectSource } from '../project/project-item.ts'
import {
  type CorpusAttribute,
  type CorpusEntity,
  type CorpusHead,
  type CorpusLabel,
  type CorpusProposition,
  type LinkEnd,
  usualSelect,
} from './corpus.ts'
import type { Ledger } from './ledger.ts'
import { uniqueNames } from './unique-names.ts'

/** A project's ids as a corpus names them; merges are followed. Names are held in memory. */
export type ProjectNames = {
  readonly head: CorpusHead
  readonly label: (id: string) => string
  readonly labelSet: (id: string) => string
  readonly attribute: (id: string) => string
  readonly personName: (id: string) => string
  readonly entityName: (id: string | null) => string
  readonly entity: (id: string) => LinkEnd
  readonly proposition: (id: string) => LinkEnd
  /** Whether what a link leads to is in the head, or an annotation. */
  readonly isKnown: (end: LinkEnd) => boolean
}

type Found = {
  /** The ids of what is in the draft. */
  readonly live: Set<string>
  readonly sets: Map<string, LabelSetData>
  readonly labels: Map<string, LabelData>
  readonly attributes: Map<string, AttributeData>
  readonly entities: Map<string, DataOf<'entity'> & { readonly deleted: boolean }>
  readonly propositions: Map<string, DataOf<'proposition'> & { readonly deleted: boolean }>
}

/** Reads codebook and registry. What of them a corpus has no place for is told to the ledger. */
export async function readProjectNames(
  source: ProjectSource,
  ledger: Ledger,
): Promise<ProjectNames> {
  const found: Found = {
    live: new Set(),
    sets: new Map(),
    labels: new Map(),
    attributes: new Map(),
    entities: new Map(),
    propositions: new Map(),
  }
  for (const section of [source.codebook, source.registry])
    for await (const each of section()) keep(found, each, ledger)
  tellRules(found, ledger)
  tellGone('entity', found.entities, ({ name }) => name, ledger)
  tellGone('proposition', found.propositions, ({ statement }) => statement, ledger)
  return namesOf(found, source, await source.people())
}

/** What stands in the draft goes before what a version kept of it. */
function keep(found: Found, { record }: Authored, ledger: Ledger): void {
  const { id, deleted } = record
  if (isLive(record)) found.live.add(id)
  if (isRecordOf(record, 'version') && isLive(record)) tellOther(record, ledger)
  if (isRecordOf(record, 'labelSet')) found.sets.set(id, record.data)
  else if (isRecordOf(record, 'label')) found.labels.set(id, record.data)
  else if (isRecordOf(record, 'attribute')) found.attributes.set(id, record.data)
  else if (isRecordOf(record, 'version')) keepVersion(found, record.data)
  else if (isRecordOf(record, 'entity')) found.entities.set(id, { ...record.data, deleted })
  else if (isRecordOf(record, 'proposition'))
    found.propositions.set(id, { ...record.data, deleted })
  else if (isLive(record)) tellOther(record, ledger)
}

function keepVersion(found: Found, { content }: DataOf<'version'>): void {
  // Versions hold copies of records that the kinds' own schemas accepted.
  for (const { id, data } of content.labelSet)
    if (!found.sets.has(id)) found.sets.set(id, data as LabelSetData)
  for (const { id, data } of content.label)
    if (!found.labels.has(id)) found.labels.set(id, data as LabelData)
  for (const { id, data } of content.attribute)
    if (!found.attributes.has(id)) found.attributes.set(id, data as AttributeData)
}

function tellOther({ kind }: Pick<AnyRecord, 'kind'>, ledger: Ledger): void {
  ledger.leaveOut('other', 'older-detail', { document: '', range: null, what: kind })
}

/**
 * Tells what else a codebook says, which only the project itself keeps: tests, examples and keys of
 * labels, how many labels of a set one may choose, which own fields must be filled in.
 */
function tellRules({ live, labels, attributes, sets }: Found, ledger: Ledger): void {
  const standing = <T>(all: ReadonlyMap<string, T>) => [...all].filter(([id]) => live.has(id))
  for (const [, { name, ...said }] of standing(labels))
    if (hasRules(said)) tellChanged('label', name, ledger)
  for (const [, { name, required, value }] of standing(attributes))
    if (required || value.kind === 'number') tellChanged('attribute', name, ledger)
  const named = new Set<string>(standing(labels).map(([, { labelSet }]) => labelSet))
  for (const [id, { slot, select }] of standing(sets)) {
    if (select !== usualSelect(slot) || !named.has(id)) tellOther({ kind: 'labelSet' }, ledger)
  }
}

/** Tells of entries of the registry that are gone: deleted, or merged into others. */
function tellGone<T extends { readonly deleted: boolean; readonly redirect: string | null }>(
  kind: 'entity' | 'proposition',
  all: ReadonlyMap<string, T>,
  nameOf: (entry: T) => string,
  ledger: Ledger,
): void {
  for (const entry of all.values()) {
    if (stands(entry)) continue
    const reason = entry.deleted ? 'deleted' : 'merged'
    ledger.leaveOut(kind, reason, { document: '', range: null, what: nameOf(entry) })
  }
}

type LabelRules = Pick<
  LabelData,
  'test' | 'positive' | 'negative' | 'key' | 'deprecated' | 'medium' | 'ends'
>

function hasRules(label: LabelRules): boolean {
  const { test, positive, negative, key, deprecated, medium, ends } = label
  const examples = positive.length + negative.length
  return test !== '' || examples > 0 || key !== null || deprecated || medium || ends !== null
}

function tellChanged(kind: 'label' | 'attribute', what: string, ledger: Ledger): void {
  const place = { document: '', range: null, what }
  ledger.lose({ how: 'changed', kind, reason: 'project-detail', place, count: 1 })
}

function namesOf(
  found: Found,
  source: ProjectSource,
  people: ReadonlyMap<string, { readonly name: string }>,
): ProjectNames {
  const setNames = uniqueNames(found.sets, ({ slot, name }) => ({ within: slot, name }))
  const slotOf = ({ labelSet }: LabelData) => found.sets.get(labelSet)?.slot ?? 'topic'
  const labelNames = uniqueNames(found.labels, (label) => ({
    // Field values are told apart by their field, other labels by their slot.
    within: slotOf(label) === 'documentField' ? label.labelSet : slotOf(label),
    name: label.name,
  }))
  const attributeNames = uniqueNames(found.attributes, ({ on, name }) => ({ within: on, name }))
  const label = (id: string) => labelNames.get(id) ?? ''
  const entities = [...found.entities].filter(([, data]) => stands(data))
  const propositions = [...found.propositions].filter(([, data]) => stands(data))
  const mergedNames = namesMergedInto(found.entities)
  const head: CorpusHead = {
    name: source.manifest.project.name,
    labels: [...found.labels].map(([id, data]) => ({
      ...labelOf(data, found, setNames, label),
      name: label(id),
    })),
    attributes: [...found.attributes].map(([id, data]) =>
      attributeOf(data, attributeNames.get(id) ?? '', setNames),
    ),
    entities: entities.map(([id, data]) => {
      const entity = entityOf(id, data, found, label)
      return { ...entity, aliases: withMergedNames(entity, mergedNames.get(id)) }
    }),
    propositions: propositions.map(([id, data]) => propositionOf(id, data, label)),
  }
  const known = new Set([...entities, ...propositions].map(([id]) => id))
  return {
    head,
    label,
    labelSet: (id) => setNames.get(id) ?? '',
    attribute: (id) => attributeNames.get(id) ?? id,
    personName: (id) => people.get(id)?.name ?? '',
    entityName: (id) =>
      id === null ? '' : (found.entities.get(merged(found.entities, id))?.name ?? ''),
    entity: (id) => ({ kind: 'entity', id: merged(found.entities, id) }),
    proposition: (id) => ({ kind: 'proposition', id: merged(found.propositions, id) }),
    isKnown: ({ kind, id }) => kind === 'annotation' || known.has(id),
  }
}

function stands(data: { readonly deleted: boolean; readonly redirect: string | null }): boolean {
  return !data.deleted && data.redirect === null
}

type Redirects = ReadonlyMap<string, { readonly redirect: string | null }>

function merged(records: Redirects, id: string): string {
  return followRedirects(id, (at) => records.get(at)?.redirect)
}

/** Names and aliases of entities that were merged into others, by what they were merged into. */
function namesMergedInto(entities: Found['entities']): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const [id, { name, aliases, redirect, deleted }] of entities) {
    if (redirect === null || deleted) continue
    const into = merged(entities, id)
    const known = names.get(into) ?? []
    names.set(into, known)
    known.push(name, ...Object.keys(aliases))
  }
  return names
}

/** What an entity is also called, in order; those that were merged into it are it. */
function withMergedNames(
  { name, aliases }: CorpusEntity,
  more: readonly string[] = [],
): readonly string[] {
  if (more.length === 0) return aliases
  const all = new Set([...aliases, ...more])
  all.delete(name)
  return [...all].sort()
}

function labelOf(
  data: LabelData,
  found: Found,
  setNames: ReadonlyMap<string, string>,
  label: (id: string) => string,
): Omit<CorpusLabel, 'name'> {
  return {
    slot: found.sets.get(data.labelSet)?.slot ?? 'topic',
    set: setNames.get(data.labelSet) ?? '',
    parent: data.parent === null ? null : label(data.parent),
    definition: data.definition,
    colour: data.colour,
  }
}

function attributeOf(
  { on, value }: AttributeData,
  name: string,
  setNames: ReadonlyMap<string, string>,
): CorpusAttribute {
  const set = value.kind === 'label' ? (setNames.get(value.labelSet) ?? null) : null
  return { on, name, value: value.kind, set }
}

function entityOf(
  id: string,
  { name, type, aliases, externalIds, collective, members, partOf, note }: DataOf<'entity'>,
  found: Found,
  label: (id: string) => string,
): CorpusEntity {
  const ids = new Set(members.map((member) => merged(found.entities, member)))
  return {
    id,
    name,
    type: label(type),
    aliases: Object.keys(aliases).sort(),
    externalIds,
    collective,
    members: [...ids].filter((member) => isThere(found, member)),
    partOf:
      partOf !== null && isThere(found, merged(found.entities, partOf))
        ? merged(found.entities, partOf)
        : null,
    note,
  }
}

function isThere(found: Found, id: string): boolean {
  const data = found.entities.get(id)
  return data !== undefined && stands(data)
}

function propositionOf(
  id: string,
  { statement, topics, note }: DataOf<'proposition'>,
  label: (id: string) => string,
): CorpusProposition {
  return { id, statement, topics: topics.map(label), note }
}
