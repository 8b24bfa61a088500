import { codebookFor } from '../src/checks.ts'
import { type Codebook, labelsOfSlot } from '../src/codebook.ts'
import type { PlanContext } from '../src/context.ts'
import type { EntityId, LabelId, PropositionId, RecordId } from '../src/ids.ts'
import { mapValues } from '../src/persistent-map.ts'
import { type DataOf, isLive, liveRecord, recordsOf } from '../src/record.ts'
import type { Chain, Step } from '../src/record-kinds/chain.ts'
import type { LabelSetData } from '../src/record-kinds/label-set.ts'
import { layerRecordKinds, type RecordKind } from '../src/record-kinds/registry.ts'
import type { Holder, Target } from '../src/record-kinds/stance.ts'
import { type Zone, type ZoneKind, zoneKinds } from '../src/record-kinds/zone.ts'
import { emptyStream, type StreamState } from '../src/stream-state.ts'
import { type Extent, overlaps, type TextRange } from '../src/text-range.ts'
import type { Choose } from './choose.ts'
import { sha256Of } from './sample-texts.ts'
import { type Address, contextAt, people, stateAt, type World } from './world.ts'

/** What new data may speak of, and the choices that make it. */
export type Scene = {
  readonly choose: Choose
  readonly state: StreamState
  readonly context: PlanContext
  readonly text: string
  readonly zones: readonly Zone[]
  readonly codebook: Codebook | undefined
  readonly entities: readonly EntityId[]
  readonly media: readonly EntityId[]
  readonly propositions: readonly PropositionId[]
}

/** Kinds whose data people write; a layer and a version are made by operations of their own. */
type WrittenKind = Exclude<RecordKind, 'layer' | 'version'>

/** The scene of a stream as it is now. */
export function sceneOf(world: World, address: Address, choose: Choose): Scene {
  const context = contextAt(world, address)
  const state = stateAt(world, address)
  const registry = context.registry ?? emptyStream('registry', address.id)
  const codebook = codebookFor({ state, context })
  const entities = [...recordsOf(registry, 'entity')].filter(isLive)
  const isMedium = (type: LabelId) => codebook?.labels.get(type)?.medium === true
  return {
    choose,
    state,
    context,
    text: context.text ?? '',
    zones: context.document?.data.zones ?? [],
    codebook,
    // Ids of entities and propositions are what records of those kinds have.
    entities: entities.map(({ id }) => id as EntityId).sort(),
    media: entities.flatMap(({ id, data }) => (isMedium(data.type) ? [id as EntityId] : [])).sort(),
    propositions: [...recordsOf(registry, 'proposition')]
      .filter(isLive)
      .map(({ id }) => id as PropositionId)
      .sort(),
  }
}

/** New data of each kind, mostly valid. A kind without an entry does not compile. */
export const dataOf: { readonly [K in WrittenKind]: (scene: Scene) => DataOf<K> } = {
  document: documentData,
  mention: (scene) => {
    const level = scene.choose.from(['NAM', 'NOM', 'PRO'] as const)
    const figure = level === 'PRO' ? 'literal' : scene.choose.from(['literal', 'metonym'] as const)
    return {
      ...layerRecord(scene, 'mention'),
      extent: extentIn(scene, 'mention'),
      label: labelIn(scene, 'entityType'),
      form: { level, figure },
      entity: maybe(scene, scene.entities),
    }
  },
  claim: claimData,
  stance: stanceData,
  relation: (scene) => {
    const ends = [...idsOf(scene, 'claim'), ...idsOf(scene, 'stance'), ...idsOf(scene, 'mention')]
    return {
      ...layerRecord(scene, 'relation'),
      type: labelIn(scene, 'relationType'),
      from: idFrom(scene, ends),
      to: idFrom(scene, ends),
      cue: scene.choose.onceIn(2) ? extentIn(scene, 'claim') : null,
    }
  },
  documentLabel: (scene) => {
    const sets = [...(scene.codebook?.labelSets.values() ?? [])]
    const fields = sets.filter(({ slot }) => slot === 'documentField')
    const field = idFrom(
      scene,
      fields.map(({ id }) => id),
    )
    const labels = [...(scene.codebook?.labels.values() ?? [])].filter((l) => l.labelSet === field)
    const most = fields.find(({ id }) => id === field)?.select === 'one' ? 1 : 3
    const values = scene.choose.some(labels, most).map(({ id }) => id)
    return { ...layerRecord(scene, 'documentLabel'), field, values }
  },
  comment: (scene) => {
    const { choose, state } = scene
    const records = [...recordsOfLayerIn(scene)]
    const threads = [...recordsOf(state, 'comment')]
      .filter(({ data }) => data.anchor.kind !== 'comment')
      .map(({ id }) => id)
      .sort()
    const anchors = [
      { kind: 'passage', extent: extentIn(scene, 'claim') } as const,
      ...(records.length > 0 ? [{ kind: 'record', id: choose.from(records) } as const] : []),
      ...(threads.length > 0 ? [{ kind: 'comment', id: choose.from(threads) } as const] : []),
    ]
    const author = choose.from(Object.values(people)).userId
    const named = choose.onceIn(2) ? [{ user: choose.from(Object.values(people)).userId }] : []
    const body = [`${wordsFor(scene)} ${choose.below(1000)}? `, ...named]
    return { anchor: choose.from(anchors), author, body, resolved: false }
  },
  entity: (scene) => {
    const collective = scene.choose.onceIn(4)
    const wikidata = `Q${1 + scene.choose.below(1000)}`
    return {
      name: wordsFor(scene),
      type: labelIn(scene, 'entityType'),
      collective,
      members: collective ? scene.choose.some(scene.entities, 3) : [],
      partOf: scene.choose.onceIn(4) ? maybe(scene, scene.entities) : null,
      aliases: scene.choose.onceIn(2) ? { [`the ${wordsFor(scene)}`]: true } : {},
      externalIds: scene.choose.onceIn(3) ? { wikidata } : {},
      note: noteFor(scene),
      redirect: null,
    }
  },
  proposition: (scene) => ({
    statement: `${wordsFor(scene)} ${scene.choose.below(1000)}.`,
    topics: topicsFor(scene),
    note: noteFor(scene),
    redirect: null,
  }),
  propositionLink: (scene) => {
    const type = scene.choose.from(['contradicts', 'entails', 'overlaps'] as const)
    const [a, b] = [propositionFrom(scene), propositionFrom(scene)]
    const [from, to] = type !== 'entails' && a > b ? [b, a] : [a, b]
    return { type, from, to, note: noteFor(scene) }
  },
  set: (scene) => ({
    kind: scene.choose.from(['story', 'near-duplicate'] as const),
    title: wordsFor(scene),
    documents: {},
    basis: scene.choose.from(['manual', 'suggested'] as const),
  }),
  labelSet: ({ choose, ...scene }) => ({
    slot: choose.from(['entityType', 'topic', 'relationType', 'documentField'] as const),
    name: wordsFor({ choose, ...scene }),
    select: choose.from(['one', 'many'] as const),
    rank: choose.below(9),
  }),
  label: (scene) => {
    const labelSet = idFrom(scene, idsOf(scene, 'labelSet'))
    return {
      ...guidance(scene),
      labelSet,
      name: wordsFor(scene),
      parent: null,
      colour: 1 + scene.choose.below(12),
      key: maybe(scene, ['x', 'y', 'z']),
      deprecated: scene.choose.onceIn(5),
      rank: scene.choose.below(20),
      medium: scene.choose.onceIn(3),
      ends: null,
    }
  },
  attribute: (scene) => {
    const labelSet = idFrom(scene, idsOf(scene, 'labelSet'))
    return {
      on: scene.choose.from(['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const),
      name: wordsFor(scene),
      required: scene.choose.onceIn(3),
      value: scene.choose.from([
        { kind: 'flag' },
        { kind: 'number', min: 0, max: 10 },
        { kind: 'text' },
        { kind: 'label', labelSet },
      ] as const),
    }
  },
  guideline: (scene) => ({
    ...guidance(scene),
    field: scene.choose.from(['certainty', 'house', 'tense']),
    value: `${wordsFor(scene)} ${scene.choose.below(100)}`,
  }),
  scale: ({ choose }) => ({
    min: choose.from([-1, -2, -3]),
    max: choose.from([1, 2, 3]),
    labels: { '0': 'neutral' },
  }),
  annotatable: ({ choose }) => ({
    on: choose.from(['mention', 'claim', 'stance'] as const),
    zones: choose.some(zoneKinds, 6),
  }),
}

/** The data of a document whose text is at the door; without zones. */
export function documentData({ choose, text, ...scene }: Scene): DataOf<'document'> {
  const sha256 = sha256Of(text)
  return {
    textSha256: sha256,
    lengthUtf16: text.length,
    source: {
      sha256,
      bytes: text.length,
      mediaType: 'text/plain',
      filename: 'article.txt',
      importer: 'text',
      importerVersion: '1',
    },
    meta: {
      title: wordsFor({ choose, text, ...scene }),
      publisher: maybe({ choose, text, ...scene }, scene.entities),
      agency: maybe({ choose, text, ...scene }, scene.entities),
      byline: ['Ilse Brandt'],
      url: null,
      language: 'en',
      publishedAt: choose.from([null, '2031', '2031-03', '2031-03-01', '2031-02/2031-03']),
      publishedAtBasis: 'stated',
    },
    zones: [],
    supersedes: null,
    purged: false,
  }
}

function claimData(scene: Scene): DataOf<'claim'> {
  const evidence = extentIn(scene, 'claim')
  const chain = chainIn(scene, 2)
  const own = chain.length === 0
  const { choose } = scene
  return {
    ...layerRecord(scene, 'claim'),
    content: { evidence, condition: choose.onceIn(4) ? evidence.slice(0, 1) : null },
    report: {
      chain,
      rendering: own ? 'own' : choose.from(['direct', 'mixed', 'indirect', 'act'] as const),
      relay: own ? null : choose.from(['endorses', 'neutral', 'distances'] as const),
    },
    proposition: maybe(scene, scene.propositions),
    polarity: choose.from(['positive', 'negative'] as const),
    certainty: choose.from(['certain', 'probable', 'possible', 'unknown'] as const),
    act: choose.from(['assertive', 'denial', 'directive', 'question'] as const),
    tense: choose.from(['past', 'present', 'future', 'timeless'] as const),
    saidOn: choose.from([null, '2031-03-01', '2030/2031']),
    topics: topicsFor(scene),
    checkworthiness: choose.from(['non-factual', 'minor', 'worthy'] as const),
  }
}

function stanceData(scene: Scene): DataOf<'stance'> {
  const { choose, codebook } = scene
  const target = targetIn(scene)
  const holder = holderIn(scene, target)
  const { min, max } = codebook?.scale ?? { min: -1, max: 1 }
  return {
    ...layerRecord(scene, 'stance'),
    attitude: { holder, target, chain: holder.kind === 'author' ? [] : chainIn(scene, 1) },
    value: min + choose.below(max - min + 1),
    explicitness: choose.from(['explicit', 'implicit'] as const),
    evidence: extentIn(scene, 'stance'),
    claim: maybe(scene, idsOf(scene, 'claim')),
  }
}

function targetIn(scene: Scene): Target {
  const { choose, entities, propositions } = scene
  const claims = idsOf(scene, 'claim')
  const targets: readonly Target[] = [
    ...(entities.length > 0 ? [{ kind: 'entity', id: choose.from(entities) } as const] : []),
    ...(propositions.length > 0
      ? [{ kind: 'proposition', id: choose.from(propositions) } as const]
      : []),
    ...(claims.length > 0 ? [{ kind: 'claim', id: choose.from(claims) } as const] : []),
    { kind: 'topic', id: labelIn(scene, 'topic') },
  ]
  return choose.from(targets)
}

function holderIn({ choose, entities }: Scene, target: Target): Holder {
  const others = entities.filter((id) => id !== target.id)
  const holder = choose.from(['entities', 'author', 'unnamed'] as const)
  if (holder !== 'entities') return { kind: holder }
  const first = others[choose.below(Math.max(1, others.length))]
  return first ? { kind: 'entities', ids: [first] } : { kind: 'author' }
}

function chainIn(scene: Scene, most: number): Chain {
  const { choose, entities } = scene
  const steps: Step[] = []
  const count = choose.below(most + 1)
  while (steps.length < count) {
    const before = steps.at(-1)?.sources ?? []
    const sources = choose.some(
      entities.filter((id) => !before.includes(id)),
      2,
    )
    const cue = choose.onceIn(2) ? extentIn(scene, 'claim') : null
    const named = choose.onceIn(2) ? extentIn(scene, 'claim') : null
    const sourceExtent = cue && named && overlaps(cue, named) ? null : named
    steps.push({ sources, sourceExtent, cue, medium: maybe(scene, scene.media), addressees: [] })
  }
  return steps
}

/** One or two runs of whole words, each within one line and one allowed zone. */
export function extentIn(
  { choose, text, zones, codebook }: Scene,
  on: 'mention' | 'claim' | 'stance',
): Extent {
  const allowed = (kind: ZoneKind) => codebook?.annotatable.get(on)?.includes(kind) ?? true
  const parts = zones.length > 0 ? zones.filter(({ kind }) => allowed(kind)) : linesOf(text)
  const zone = choose.from(parts.length > 0 ? parts : linesOf(text))
  const words = wordsIn(text, zone)
  const first = choose.below(words.length)
  const last = Math.min(words.length - 1, first + choose.below(3))
  const next = last + 2
  const spans = choose.onceIn(4) && next < words.length ? [span(words, next, next)] : []
  return [span(words, first, last), ...spans]
}

function span(words: readonly TextRange[], first: number, last: number): TextRange {
  return {
    startUtf16: words[first]?.startUtf16 ?? 0,
    endUtf16: words[last]?.endUtf16 ?? 1,
  }
}

function linesOf(text: string): TextRange[] {
  return [...text.matchAll(/\S[^\n]*\S/g)].map(({ 0: line, index }) => ({
    startUtf16: index,
    endUtf16: index + line.length,
  }))
}

function wordsIn(text: string, { startUtf16, endUtf16 }: TextRange): TextRange[] {
  return [...text.slice(startUtf16, endUtf16).matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    startUtf16: startUtf16 + index,
    endUtf16: startUtf16 + index + word.length,
  }))
}

function layerRecord(
  scene: Scene,
  kind: 'mention' | 'claim' | 'stance' | 'relation' | 'documentLabel',
) {
  return { origin: { kind: 'human' as const }, note: noteFor(scene), attrs: attrsFor(scene, kind) }
}

type AttributeValue = boolean | number | string | readonly RecordId[]

/** Values that fit for some of the attributes of a kind. */
export function attrsFor(
  { choose, codebook }: Scene,
  kind: string,
): Record<string, AttributeValue> {
  const own = [...(codebook?.attributes.values() ?? [])].filter(({ on }) => on === kind)
  const values = choose.some(own, 2).map(({ id, value }): [string, AttributeValue] => {
    if (value.kind === 'flag') return [id, choose.onceIn(2)]
    if (value.kind === 'number') return [id, value.min]
    if (value.kind === 'text') return [id, 'as told']
    const labels = [...(codebook?.labels.values() ?? [])]
    return [id, labels.filter((l) => l.labelSet === value.labelSet).map((l) => l.id)]
  })
  return Object.fromEntries(values)
}

function guidance(scene: Scene) {
  const example = { text: wordsFor(scene), mark: { startUtf16: 0, endUtf16: 1 }, why: '' }
  return { definition: wordsFor(scene), test: '', positive: [example], negative: [] }
}

function topicsFor(scene: Scene): readonly LabelId[] {
  const topics = scene.codebook ? labelsOfSlot(scene.codebook, 'topic') : []
  return scene.choose.some(topics, 3).map(({ id }) => id)
}

function labelIn({ choose, codebook }: Scene, slot: LabelSetData['slot']): LabelId {
  const labels = codebook ? labelsOfSlot(codebook, slot) : []
  return choose.from(labels).id
}

/** Records that a comment may be about, deleted ones too, sorted. */
function recordsOfLayerIn({ state }: Scene): readonly RecordId[] {
  const kinds = Object.keys(layerRecordKinds)
  return [...mapValues(state.records)]
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id }) => id)
    .sort()
}

/** Live records of a kind in the scene's own stream, sorted. */
export function idsOf({ state }: Pick<Scene, 'state'>, kind: RecordKind): readonly RecordId[] {
  return [...recordsOf(state, kind)]
    .filter(({ id }) => liveRecord(state, kind, id))
    .map(({ id }) => id)
    .sort()
}

function idFrom({ choose, state }: Scene, ids: readonly RecordId[]): RecordId {
  // An id that is not there is refused like any other stranger.
  return ids.length > 0 ? choose.from(ids) : (state.id as string as RecordId)
}

function propositionFrom({ choose, propositions, state }: Scene): PropositionId {
  return propositions.length > 0 ? choose.from(propositions) : (state.id as string as PropositionId) // a stranger, as above
}

function maybe<Item>({ choose }: Scene, items: readonly Item[]): Item | null {
  return items.length === 0 || choose.onceIn(3) ? null : choose.from(items)
}

const words = ['harbour', 'ferry', 'Union', 'winter', 'Board', 'Zoë', '🚢', 'Nordhav'] as const

function wordsFor({ choose }: Scene): string {
  return `${choose.from(words)} ${choose.from(words)}`
}

function noteFor({ choose }: Scene): string {
  return choose.from(['', '', 'look again', 'Straße 🐟'])
}
