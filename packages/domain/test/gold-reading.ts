import { jsonEqual } from '../src/json-equal.ts'
import { type RecordOf, recordsOf } from '../src/record.ts'
import type { Step } from '../src/record-kinds/chain.ts'
import type { RecordKind } from '../src/record-kinds/registry.ts'
import type { StreamState } from '../src/stream-state.ts'
import type { Extent } from '../src/text-range.ts'
import { firstWord, goldId, goldLayer, goldValue } from './gold-mapping.ts'
import type { Gold } from './gold-schema.ts'
import { entityType } from './sample-world.ts'
import { codebookAddress, documentAddress, registryAddress, stateAt, type World } from './world.ts'

/** Whether a project that took in the gold file says all of it, and nothing besides. */
export function comesOutEqual(gold: Gold, world: World): boolean {
  return jsonEqual(readBack(gold, world), expectedBack(gold))
}

/**
 * The gold values of a project, read from its records: sorted by id, every span's words cut anew
 * from the text.
 */
export function readBack(gold: Gold, world: World): Readonly<Record<string, readonly object[]>> {
  const registry = stateAt(world, registryAddress(world))
  const names = namesOf(gold, world)
  const layers = gold.layers.map(({ id, doc }) => {
    const address = goldLayer(gold, id)
    const text = (address.document && world.texts.get(address.document)) ?? ''
    return { id, doc, state: stateAt(world, address), read: readerOf(text, names) }
  })
  const inLayers = <K extends RecordKind>(
    kind: K,
    of: (data: RecordOf<K>['data'], read: Reader) => object,
  ) =>
    sorted(
      layers.flatMap(({ id: layer, state, read }) =>
        liveOf(state, kind).map(({ id, data }) => ({ id: names(id), layer, ...of(data, read) })),
      ),
    )
  return {
    documents: sorted(gold.documents.map(({ id }) => documentBack(world, id, names))),
    documentSets: sorted(
      liveOf(registry, 'set').map(({ id, data: { kind, title, documents } }) => ({
        id: names(id),
        kind,
        title,
        documents: Object.keys(documents).map(names).sort(),
      })),
    ),
    entities: sorted(liveOf(registry, 'entity').map((entity) => entityBack(entity, names))),
    propositions: sorted(
      liveOf(registry, 'proposition').map(({ id, data: { statement, topics } }) => ({
        id: names(id),
        statement,
        topics: topics.map(names),
      })),
    ),
    propositionLinks: sorted(
      liveOf(registry, 'propositionLink').map(({ id, data: { type, from, to, note } }) => ({
        id: names(id),
        type,
        ends: type === 'entails' ? [names(from), names(to)] : [names(from), names(to)].sort(),
        note,
      })),
    ),
    mentions: inLayers('mention', ({ extent, form, entity, label }, read) => ({
      extent: read.extent(extent),
      ...form,
      entity: entity && names(entity),
      type: names(label),
    })),
    claims: inLayers('claim', claimBack),
    stances: inLayers('stance', stanceBack),
    relations: inLayers('relation', ({ type, from, to, cue, note }, read) => ({
      type: names(type),
      from: names(from),
      to: names(to),
      cue: cue && read.extent(cue),
      note,
    })),
    documentLabels: inLayers('documentLabel', ({ field, values }) => ({
      field: names(field),
      values: values.map(names),
    })),
  }
}

/** What `readBack` gives for a project that holds all of the gold. */
export function expectedBack(gold: Gold): Readonly<Record<string, readonly object[]>> {
  const typeOf = new Map(gold.entities.map(({ id, type }) => [id, type]))
  return {
    documents: sorted(
      gold.documents.map(({ meta, zones, ...document }) => ({
        ...document,
        meta: { ...meta, publishedAtBasis: firstWord(meta.publishedAtBasis) },
        zones: zones.map((zone) => ({ ...zone, note: zone.note ?? '' })),
      })),
    ),
    documentSets: sorted(
      gold.documentSets.map((set) => ({ ...set, documents: [...set.documents].sort() })),
    ),
    entities: sorted(
      gold.entities.map((entity) => ({
        ...entity,
        aliases: [...entity.aliases].sort(),
        note: entity.note ?? '',
      })),
    ),
    propositions: sorted(gold.propositions),
    propositionLinks: sorted(
      gold.propositionLinks.map(({ id, type, from, to, note }) => ({
        id,
        type,
        ends: type === 'entails' ? [from, to] : [from, to].sort(),
        note,
      })),
    ),
    mentions: sorted(
      gold.mentions.map((mention) => ({
        ...mention,
        type: typeOf.get(mention.entity ?? '') ?? typeByHand(mention.id),
      })),
    ),
    claims: sorted(gold.claims.map((claim) => ({ ...claim, note: claim.note ?? '' }))),
    stances: sorted(gold.stances.map((stance) => ({ ...stance, note: stance.note ?? '' }))),
    relations: sorted(gold.relations),
    documentLabels: sorted(
      gold.documentLabels.map((each) => ({ id: `${each.layer} ${each.field}`, ...each })),
    ),
  }
}

/** Written down a second time: the three mentions that refer to nothing. */
function typeByHand(id: string): string {
  return id === 'mB000.053' ? 'DOC' : 'GPE'
}

type Names = (id: string) => string

/** The gold id that one of our ids was made of. */
function namesOf(gold: Gold, world: World): Names {
  const { topic, documentFields, entityType: types, relationType } = gold.codebook
  const pairs = new Map<string, string>()
  const lists = [
    gold.documents,
    gold.documentSets,
    gold.entities,
    gold.propositions,
    gold.propositionLinks,
    gold.mentions,
    gold.claims,
    gold.stances,
    gold.relations,
  ]
  for (const { id } of lists.flat()) pairs.set(goldId(id), id)
  for (const id of Object.keys(topic)) pairs.set(goldId(id), id)
  for (const [field, values] of Object.entries(documentFields)) {
    pairs.set(goldId(`field ${field}`), field)
    const named = values === 'topic' ? Object.keys(topic) : values
    for (const value of named) pairs.set(goldValue(field, value), value)
    for (const { id } of gold.layers) pairs.set(goldId(`${id} ${field}`), `${id} ${field}`)
  }
  for (const code of types) pairs.set(entityType(code, world.projectId), code)
  const relations = liveOf(stateAt(world, codebookAddress(world)), 'label')
  for (const { id, data } of relations)
    if (relationType.includes(data.name)) pairs.set(id, data.name)
  return (id) => pairs.get(id) ?? `not of the gold: ${id}`
}

type Reader = {
  readonly names: Names
  readonly extent: (extent: Extent) => readonly object[]
  readonly steps: (chain: readonly Step[]) => readonly object[]
}

function readerOf(text: string, names: Names): Reader {
  const extent = (parts: Extent) =>
    parts.map(({ startUtf16: s, endUtf16: e }) => ({ s, e, t: text.slice(s, e) }))
  const steps = (chain: readonly Step[]) =>
    chain.map(({ sources, sourceExtent, cue, medium, addressees }) => ({
      sources: sources.map(names),
      sourceExtent: sourceExtent && extent(sourceExtent),
      cue: cue && extent(cue),
      medium: medium && names(medium),
      addressees: addressees.map(names),
    }))
  return { names, extent, steps }
}

function claimBack(data: RecordOf<'claim'>['data'], { names, extent, steps }: Reader): object {
  const { content, report, proposition, topics, origin: _, attrs: __, ...scales } = data
  return {
    ...scales,
    evidence: extent(content.evidence),
    condition: content.condition && extent(content.condition),
    chain: steps(report.chain),
    rendering: report.rendering,
    relay: report.relay,
    proposition: proposition && names(proposition),
    topics: topics.map(names),
  }
}

function stanceBack(data: RecordOf<'stance'>['data'], { names, extent, steps }: Reader): object {
  const { holder, target, chain } = data.attitude
  return {
    holder: holder.kind === 'entities' ? { ...holder, ids: holder.ids.map(names) } : holder,
    target: { kind: target.kind, id: names(target.id) },
    chain: steps(chain),
    value: data.value,
    explicitness: data.explicitness,
    evidence: extent(data.evidence),
    claim: data.claim && names(data.claim),
    note: data.note,
  }
}

function entityBack({ id, data }: RecordOf<'entity'>, names: Names) {
  const { name, collective, members, partOf, aliases, externalIds, note, type } = data
  return {
    id: names(id),
    name,
    type: names(type),
    collective,
    members: members.map(names),
    partOf: partOf && names(partOf),
    aliases: Object.keys(aliases).sort(),
    externalIds,
    note,
  }
}

function documentBack(world: World, gold: string, names: Names) {
  const id = [...world.texts.keys()].find((each) => names(each) === gold)
  const state = id && stateAt(world, documentAddress(id))
  const [record] = state ? liveOf(state, 'document') : []
  if (!id || !record) return { id: `missing: ${gold}` }
  const { source, lengthUtf16, meta, zones } = record.data
  const { url: _, ...known } = meta
  const text = world.texts.get(id) ?? ''
  return {
    id: gold,
    file: source.filename,
    sha256: source.sha256,
    bytes: source.bytes,
    lengthUtf16,
    meta: {
      ...known,
      publisher: meta.publisher && names(meta.publisher),
      agency: meta.agency && names(meta.agency),
    },
    zones: zones.map(({ kind, startUtf16: s, endUtf16: e, note }) => ({
      kind,
      s,
      e,
      t: text.slice(s, e),
      note,
    })),
  }
}

function liveOf<K extends RecordKind>(state: StreamState, kind: K): RecordOf<K>[] {
  return [...recordsOf(state, kind)].filter(({ deleted }) => !deleted)
}

function sorted<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
}
