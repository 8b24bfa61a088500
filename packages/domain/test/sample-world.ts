import { defaultCodebookRecords, type NewCodebookRecord } from '../src/default-codebook.ts'
import { deriveId } from '../src/derive-id.ts'
import type { DocumentId, EntityId, LabelId, ProjectId, PropositionId } from '../src/ids.ts'
import { labelIdSchema } from '../src/ids.ts'
import type { ClaimData } from '../src/record-kinds/claim.ts'
import type { CommentAnchor, CommentBody } from '../src/record-kinds/comment.ts'
import type { EntityData } from '../src/record-kinds/entity.ts'
import type { MentionData } from '../src/record-kinds/mention.ts'
import type { StanceData } from '../src/record-kinds/stance.ts'
import type { Extent } from '../src/text-range.ts'
import {
  sampleDocumentId,
  sampleEntityId,
  sampleId,
  sampleProjectId,
  samplePropositionId,
} from './sample-ids.ts'
import { ferryText, harbourText, harbourZones, sha256Of } from './sample-texts.ts'
import {
  codebookAddress,
  documentAddress,
  emptyWorld,
  layerAddress,
  people,
  type Request,
  registryAddress,
  submitAll,
  type World,
  withText,
} from './world.ts'

const projectId = sampleProjectId('harbour')

/** Names for what stands in the sample project. */
export const sample = {
  projectId,
  harbour: sampleDocumentId('harbour'),
  ferry: sampleDocumentId('ferry'),
  veld: sampleEntityId('veld'),
  union: sampleEntityId('union'),
  board: sampleEntityId('board'),
  leaders: sampleEntityId('leaders'),
  note: sampleEntityId('note'),
  courier: sampleEntityId('courier'),
  unused: sampleEntityId('unused'),
  closes: samplePropositionId('closes'),
  asked: samplePropositionId('asked'),
  prices: samplePropositionId('prices'),
  story: sampleId('story'),
  fishing: labelOf('fishing'),
  trade: labelOf('trade'),
  weather: labelOf('weather'),
  ports: labelOf('ports'),
  echoes: labelOf('echoes'),
  supports: labelIdSchema.parse(deriveId(projectId, 'codebook relation type supports')),
  genre: sampleId('set genre'),
  news: labelOf('news'),
  opinion: labelOf('opinion'),
  loud: sampleId('attribute loud'),
  mention: sampleId('mention veld'),
  claim: sampleId('claim closes'),
  denial: sampleId('claim denial'),
  /** Ben’s, on Ada’s claim. */
  comment: sampleId('comment'),
  stance: sampleId('stance board'),
  relation: sampleId('relation attacks'),
  documentLabel: sampleId('document label genre'),
} as const

/** The entity type of the default codebook with this code: `PER`, `ORG`, `DOC`… */
export function entityType(code: string, project: ProjectId = projectId): LabelId {
  return labelIdSchema.parse(deriveId(project, `codebook entity type ${code}`))
}

function labelOf(name: string): LabelId {
  return labelIdSchema.parse(sampleId(`label ${name}`))
}

/** Where these words stand in a text, the first time. */
export function extentOfWords(text: string, ...parts: readonly string[]): Extent {
  return parts.map((part) => {
    const startUtf16 = text.indexOf(part)
    if (startUtf16 < 0) throw new Error(`the text does not say "${part}"`)
    return { startUtf16, endUtf16: startUtf16 + part.length }
  })
}

/** Ada's own layer of the harbour article: it has a record of each kind. */
export const adasLayer = layerAddress(sample.harbour, 'annotator', people.ada.userId)
/** Ben's own layer of the same article, empty. */
export const bensLayer = layerAddress(sample.harbour, 'annotator', people.ben.userId)
/** The shared layer of the same article, empty. */
export const sharedLayer = layerAddress(sample.harbour, 'shared')
/** The adjudicated layer of the same article, empty. */
export const adjudicatedLayer = layerAddress(sample.harbour, 'adjudicated')

/** A valid project with everything in it, made by operations. The same object on every call. */
export function sampleWorld(): World {
  made ??= withComments(
    withRecords(withLayers(withDocuments(withRegistry(withCodebook(freshWorld()))))),
  )
  return made
}
let made: World | undefined

/** Everybody who may has said something about the harbour article; Ada has answered Ben. */
function withComments(world: World): World {
  const passage = { kind: 'passage' as const, extent: extentOfWords(harbourText, 'harbour') }
  const ofClaim = { kind: 'record' as const, id: sample.claim }
  const reply = { kind: 'comment' as const, id: sample.comment }
  const harbour = documentAddress(sample.harbour)
  const { ada, ben, jude, olga } = people
  const type = 'comment.create' as const
  const says = (name: string, anchor: CommentAnchor, body: CommentBody) => ({
    type,
    args: { id: sampleId(name), anchor, body },
  })
  return submitAll(world, [
    { address: adasLayer, actor: ben, ...says('comment', ofClaim, ['Is it denied?']) },
    {
      address: adasLayer,
      actor: ada,
      ...says('reply', reply, ['Not here, ', { user: ben.userId }, '.']),
    },
    ...[ada, jude, olga].map((actor, index) => ({
      address: harbour,
      actor,
      ...says(`passage ${index}`, passage, ['Which harbour?']),
    })),
  ])
}

/** The sample project with its two texts at the door and nothing in the log. */
export function freshWorld(): World {
  const texts: readonly (readonly [DocumentId, string])[] = [
    [sample.harbour, harbourText],
    [sample.ferry, ferryText],
  ]
  return texts.reduce((world, [id, text]) => withText(world, id, text), emptyWorld(projectId))
}

function withCodebook(world: World): World {
  const address = codebookAddress(world)
  const base = { address, actor: people.olga }
  return submitAll(world, [
    { ...base, type: 'codebook.create', args: { records: defaultRecords() } },
    { ...base, type: 'codebook.create', args: { records: ownRecords() } },
    {
      ...base,
      type: 'codebook.publish',
      args: { id: sampleId('version 1'), note: '', migrations: [] },
    },
  ])
}

const defaultRecords = () => [...defaultCodebookRecords(projectId)]

/** What the project adds: topics, a field, an attribute, a relation that runs both ways. */
function ownRecords(): NewCodebookRecord[] {
  const topics = deriveId(projectId, 'codebook set topic')
  const relations = deriveId(projectId, 'codebook set relationType')
  const either = ['mention', 'claim', 'stance']
  const ends = { from: either, to: either, fromTypes: null, toTypes: null, directed: false }
  const labels = [
    ['fishing', topics, null],
    ['trade', topics, null],
    ['weather', topics, null],
    ['ports', topics, null],
    ['news', sample.genre, null],
    ['opinion', sample.genre, null],
    ['echoes', relations, ends],
  ] as const
  return [
    {
      id: sample.genre,
      kind: 'labelSet',
      data: { slot: 'documentField', name: 'Genre', select: 'one', rank: 9 },
    },
    ...labels.map(([name, labelSet, labelEnds], rank) => ({
      id: labelOf(name),
      kind: 'label' as const,
      data: { ...plainLabel, labelSet, name, rank, ends: labelEnds },
    })),
    {
      id: sample.loud,
      kind: 'attribute',
      data: { on: 'claim', name: 'Loudness', required: true, value: loudness },
    },
  ]
}

const loudness = { kind: 'number', min: 0, max: 10 } as const
/** The parts of a label that most tests leave alone. */
export const plainLabel = {
  definition: '',
  test: '',
  positive: [],
  negative: [],
  parent: null,
  colour: 8,
  key: null,
  deprecated: false,
  medium: false,
  ends: null,
} as const

/** An entity with nothing but a name and a type. */
export function plainEntity(name: string, code: string): EntityData {
  return {
    name,
    type: entityType(code),
    collective: false,
    members: [],
    partOf: null,
    aliases: {},
    externalIds: {},
    note: '',
    redirect: null,
  }
}

function withRegistry(world: World): World {
  const base = { address: registryAddress(world), actor: people.ada }
  const entity = (id: EntityId, data: EntityData): Request => ({
    ...base,
    type: 'entity.create',
    args: { id, data },
  })
  const proposition = (id: PropositionId, statement: string): Request => ({
    ...base,
    type: 'proposition.create',
    args: { id, data: { statement, topics: [sample.ports], note: '', redirect: null } },
  })
  const { veld, union, leaders } = sample
  const members = [veld, union]
  const linked = [sample.closes, sample.prices].sort()
  return submitAll(world, [
    entity(veld, { ...plainEntity('Jonas Veld', 'PER'), externalIds: { wikidata: 'Q42' } }),
    entity(union, { ...plainEntity('Fishers’ Union', 'ORG'), aliases: { 'the union': true } }),
    entity(sample.board, plainEntity('Port Board', 'ORG')),
    entity(leaders, { ...plainEntity('the two sides', 'ORG'), collective: true, members }),
    entity(sample.note, plainEntity('ministry note', 'DOC')),
    entity(sample.courier, plainEntity('The Sarnow Courier', 'ORG')),
    entity(sample.unused, plainEntity('Nordhav', 'GPE')),
    proposition(sample.closes, 'Sarnow harbour closes in November.'),
    proposition(sample.asked, 'The Fishers’ Union was asked.'),
    proposition(sample.prices, 'Prices rise when the harbour is shut.'),
    {
      ...base,
      type: 'propositions.link',
      args: {
        id: sampleId('link'),
        type: 'overlaps',
        from: linked[0] ?? sample.closes,
        to: linked[1] ?? sample.prices,
        note: '',
      },
    },
  ])
}

function withDocuments(world: World): World {
  const imports = ([sample.harbour, sample.ferry] as const).map((id): Request => {
    const address = documentAddress(id)
    return {
      address,
      actor: people.ada,
      type: 'document.import',
      args: { id, data: documentOf(world, id) },
    }
  })
  return submitAll(world, [
    ...imports,
    {
      address: documentAddress(sample.harbour),
      actor: people.ada,
      type: 'document.setZones',
      args: { zones: [...harbourZones] },
    },
    {
      address: registryAddress(world),
      actor: people.jude,
      type: 'set.create',
      args: {
        id: sample.story,
        kind: 'story',
        title: 'The harbour closes',
        documents: [sample.harbour],
        basis: 'manual',
      },
    },
  ])
}

/** What `document.import` needs for one of the two texts. */
export function documentOf({ texts }: World, id: DocumentId) {
  const text = texts.get(id) ?? ''
  const sha256 = sha256Of(text)
  return {
    textSha256: sha256,
    lengthUtf16: text.length,
    source: {
      sha256,
      bytes: text.length,
      mediaType: 'text/plain',
      filename: 'harbour.txt',
      importer: 'text',
      importerVersion: '1',
    },
    meta: {
      title: text.split('\n')[0] ?? '',
      publisher: sample.courier,
      agency: null,
      byline: ['Ilse Brandt'],
      url: null,
      language: 'en',
      publishedAt: '2031-03-01',
      publishedAtBasis: 'inferred',
    },
    zones: [],
    supersedes: null,
    purged: false,
  }
}

function withLayers(world: World): World {
  const create = (
    address: Request['address'],
    actor: Request['actor'],
    kind: 'annotator' | 'shared' | 'adjudicated',
  ): Request => ({
    address,
    actor,
    type: 'layer.create',
    args: {
      document: address.document ?? sample.harbour,
      kind,
      owner: kind === 'annotator' ? actor.userId : null,
      blind: false,
      codebook: 1,
    },
  })
  return submitAll(world, [
    create(adasLayer, people.ada, 'annotator'),
    create(bensLayer, people.ben, 'annotator'),
    create(sharedLayer, people.ada, 'shared'),
    create(adjudicatedLayer, people.jude, 'adjudicated'),
    create(layerAddress(sample.ferry, 'shared'), people.ada, 'shared'),
  ])
}

function withRecords(world: World): World {
  const records = [
    { id: sample.mention, kind: 'mention', data: sampleMention },
    { id: sample.claim, kind: 'claim', data: sampleClaim },
    { id: sample.denial, kind: 'claim', data: sampleDenial },
    { id: sample.stance, kind: 'stance', data: sampleStance },
    {
      id: sample.relation,
      kind: 'relation',
      data: { ...plain, type: sample.supports, from: sample.denial, to: sample.claim, cue: null },
    },
    {
      id: sample.documentLabel,
      kind: 'documentLabel',
      data: { ...plain, field: sample.genre, values: [sample.news] },
    },
  ] as const
  return submitAll(world, [
    {
      address: adasLayer,
      actor: people.ada,
      type: 'records.create',
      args: { records: [...records] },
    },
  ])
}

const plain = { origin: { kind: 'human' }, note: '', attrs: {} } as const

/** “Jonas Veld”, the person. */
export const sampleMention: MentionData = {
  ...plain,
  extent: extentOfWords(harbourText, 'Jonas Veld'),
  label: entityType('PER'),
  form: { level: 'NAM', figure: 'literal' },
  entity: sample.veld,
}

/** That the harbour closes, said by Veld. */
export const sampleClaim: ClaimData = {
  ...plain,
  content: { evidence: extentOfWords(harbourText, 'will close in November'), condition: null },
  report: {
    chain: [
      {
        sources: [sample.veld],
        sourceExtent: extentOfWords(harbourText, 'Jonas Veld'),
        cue: extentOfWords(harbourText, 'said'),
        medium: null,
        addressees: [],
      },
    ],
    rendering: 'direct',
    relay: 'neutral',
  },
  proposition: sample.closes,
  polarity: 'positive',
  certainty: 'certain',
  act: 'assertive',
  tense: 'future',
  saidOn: null,
  topics: [sample.ports],
  checkworthiness: 'worthy',
}

/** That the union was asked, denied through a ministry note. */
export const sampleDenial: ClaimData = {
  ...sampleClaim,
  content: { evidence: extentOfWords(harbourText, 'had not been asked'), condition: null },
  report: {
    chain: [
      {
        sources: [],
        sourceExtent: null,
        cue: extentOfWords(harbourText, 'according to'),
        medium: sample.note,
        addressees: [],
      },
      { sources: [sample.veld], sourceExtent: null, cue: null, medium: null, addressees: [] },
    ],
    rendering: 'indirect',
    relay: 'neutral',
  },
  proposition: sample.asked,
  polarity: 'negative',
  act: 'denial',
}

/** That the Board is for the minister. */
export const sampleStance: StanceData = {
  ...plain,
  attitude: {
    holder: { kind: 'entities', ids: [sample.board] },
    target: { kind: 'entity', id: sample.veld },
    chain: [],
  },
  value: 2,
  explicitness: 'explicit',
  evidence: extentOfWords(harbourText, 'the Board supports him'),
  claim: sample.claim,
}
