import type { OperationType } from '../src/operations/registry.ts'
import type { RefusalCode } from '../src/refusal.ts'
import { sampleDocumentId, sampleEntityId, sampleId, samplePropositionId } from './sample-ids.ts'
import { ferryText, harbourText } from './sample-texts.ts'
import {
  adasLayer,
  bensLayer,
  documentOf,
  extentOfWords,
  plainEntity,
  sample,
  sampleClaim,
  sampleMention,
  sampleStance,
  sampleWorld,
} from './sample-world.ts'
import {
  codebookAddress,
  documentAddress,
  layerAddress,
  logAt,
  people,
  type Request,
  registryAddress,
  stateAt,
  submitAll,
  type World,
} from './world.ts'

/** A project, what is asked of it, and what must be answered; or why nobody can be told so. */
export type Refused =
  | { readonly world: World; readonly request: Request }
  | { readonly never: string }

/** One request for every way to say no. A refusal without an entry does not compile. */
export const refused: { readonly [C in RefusalCode]: () => Refused } = {
  'text-not-canonical': () => ({ never: 'said at the upload door, by canonicalText' }),
  'unknown-text': () =>
    on(sampleWorld(), 'document.import', {
      id: sampleDocumentId('new'),
      data: documentOf(sampleWorld(), sample.ferry),
    }),
  'unknown-change': () => onAda('change.revert', { seq: 999 }),
  'operation-too-large': () => onAda('record.set', noteOf(sample.mention, 'x'.repeat(1_000_001))),
  'blind-not-available': () =>
    on(sampleWorld(), 'layer.create', { ...bensNewLayer, blind: true }, people.ben),
  'wrong-stream': () => onAda('entity.create', { id: sampleEntityId('new'), data: {} }),
  'id-taken': () => onRegistry('entity.create', { id: sample.veld, data: plainEntity('V', 'PER') }),
  'unknown-record': () => onAda('record.set', noteOf(sampleId('nobody'), 'x')),
  'unknown-field': () => onAda('record.set', { id: sample.mention, register: 'colour', value: 1 }),
  'unknown-layer': () =>
    on(sampleWorld(), 'records.delete', { ids: [sample.mention] }, people.ada, adasFerryLayer),
  'unknown-document': () =>
    onRegistry('set.put', { ...inStory, document: sampleDocumentId('nowhere') }, people.jude),
  'unknown-entity': () => onAda('record.set', set(sample.mention, 'entity', sampleId('nobody'))),
  'unknown-proposition': () =>
    onAda('record.set', set(sample.claim, 'proposition', samplePropositionId('unheard'))),
  'unknown-label': () => onAda('record.set', set(sample.mention, 'label', sample.fishing)),
  'unknown-codebook': () =>
    on(
      sampleWorld(),
      'layer.create',
      { ...adasFerryArgs, codebook: 9 },
      people.ada,
      adasFerryLayer,
    ),
  'not-allowed': () => onAda('record.set', noteOf(sample.mention, 'mine'), people.ben),
  'layer-not-open': () =>
    on(submitted(), 'record.set', noteOf(sample.mention, 'late'), people.ada, adasLayer),
  'layer-exists': () => ({
    never: 'the id says kind and owner, so a second creation is the same layer: an empty change',
  }),
  'layer-not-empty': () => onAda('change.revert', { seq: 1 }),
  'layer-in-review': () => ({ never: 'decisions do not exist yet; nothing can be in review' }),
  'bad-layer': () =>
    on(
      sampleWorld(),
      'layer.create',
      { document: sample.harbour, kind: 'shared', owner: null, blind: false, codebook: 1 },
      people.ada,
      bensLayer,
    ),
  'empty-extent': () => extent([]),
  'range-out-of-text': () => extent([{ startUtf16: 0, endUtf16: harbourText.length + 1 }]),
  'range-splits-surrogate': () => extent([ship(0, 1)]),
  'range-whitespace-edge': () => extent([ship(-1, 2)]),
  'extent-not-sorted': () => extent(extentOfWords(harbourText, 'Veld', 'Jonas')),
  'extent-too-many-parts': () =>
    extent(Array.from({ length: 9 }, (_, i) => ({ startUtf16: i * 2, endUtf16: i * 2 + 1 }))),
  'mention-over-line': () =>
    on(
      sampleWorld(),
      'records.create',
      {
        records: [
          {
            id: sampleId('over line'),
            kind: 'mention',
            data: { ...sampleMention, extent: extentOfWords(ferryText, 'learned.\nPrices') },
          },
        ],
      },
      people.ada,
      ferryLayer,
    ),
  'zone-not-annotatable': () => extent(extentOfWords(harbourText, 'Ten years of the harbour')),
  'zones-overlap': () => zones([zone(0, 10), zone(5, harbourText.length)]),
  'zones-incomplete': () => zones([zone(0, 6)]),
  'bad-value': () => onAda('record.set', set(sample.claim, 'polarity', 'sideways')),
  'pronoun-metonym': () =>
    onAda('record.set', set(sample.mention, 'form', { level: 'PRO', figure: 'metonym' })),
  'own-needs-empty-chain': () => report({ rendering: 'own' }),
  'chain-too-long': () => report({ chain: Array.from({ length: 5 }, () => unnamed) }),
  'repeated-source': () => report({ chain: [veldSpeaks, veldSpeaks] }),
  'cue-overlaps-source': () => report({ chain: [{ ...veldSpeaks, cue: veldSpeaks.sourceExtent }] }),
  'not-a-medium': () => report({ chain: [{ ...veldSpeaks, medium: sample.board }] }),
  'condition-outside-evidence': () =>
    onAda(
      'record.set',
      set(sample.claim, 'content', {
        ...sampleClaim.content,
        condition: extentOfWords(harbourText, 'Sarnow harbour'),
      }),
    ),
  'bad-date': () => onAda('record.set', set(sample.claim, 'saidOn', '2031-02-30')),
  'bad-statement': () =>
    onRegistry('registry.set', set(sample.closes, 'statement', 'No full stop')),
  'bad-alias': () =>
    onRegistry('alias.set', { entity: sample.board, alias: 'Port Board', present: true }),
  'holder-is-target': () => attitude({ target: { kind: 'entity', id: sample.board } }),
  'author-with-chain': () => attitude({ holder: { kind: 'author' }, chain: [unnamed] }),
  'off-scale': () => onAda('record.set', set(sample.stance, 'value', 3)),
  'too-many-labels': () =>
    onAda(
      'record.set',
      set(sample.claim, 'topics', [sample.fishing, sample.trade, sample.ports, sample.weather]),
    ),
  'attribute-mismatch': () => onAda('record.set', set(sample.claim, `attrs.${sample.loud}`, 11)),
  'dangling-reference': () =>
    on(without(sample.unused), 'record.set', set(sample.mention, 'entity', sample.unused)),
  'has-dependents': () => onAda('records.delete', { ids: [sample.claim] }),
  'duplicate-record': () => create('mention', sampleMention),
  'relation-not-allowed': () =>
    create('relation', { ...related, from: sample.mention, to: sample.claim }),
  'self-link': () => create('relation', { ...related, from: sample.claim, to: sample.claim }),
  'merge-cycle': () =>
    onRegistry('registry.merge', { from: sample.veld, into: sample.veld }, people.jude),
  'type-mismatch': () =>
    onRegistry('registry.merge', { from: sample.veld, into: sample.union }, people.jude),
  'not-merged': () => onRegistry('registry.unmerge', { from: sample.veld }, people.jude),
  'in-use': () => onRegistry('registry.delete', { ids: [sample.veld] }, people.jude),
  'member-cycle': () =>
    onRegistry('registry.set', set(sample.leaders, 'members', [sample.leaders])),
  'members-need-collective': () =>
    onRegistry('registry.set', set(sample.leaders, 'collective', false)),
  'part-of-cycle': () => onRegistry('registry.set', set(sample.board, 'partOf', sample.board)),
  'external-id-taken': () =>
    onRegistry('registry.set', set(sample.board, 'externalIds.wikidata', 'Q42')),
  'bad-external-id': () =>
    onRegistry('registry.set', set(sample.board, 'externalIds.wikidata', 'Q042')),
  'link-exists': () =>
    onRegistry('propositions.link', {
      ...link,
      type: 'overlaps',
      from: sample.closes,
      to: sample.prices,
    }),
  'entailment-cycle': () => {
    const there = { ...link, type: 'entails' as const, from: sample.closes, to: sample.asked }
    const back = { ...there, id: sampleId('back'), from: sample.asked, to: sample.closes }
    const world = sampleWorld()
    const base = { address: registryAddress(world), actor: people.ada }
    const linked = submitAll(world, [{ ...base, type: 'propositions.link', args: there }])
    return { world: linked, request: { ...base, type: 'propositions.link', args: back } }
  },
  'missing-migration': () => {
    const world = edited('codebook.delete', { ids: [sample.fishing] })
    return { world, request: codebook(world, 'codebook.publish', publishing) }
  },
  'nothing-to-publish': () => {
    const world = sampleWorld()
    return { world, request: codebook(world, 'codebook.publish', publishing) }
  },
  stale: () => {
    const request = renamed('Jonas')
    const world = submitAll(sampleWorld(), [request])
    const baseSeq = stateAt(sampleWorld(), request.address).seq
    return { world, request: { ...renamed('J. Veld'), actor: people.ben, baseSeq } }
  },
  'undo-superseded': () => {
    const world = submitAll(sampleWorld(), [
      renamed('Jonas'),
      { ...renamed('J.'), actor: people.ben },
    ])
    const address = registryAddress(world)
    const seq = logAt(world, address).length - 1
    return { world, request: { address, actor: people.ada, type: 'change.revert', args: { seq } } }
  },
  'not-revertible': () => {
    const world = sampleWorld()
    const address = codebookAddress(world)
    const seq = logAt(world, address).length
    return { world, request: { address, actor: people.olga, type: 'change.revert', args: { seq } } }
  },
  'prerequisite-refused': () => ({
    never: 'said by the server of an operation whose `after` was refused in the same batch',
  }),
  'batch-failed': () =>
    onAda('batch', { operations: [{ type: 'records.delete', args: { ids: [sample.claim] } }] }),
}

const ferryLayer = layerAddress(sample.ferry, 'shared')
const adasFerryLayer = layerAddress(sample.ferry, 'annotator', people.ada.userId)
const adasFerryArgs = {
  document: sample.ferry,
  kind: 'annotator',
  owner: people.ada.userId,
  blind: false,
  codebook: 1,
} as const
const bensNewLayer = { ...adasFerryArgs, document: sample.harbour, owner: people.ben.userId }
const inStory = { set: sample.story, present: true }
const unnamed = { sources: [], sourceExtent: null, cue: null, medium: null, addressees: [] }
const veldSpeaks = { ...unnamed, ...sampleClaim.report.chain[0], medium: null }
const related = { origin: { kind: 'human' }, note: '', attrs: {}, type: sample.supports, cue: null }
const publishing = { id: sampleId('version 2'), note: '', migrations: [] }
const link = { id: sampleId('another link'), note: '' }

const set = (id: string, register: string, value: unknown) => ({ id, register, value })
const noteOf = (id: string, value: string) => set(id, 'note', value)

type Args = object

/** A request of the sample project, in the stream that its type calls for. */
function on(
  world: World,
  type: OperationType,
  args: Args,
  ...[actor = people.ada, address = addressOf(type)]: readonly [
    Request['actor']?,
    Request['address']?,
  ]
): Refused {
  // The tables above write down what people send: also what no schema would take.
  return { world, request: { address, actor, type, args: args as never } }
}

function addressOf(type: OperationType): Request['address'] {
  if (type === 'document.import') return documentAddress(sampleDocumentId('new'))
  return type === 'layer.create' ? bensLayer : adasLayer
}

const onAda = (type: OperationType, args: Args, actor?: Request['actor']) =>
  on(sampleWorld(), type, args, actor, adasLayer)

function onRegistry(type: OperationType, args: Args, actor?: Request['actor']): Refused {
  return on(sampleWorld(), type, args, actor, registryAddress(sampleWorld()))
}

function codebook(world: World, type: OperationType, args: Args): Request {
  return { address: codebookAddress(world), actor: people.olga, type, args: args as never } // as above
}

function edited(type: OperationType, args: Args): World {
  return submitAll(sampleWorld(), [codebook(sampleWorld(), type, args)])
}

const extent = (value: unknown) => onAda('record.set', set(sample.mention, 'extent', value))
const report = (change: object) =>
  onAda('record.set', set(sample.claim, 'report', { ...sampleClaim.report, ...change }))
const attitude = (change: object) =>
  onAda('record.set', set(sample.stance, 'attitude', { ...sampleStance.attitude, ...change }))
const create = (kind: string, data: object) =>
  onAda('records.create', { records: [{ id: sampleId('another'), kind, data }] })

function zones(value: readonly object[]): Refused {
  const address = documentAddress(sample.harbour)
  return on(sampleWorld(), 'document.setZones', { zones: value }, people.ada, address)
}

function zone(startUtf16: number, endUtf16: number) {
  return { kind: 'body', startUtf16, endUtf16, note: '' }
}

/** A range around the first ship of the text, an astral character. */
function ship(fromUtf16: number, toUtf16: number) {
  const at = harbourText.indexOf('🚢')
  return { startUtf16: at + fromUtf16, endUtf16: at + toUtf16 }
}

function submitted(): World {
  const base = { address: adasLayer, actor: people.ada }
  return submitAll(sampleWorld(), [{ ...base, type: 'layer.submit', args: {} }])
}

function without(id: typeof sample.unused): World {
  const base = { address: registryAddress(sampleWorld()), actor: people.jude }
  return submitAll(sampleWorld(), [{ ...base, type: 'registry.delete', args: { ids: [id] } }])
}

function renamed(name: string): Request {
  const args = { id: sample.veld, register: 'name', value: name }
  return { address: registryAddress(sampleWorld()), actor: people.ada, type: 'registry.set', args }
}
