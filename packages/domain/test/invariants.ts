import { canonicalText } from '../src/canonical-text.ts'
import {
  type Codebook,
  effectiveCodebook,
  latestCodebook,
  publishedVersions,
} from '../src/codebook.ts'
import { layerId } from '../src/derive-id.ts'
import type { DocumentId, RecordId } from '../src/ids.ts'
import { jsonEqual } from '../src/json-equal.ts'
import { replay } from '../src/log-row.ts'
import { mapValues } from '../src/persistent-map.ts'
import {
  type AnyRecord,
  type DataOf,
  isLive,
  isRecordOf,
  type RecordOf,
  recordOf,
  recordsOf,
  streamHead,
} from '../src/record.ts'
import { kindOf } from '../src/record-kind.ts'
import type { Chain } from '../src/record-kinds/chain.ts'
import type { RecordKind } from '../src/record-kinds/registry.ts'
import { zoneKindAt } from '../src/record-kinds/zone.ts'
import { emptyStream, type StreamState } from '../src/stream-state.ts'
import type { Extent, TextRange } from '../src/text-range.ts'
import { contentOf } from './state-content.ts'
import { codebookAddress, registryAddress, type Stream, stateAt, type World } from './world.ts'

/**
 * Where an invariant is kept. `stream`: of every state, always. `planned`: looked at when a write
 * is planned, and a lint when it breaks later. `log`: of the whole history.
 */
export type Keeper = 'stream' | 'planned' | 'log'

export type Invariant = {
  /** As the model counts them. */
  readonly number: number
  readonly title: string
  readonly keeper: Keeper
  /** Ids of what breaks it; none in a valid project. */
  readonly violations: (world: World) => readonly string[]
}

/** Every invariant of documents, layers, registry and log. Written apart from the rules they check. */
export const invariants: readonly Invariant[] = [
  {
    number: 1,
    title: 'texts are canonical',
    keeper: 'stream',
    violations: ({ texts }) =>
      [...texts].flatMap(([id, text]) => {
        const canonical = canonicalText(text)
        return canonical.ok && canonical.value === text ? [] : [id]
      }),
  },
  {
    number: 2,
    title: 'a text is as long as its document says, and one hash is one text',
    keeper: 'stream',
    violations: (world) =>
      documentsIn(world).flatMap(({ id, data }) => {
        const text = textOf(world, id)
        const like = documentsIn(world).filter((d) => d.data.textSha256 === data.textSha256)
        const same = like.every((other) => textOf(world, other.id) === text)
        return text.length === data.lengthUtf16 && same ? [] : [id]
      }),
  },
  rangeInvariant(
    3,
    'ranges lie in the text and are not empty',
    ({ startUtf16: s, endUtf16: e }, text) =>
      Number.isInteger(s) && Number.isInteger(e) && s >= 0 && s < e && e <= text.length,
  ),
  rangeInvariant(4, 'no range cuts a character in two', ({ startUtf16, endUtf16 }, text) =>
    [startUtf16, endUtf16].every(
      (at) => !/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1)),
    ),
  ),
  rangeInvariant(
    5,
    'no range begins or ends with white space',
    ({ startUtf16, endUtf16 }, text) => {
      const covered = text.slice(startUtf16, endUtf16)
      return covered.trim() === covered
    },
  ),
  extentInvariant(6, 'parts are sorted and apart', (extent, text) =>
    extent.every((part, index) => {
      const before = extent[index - 1]
      const between = before && text.slice(before.endUtf16, part.startUtf16)
      return extent.length <= 8 && (before === undefined || /\S/.test(between ?? ''))
    }),
  ),
  recordInvariant(7, 'a mention stays in its line', 'mention', ({ data }, { text }) =>
    data.extent.every((range) => !text.slice(range.startUtf16, range.endUtf16).includes('\n')),
  ),
  {
    number: 8,
    title: 'zones are sorted, apart, and leave out only white space',
    keeper: 'stream',
    violations: (world) =>
      documentsIn(world).flatMap(({ id, data: { zones } }) => {
        const text = textOf(world, id)
        let rest = ''
        let at = 0
        let sorted = true
        for (const { startUtf16, endUtf16 } of zones) {
          sorted &&= startUtf16 >= at && startUtf16 < endUtf16
          rest += text.slice(at, startUtf16)
          at = endUtf16
        }
        rest += text.slice(at)
        return zones.length === 0 || (sorted && rest.trim() === '') ? [] : [id]
      }),
  },
  {
    number: 9,
    title: 'evidence stands in zones that the codebook allows',
    keeper: 'planned',
    violations: (world) =>
      evidenceIn(world).flatMap(({ record, extent, layer }) => {
        const allowed = layer.codebook?.annotatable.get(record.kind)
        const fits = extent.every((range) => {
          const zone = zoneKindAt(layer.document.data.zones, range)
          return zone !== null && (allowed?.includes(zone) ?? true)
        })
        return fits ? [] : [record.id]
      }),
  },
  recordInvariant(10, 'a pronoun is literal', 'mention', ({ data: { form } }) =>
    form.level === 'PRO' ? form.figure === 'literal' : true,
  ),
  referenceInvariant(11, 'a mention’s entity is live', 'mention', ({ data }, world) =>
    data.entity === null ? true : isLiveIn(registryOf(world), data.entity),
  ),
  uniqueInvariant(12, 'one mention of one entity in one place', 'mention', ({ extent, entity }) =>
    entity === null ? null : `${rangesOf(extent)} ${entity}`,
  ),
  referenceInvariant(13, 'a mention’s label is an entity type', 'mention', ({ data }, _, layer) =>
    isLabelOf(layer?.codebook, data.label, 'entityType'),
  ),
  registryInvariant(13, 'only a group has members', 'entity', ({ data }) =>
    data.members.length > 0 ? data.collective : true,
  ),
  registryInvariant(
    14,
    'members, parts and merges never come round',
    'entity',
    (entity, registry) =>
      [
        (data: RecordOf<'entity'>['data']) => data.members,
        (data: RecordOf<'entity'>['data']) => (data.partOf ? [data.partOf] : []),
        (data: RecordOf<'entity'>['data']) => (data.redirect ? [data.redirect] : []),
      ].every((next) => !comesRound(registry, entity, next)),
  ),
  registryInvariant(
    15,
    'Wikidata ids are well-formed',
    'entity',
    ({ data }) =>
      data.externalIds.wikidata === undefined || /^Q[1-9]\d*$/.test(data.externalIds.wikidata),
  ),
  {
    number: 15,
    title: 'no two entities that stand for themselves share a Wikidata id',
    keeper: 'stream',
    violations: (world) =>
      doubled(
        [...recordsOf(registryOf(world), 'entity')].filter(isLive).flatMap((entity) => {
          const { wikidata } = entity.data.externalIds
          return wikidata && entity.data.redirect === null ? [[wikidata, entity.id] as const] : []
        }),
      ),
  },
  registryInvariant(16, 'aliases are trimmed and not the name', 'entity', ({ data }) =>
    Object.keys(data.aliases).every(
      (alias) => alias !== '' && alias.trim() === alias && alias !== data.name,
    ),
  ),
  recordInvariant(17, 'an empty chain is one’s own voice', 'claim', ({ data: { report } }) => {
    const facts = [report.chain.length === 0, report.rendering === 'own', report.relay === null]
    return new Set(facts).size === 1
  }),
  chainInvariant(18, 'chains are short and name a source once in a step', 'stream', (chain) =>
    chain.every(({ sources }) => chain.length <= 4 && new Set(sources).size === sources.length),
  ),
  recordInvariant(18, 'a claim’s source hands on to another', 'claim', ({ data }) =>
    data.report.chain.every(({ sources }, index) => {
      const before = data.report.chain[index - 1]?.sources ?? []
      return sources.length === 0 || !jsonEqual([...sources].sort(), [...before].sort())
    }),
  ),
  chainInvariant(19, 'cue and source are apart', 'stream', (chain) =>
    chain.every(({ cue, sourceExtent }) =>
      (cue ?? []).every((a) =>
        (sourceExtent ?? []).every((b) => a.endUtf16 <= b.startUtf16 || b.endUtf16 <= a.startUtf16),
      ),
    ),
  ),
  chainInvariant(20, 'a medium can carry speech', 'planned', (chain, world) =>
    chain.every(({ medium }) => medium === null || isMedium(world, medium)),
  ),
  recordInvariant(21, 'a condition lies in the evidence', 'claim', ({ data: { content } }) =>
    (content.condition ?? []).every((part) =>
      content.evidence.some(
        (whole) => whole.startUtf16 <= part.startUtf16 && part.endUtf16 <= whole.endUtf16,
      ),
    ),
  ),
  uniqueInvariant(22, 'one claim of one thing by one source in one place', 'claim', (data) => {
    const sources = [...(data.report.chain.at(-1)?.sources ?? [])].sort().join(' ')
    return data.proposition && `${rangesOf(data.content.evidence)} ${data.proposition} ${sources}`
  }),
  recordInvariant(
    23,
    'a claim has at most three topics',
    'claim',
    ({ data }) => data.topics.length <= 3 && new Set(data.topics).size === data.topics.length,
  ),
  referenceInvariant(23, 'a claim’s topics are topics', 'claim', ({ data }, _, layer) =>
    data.topics.every((topic) => isLabelOf(layer?.codebook, topic, 'topic')),
  ),
  recordInvariant(24, 'claims are dated by the calendar', 'claim', ({ data }) =>
    isDated(data.saidOn),
  ),
  {
    number: 24,
    title: 'documents are dated by the calendar',
    keeper: 'stream',
    violations: (world) =>
      documentsIn(world)
        .filter(({ data }) => !isDated(data.meta.publishedAt))
        .map(({ id }) => id),
  },
  registryInvariant(
    25,
    'a statement is one sentence',
    'proposition',
    ({ data: { statement } }) =>
      statement.length <= 300 &&
      statement.endsWith('.') &&
      statement.trim() === statement &&
      !/[\n\r\u2028\u2029]/.test(statement),
  ),
  registryInvariant(26, 'links have two ends, in order', 'propositionLink', ({ data }) =>
    data.type === 'entails' ? data.from !== data.to : data.from < data.to,
  ),
  {
    number: 26,
    title: 'one link of a type between two propositions',
    keeper: 'stream',
    violations: (world) =>
      doubled(
        linksIn(world).map(({ id, data }) => [`${data.type} ${data.from} ${data.to}`, id] as const),
      ),
  },
  {
    number: 26,
    title: 'entailment never comes round',
    keeper: 'stream',
    violations: (world) => {
      const entails = linksIn(world).filter(({ data }) => data.type === 'entails')
      const next = (id: string) =>
        entails.filter(({ data }) => data.from === id).map(({ data }) => data.to)
      return entails.filter(({ data }) => leads(data.to, data.from, next)).map(({ id }) => id)
    },
  },
  referenceInvariant(27, 'a stance is on the scale', 'stance', ({ data }, _, layer) => {
    const scale = layer?.codebook?.scale
    return !scale || (data.value >= scale.min && data.value <= scale.max)
  }),
  recordInvariant(28, 'a holder is not the target', 'stance', ({ data: { attitude } }) => {
    const { holder, target } = attitude
    if (holder.kind !== 'entities') return true
    const distinct = new Set<string>(holder.ids)
    return distinct.size === holder.ids.length && distinct.size > 0 && !distinct.has(target.id)
  }),
  recordInvariant(29, 'an author needs no chain', 'stance', ({ data: { attitude } }) =>
    attitude.holder.kind === 'author' ? attitude.chain.length === 0 : true,
  ),
  recordInvariant(30, 'stances speak of live claims', 'stance', ({ data }, { state }) => {
    const { target } = data.attitude
    const claims = [data.claim, target.kind === 'claim' ? target.id : null]
    return claims.every((id) => id === null || liveKind(state, id) === 'claim')
  }),
  recordInvariant(
    31,
    'relations have two live ends',
    'relation',
    ({ data }, { state }) =>
      data.from !== data.to &&
      [data.from, data.to].every((id) =>
        ['mention', 'claim', 'stance'].includes(liveKind(state, id) ?? ''),
      ),
  ),
  uniqueInvariant(
    31,
    'one relation of a type between two records',
    'relation',
    ({ type, from, to }, { codebook }) => {
      const directed = codebook?.labels.get(type)?.ends?.directed !== false
      return `${type} ${(directed ? [from, to] : [from, to].sort()).join(' ')}`
    },
  ),
  referenceInvariant(
    31,
    'relations stand where their type allows',
    'relation',
    ({ data }, _, layer) => {
      const ends = layer?.codebook?.labels.get(data.type)?.ends
      if (!layer || !ends) return isLabelOf(layer?.codebook, data.type, 'relationType')
      const fits = (id: RecordId, kinds: readonly string[], types: readonly string[] | null) => {
        const end = recordOf(layer.state, id)
        if (!end || !kinds.includes(end.kind)) return false
        return types === null || !isRecordOf(end, 'mention') || types.includes(end.data.label)
      }
      const stands = (from: RecordId, to: RecordId) =>
        fits(from, ends.from, ends.fromTypes) && fits(to, ends.to, ends.toTypes)
      return stands(data.from, data.to) || (!ends.directed && stands(data.to, data.from))
    },
  ),
  uniqueInvariant(32, 'one label of a document in a field', 'documentLabel', ({ field }) => field),
  referenceInvariant(32, 'values belong to their field', 'documentLabel', ({ data }, _, layer) => {
    const set = layer?.codebook?.labelSets.get(data.field)
    const most = set?.select === 'one' ? 1 : Number.POSITIVE_INFINITY
    return (
      set?.slot === 'documentField' &&
      data.values.length <= most &&
      data.values.every((id) => layer?.codebook?.labels.get(id)?.labelSet === data.field)
    )
  }),
  {
    number: 33,
    title: 'attributes fit their definitions',
    keeper: 'planned',
    violations: (world) =>
      layersIn(world).flatMap((layer) =>
        liveIn(layer.state)
          .filter(({ data }) => 'attrs' in data && !attributesFit(data.attrs, layer.codebook))
          .map(({ id }) => id),
      ),
  },
  {
    number: 34,
    title: 'a layer’s id says what it is, so there is one of each',
    keeper: 'stream',
    violations: (world) =>
      layersIn(world)
        .filter(({ head: { id, data } }) => id !== layerId(data.document, data.kind, data.owner))
        .map(({ head }) => head.id),
  },
  layerInvariant(35, 'only an annotator’s layer has an owner', ({ kind, owner, blind }) =>
    kind === 'annotator' ? owner !== null : owner === null && !blind,
  ),
  {
    number: 36,
    title: 'records move only in open layers, though one may talk about them',
    keeper: 'log',
    violations: (world) => streamsOf(world, 'layer').flatMap(movesOfClosedLayer),
  },
  {
    number: 37,
    title: 'layers follow published versions',
    keeper: 'stream',
    violations: (world) => {
      const versions = publishedVersions(stateAt(world, codebookAddress(world)))
      return layersIn(world)
        .filter(({ head }) => !versions.has(head.data.codebook))
        .map(({ head }) => head.id)
    },
  },
  {
    number: 37,
    title: 'published versions never change',
    keeper: 'log',
    violations: (world) =>
      streamsOf(world, 'codebook').flatMap(({ log, state }) =>
        log
          .flatMap(({ change }) => change.added)
          .filter((record) => isRecordOf(record, 'version'))
          .filter((record) => !jsonEqual(recordOf(state, record.id), record))
          .map(({ id }) => id),
      ),
  },
  {
    number: 42,
    title: 'every reference resolves, if only to something deleted',
    keeper: 'stream',
    violations: (world) =>
      [...world.streams.values()].flatMap(({ state }) =>
        [...mapValues(state.records)]
          .filter((record) => !resolves(world, state, record))
          .map(({ id }) => id),
      ),
  },
  {
    number: 42,
    title: 'comments speak of records, passages or the first comment of a thread',
    keeper: 'stream',
    violations: (world) =>
      commentsIn(world)
        .filter(({ record: { data }, state }) => !isAnchored(data.anchor, state))
        .map(({ record }) => record.id),
  },
  {
    number: 42,
    title: 'comments stand where their passages are',
    keeper: 'stream',
    violations: (world) =>
      streamsOf(world, 'document').flatMap(({ state }) =>
        [...recordsOf(state, 'comment')]
          .filter(({ data: { anchor } }) => {
            const text = textOf(world, state.id as DocumentId) // a document’s own stream
            const extent = anchor.kind === 'passage' ? anchor.extent : []
            return !extent.every(({ startUtf16: s, endUtf16: e }) => text.slice(s, e).trim() !== '')
          })
          .map(({ id }) => id),
      ),
  },
  {
    number: 43,
    title: 'every write has its rev, and revs never go back',
    keeper: 'log',
    violations: (world) => [...world.streams.values()].flatMap(wrongRevs),
  },
  {
    number: 44,
    title: 'the log gives the state',
    keeper: 'log',
    violations: (world) =>
      [...world.streams.values()]
        .filter(({ address, log, state }) => {
          const folded = replay(emptyStream(address.kind, address.id), log)
          return !jsonEqual(contentOf(folded), contentOf(state))
        })
        .map(({ address }) => address.id),
  },
]

/** What breaks the invariants of these keepers, as `number: id`. */
export function violationsOf(world: World, ...keepers: readonly Keeper[]): readonly string[] {
  return invariants
    .filter(({ keeper }) => keepers.includes(keeper))
    .flatMap(({ number, violations }) => violations(world).map((id) => `${number}: ${id}`))
}

type LayerView = {
  readonly head: RecordOf<'layer'>
  readonly state: StreamState
  readonly document: RecordOf<'document'>
  readonly text: string
  readonly codebook: Codebook | undefined
}

function layersIn(world: World): LayerView[] {
  return streamsOf(world, 'layer').flatMap(({ state }) => {
    const head = streamHead(state, 'layer')
    const document = head && documentsIn(world).find(({ id }) => id === head.data.document)
    if (!head || !document) return []
    const codebook = effectiveCodebook(stateAt(world, codebookAddress(world)), head.data)
    return [{ head, state, document, text: textOf(world, document.id), codebook }]
  })
}

function recordInvariant<K extends RecordKind>(
  number: number,
  title: string,
  kind: K,
  holds: (record: RecordOf<K>, layer: LayerView) => boolean,
): Invariant {
  const violations = (world: World) =>
    layersIn(world).flatMap((layer) =>
      [...recordsOf(layer.state, kind)]
        .filter((record) => isLive(record) && !holds(record, layer))
        .map(({ id }) => id),
    )
  return { number, title, keeper: 'stream', violations }
}

function referenceInvariant<K extends RecordKind>(
  number: number,
  title: string,
  kind: K,
  holds: (record: RecordOf<K>, world: World, layer?: LayerView) => boolean,
): Invariant {
  const violations = (world: World) =>
    layersIn(world).flatMap((layer) =>
      [...recordsOf(layer.state, kind)]
        .filter((record) => isLive(record) && !holds(record, world, layer))
        .map(({ id }) => id),
    )
  return { number, title, keeper: 'planned', violations }
}

function registryInvariant<K extends RecordKind>(
  number: number,
  title: string,
  kind: K,
  holds: (record: RecordOf<K>, registry: StreamState) => boolean,
): Invariant {
  const violations = (world: World) =>
    [...recordsOf(registryOf(world), kind)]
      .filter((record) => isLive(record) && !holds(record, registryOf(world)))
      .map(({ id }) => id)
  return { number, title, keeper: 'stream', violations }
}

function uniqueInvariant<K extends RecordKind>(
  number: number,
  title: string,
  kind: K,
  keyOf: (data: RecordOf<K>['data'], layer: LayerView) => string | null,
): Invariant {
  const violations = (world: World) =>
    layersIn(world).flatMap((layer) =>
      doubled(
        [...recordsOf(layer.state, kind)].filter(isLive).flatMap((record) => {
          const key = keyOf(record.data, layer)
          return key === null ? [] : [[key, record.id] as const]
        }),
      ),
    )
  return { number, title, keeper: 'stream', violations }
}

function layerInvariant(
  number: number,
  title: string,
  holds: (data: RecordOf<'layer'>['data']) => boolean,
): Invariant {
  const violations = (world: World) =>
    layersIn(world).flatMap(({ head }) => (holds(head.data) ? [] : [head.id]))
  return { number, title, keeper: 'stream', violations }
}

function rangeInvariant(
  number: number,
  title: string,
  holds: (range: TextRange, text: string) => boolean,
): Invariant {
  return extentInvariant(number, title, (extent, text) =>
    extent.every((range) => holds(range, text)),
  )
}

function extentInvariant(
  number: number,
  title: string,
  holds: (extent: Extent, text: string) => boolean,
): Invariant {
  const violations = (world: World) =>
    layersIn(world).flatMap(({ state, text }) =>
      liveIn(state)
        .filter((record) => !extentsIn(record).every((extent) => holds(extent, text)))
        .map(({ id }) => id),
    )
  return { number, title, keeper: 'stream', violations }
}

function chainInvariant(
  number: number,
  title: string,
  keeper: Keeper,
  holds: (chain: Chain, world: World) => boolean,
): Invariant {
  const violations = (world: World) =>
    layersIn(world).flatMap(({ state }) =>
      liveIn(state)
        .filter((record) => !holds(chainOf(record), world))
        .map(({ id }) => id),
    )
  return { number, title, keeper, violations }
}

function chainOf(record: AnyRecord): Chain {
  if (isRecordOf(record, 'claim')) return record.data.report.chain
  return isRecordOf(record, 'stance') ? record.data.attitude.chain : []
}

/** Every extent that a record holds, wherever it stands. */
function extentsIn(record: AnyRecord): readonly Extent[] {
  const steps = chainOf(record).flatMap(({ cue, sourceExtent }) => [cue, sourceExtent])
  const condition = isRecordOf(record, 'claim') ? record.data.content.condition : null
  const all = [kindOf(record).extentOf(record.data), condition, ...steps]
  return all.filter((extent) => extent !== null)
}

function evidenceIn(world: World) {
  return layersIn(world).flatMap((layer) =>
    liveIn(layer.state)
      .filter(({ kind }) => ['mention', 'claim', 'stance'].includes(kind))
      .map((record) => ({ record, layer, extent: kindOf(record).extentOf(record.data) })),
  )
}

function commentsIn(world: World) {
  return [...world.streams.values()].flatMap(({ state }) =>
    [...recordsOf(state, 'comment')].map((record) => ({ record, state })),
  )
}

function isAnchored(anchor: DataOf<'comment'>['anchor'], state: StreamState): boolean {
  if (anchor.kind === 'passage') return true
  const target = recordOf(state, anchor.id)
  if (!target || ['layer', 'document'].includes(target.kind)) return false
  const thread = isRecordOf(target, 'comment') ? target.data.anchor.kind : null
  return anchor.kind === 'comment' ? thread !== null && thread !== 'comment' : thread === null
}

function streamsOf(world: World, kind: string): readonly Stream[] {
  return [...world.streams.values()].filter(({ address }) => address.kind === kind)
}

function documentsIn(world: World): readonly RecordOf<'document'>[] {
  return streamsOf(world, 'document').flatMap(({ state }) => [...recordsOf(state, 'document')])
}

function textOf({ texts }: World, id: RecordId): string {
  return texts.get(id as DocumentId) ?? '' // a document record's id is a document's
}

const registryOf = (world: World) => stateAt(world, registryAddress(world))
const liveIn = (state: StreamState) => [...mapValues(state.records)].filter(isLive)

function linksIn(world: World) {
  return [...recordsOf(registryOf(world), 'propositionLink')].filter(isLive)
}

function liveKind(state: StreamState, id: RecordId): RecordKind | undefined {
  const record = recordOf(state, id)
  return record && !record.deleted ? record.kind : undefined
}

function isLiveIn(state: StreamState, id: RecordId): boolean {
  return liveKind(state, id) !== undefined
}

function isLabelOf(codebook: Codebook | undefined, id: string, slot: string): boolean {
  const set = codebook?.labels.get(id)?.labelSet
  return set !== undefined && codebook?.labelSets.get(set)?.slot === slot
}

function isMedium(world: World, id: RecordId): boolean {
  const entity = recordOf(registryOf(world), id)
  if (!entity || !isRecordOf(entity, 'entity')) return false
  const newest = latestCodebook(stateAt(world, codebookAddress(world)))
  return newest?.labels.get(entity.data.type)?.medium === true
}

function isDated(date: string | null): boolean {
  return date === null || /^\d{4}(-\d\d){0,2}(\/\d{4}(-\d\d){0,2})?$/.test(date)
}

function attributesFit(attrs: object, codebook: Codebook | undefined): boolean {
  return Object.entries(attrs).every(([id, value]) => {
    const wanted = codebook?.attributes.get(id)?.value
    if (wanted?.kind === 'flag') return typeof value === 'boolean'
    if (wanted?.kind === 'text') return typeof value === 'string'
    if (wanted?.kind === 'number')
      return typeof value === 'number' && value >= wanted.min && value <= wanted.max
    if (wanted?.kind !== 'label' || !Array.isArray(value)) return false
    return value.every((label) => codebook?.labels.get(label)?.labelSet === wanted.labelSet)
  })
}

function rangesOf(extent: Extent): string {
  return extent.map(({ startUtf16, endUtf16 }) => `${startUtf16}:${endUtf16}`).join()
}

/** Ids whose key an earlier one has. */
function doubled(keyed: readonly (readonly [key: string, id: RecordId])[]): RecordId[] {
  const seen = new Set<string>()
  return keyed.flatMap(([key, id]) => {
    const again = seen.has(key)
    seen.add(key)
    return again ? [id] : []
  })
}

function comesRound(
  registry: StreamState,
  entity: RecordOf<'entity'>,
  next: (data: RecordOf<'entity'>['data']) => readonly RecordId[],
): boolean {
  const after = (id: string): readonly string[] => {
    const found = [...recordsOf(registry, 'entity')].find((each) => each.id === id)
    return found && isLive(found) ? next(found.data) : []
  }
  return next(entity.data).some((id) => leads(id, entity.id, after))
}

function leads(from: string, goal: string, next: (id: string) => readonly string[]): boolean {
  const seen = new Set<string>()
  const queue = [from]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === goal) return true
    if (!seen.has(at)) queue.push(...next(at))
    seen.add(at)
  }
  return false
}

function movesOfClosedLayer({ address, log }: Stream): string[] {
  let state = emptyStream(address.kind, address.id)
  return log.flatMap((entry) => {
    const head = streamHead(state, 'layer')
    const closed = head !== undefined && head.data.state !== 'open'
    const { added, written } = entry.change
    const opens = written.some(({ id, register }) => id === head?.id && register === 'state')
    state = replay(state, [entry])
    const moves = [...added, ...written].some(
      ({ id }) => id !== head?.id && recordOf(state, id)?.kind !== 'comment',
    )
    return closed && moves && !opens ? [`${address.id} ${entry.seq}`] : []
  })
}

function wrongRevs({ address, log, state }: Stream): string[] {
  const last = new Map<string, number>()
  for (const { seq, change } of log)
    for (const { id, register } of change.written) last.set(`${id} ${register}`, seq)
  const revs = [...mapValues(state.records)].flatMap(({ id, revs: own }) =>
    Object.entries(own).map(([register, [seq]]): [string, number] => [`${id} ${register}`, seq]),
  )
  const same = jsonEqual(Object.fromEntries(revs), Object.fromEntries(last))
  return same ? [] : [address.id]
}

/** Whether everything that a record points at was there once. */
function resolves(world: World, state: StreamState, record: AnyRecord): boolean {
  const { dependsOn, refersTo } = kindOf(record)
  const codebook = stateAt(world, codebookAddress(world))
  const here = dependsOn(record.data).every((id) => recordOf(state, id))
  const there = refersTo(record.data).every(
    (id) => recordOf(state, id) ?? recordOf(registryOf(world), id) ?? recordOf(codebook, id),
  )
  const documents = documentsNamedBy(record)
  const known = new Set<string>(documentsIn(world).map(({ id }) => id))
  return here && there && documents.every((id) => known.has(id))
}

function documentsNamedBy(record: AnyRecord): readonly string[] {
  if (isRecordOf(record, 'layer')) return [record.data.document]
  if (isRecordOf(record, 'set')) return Object.keys(record.data.documents)
  return isRecordOf(record, 'document') && record.data.supersedes ? [record.data.supersedes] : []
}
