import { defaultCodebookRecords, type NewCodebookRecord } from '../src/default-codebook.ts'
import { deriveId } from '../src/derive-id.ts'
import {
  documentIdSchema,
  entityIdSchema,
  type LabelId,
  labelIdSchema,
  type ProjectId,
  propositionIdSchema,
  type RecordId,
  userIdSchema,
} from '../src/ids.ts'
import type { Extent } from '../src/text-range.ts'
import type { Gold, GoldSpan, GoldStep } from './gold-schema.ts'
import {
  type Address,
  codebookAddress,
  documentAddress,
  emptyWorld,
  layerAddress,
  people,
  type Request,
  registryAddress,
  type World,
  withText,
} from './world.ts'

/**
 * How the gold file maps to our model. Ids are UUIDv5 of one namespace and the gold id. A mention's
 * label is its entity's type; mentions without an entity get the type written in `typesByHand`.
 * `publishedAtBasis` is cut to its first word. Each document field is a label set of its own;
 * `leadTopic` has a copy of each topic, since a label belongs to one set. Symmetric links put the
 * smaller id first. Owners A and B are two annotators.
 */
export const goldNamespace = 'b6b6a3f0-2f0f-5d1e-8c43-52c1a1f3a9d4'

/** Entity types of the mentions that refer to nothing. */
const typesByHand: Readonly<Record<string, string>> = {
  'mB000.053': 'DOC',
  'mB000.059': 'GPE',
  'mB000.073': 'GPE',
}

/** The record, entity or label that a gold id becomes. */
export function goldId(id: string): RecordId {
  return deriveId(goldNamespace, id)
}

const entityOf = (id: string) => entityIdSchema.parse(goldId(id))
const propositionOf = (id: string) => propositionIdSchema.parse(goldId(id))
const documentOf = (id: string) => documentIdSchema.parse(goldId(id))
const topicOf = (id: string) => labelIdSchema.parse(goldId(id))
const fieldValue = (field: string, value: string) =>
  labelIdSchema.parse(goldId(`${field} ${value}`))

/** An annotator of the gold file: `A` or `B`. */
export function goldAnnotator(owner: string) {
  return { userId: userIdSchema.parse(goldId(`annotator ${owner}`)), role: 'annotator' } as const
}

/** The value of a document field that a gold value becomes. */
export function goldValue(field: string, value: string): LabelId {
  return fieldValue(field, value)
}

/** The layer that a gold layer becomes. */
export function goldLayer(gold: Gold, id: string): Address {
  const layer = gold.layers.find((each) => each.id === id)
  if (!layer) throw new Error(`the gold file has no layer ${id}`)
  return layerAddress(documentOf(layer.doc), 'annotator', goldAnnotator(layer.owner).userId)
}

/** A project with the gold's texts at its door and nothing else. `texts` are by file name. */
export function goldWorld(
  gold: Gold,
  projectId: ProjectId,
  texts: ReadonlyMap<string, string>,
): World {
  return gold.documents.reduce((world, { id, file }) => {
    const text = texts.get(file)
    if (text === undefined) throw new Error(`the text ${file} is not here`)
    return withText(world, documentOf(id), text)
  }, emptyWorld(projectId))
}

/** Everything the gold file says, as operations, in an order in which each finds what it needs. */
export function goldRequests(gold: Gold, world: World): readonly Request[] {
  return [
    ...codebookRequests(gold, world),
    ...registryRequests(gold, world),
    ...documentRequests(gold),
    ...setRequests(gold, world),
    ...gold.layers.flatMap(({ id }) => layerRequests(gold, id, world.projectId)),
  ]
}

function codebookRequests(gold: Gold, world: World): Request[] {
  const base = { address: codebookAddress(world), actor: people.olga }
  const records = [...defaultCodebookRecords(world.projectId), ...ownLabels(gold, world.projectId)]
  return [
    { ...base, type: 'codebook.create', args: { records } },
    {
      ...base,
      type: 'codebook.publish',
      args: { id: goldId('version 1'), note: '', migrations: [] },
    },
  ]
}

function ownLabels(gold: Gold, projectId: ProjectId): NewCodebookRecord[] {
  const { topic, documentFields } = gold.codebook
  const topicSet = deriveId(projectId, 'codebook set topic')
  const topics = Object.entries(topic)
  const fields = Object.entries(documentFields).map(([field, values]) => ({
    field,
    values: values === 'topic' ? topics : values.map((value) => [value, value] as const),
  }))
  return [
    ...topics.map(([id, name], rank) => label(topicOf(id), topicSet, name, rank)),
    ...fields.map(({ field }, rank) => ({
      id: goldId(`field ${field}`),
      kind: 'labelSet' as const,
      data: { slot: 'documentField', name: field, select: 'one', rank },
    })),
    ...fields.flatMap(({ field, values }) =>
      values.map(([value, name], rank) =>
        label(fieldValue(field, value), goldId(`field ${field}`), name, rank),
      ),
    ),
  ]
}

function label(id: LabelId, labelSet: RecordId, name: string, rank: number): NewCodebookRecord {
  const guidance = { definition: '', test: '', positive: [], negative: [] }
  const plain = { parent: null, colour: 1 + (rank % 12), key: null, deprecated: false }
  const data = { ...guidance, ...plain, labelSet, name, rank, medium: false, ends: null }
  return { id, kind: 'label', data }
}

/** Entities come before the groups and wholes that they belong to. */
function registryRequests(gold: Gold, world: World): Request[] {
  const base = { address: registryAddress(world), actor: people.jude }
  return [
    ...inOrder(gold.entities).map(
      (entity): Request => ({
        ...base,
        type: 'entity.create',
        args: { id: entityOf(entity.id), data: entityData(entity, world.projectId) },
      }),
    ),
    ...gold.propositions.map(
      ({ id, statement, topics }): Request => ({
        ...base,
        type: 'proposition.create',
        args: {
          id: propositionOf(id),
          data: { statement, topics: topics.map(topicOf), note: '', redirect: null },
        },
      }),
    ),
    ...gold.propositionLinks.map((link): Request => {
      const [from, to] = [propositionOf(link.from), propositionOf(link.to)]
      const { type, note } = link
      return {
        ...base,
        type: 'propositions.link',
        args: { id: goldId(link.id), type, from, to, note },
      }
    }),
  ]
}

type GoldEntity = Gold['entities'][number]

function inOrder(entities: readonly GoldEntity[]): readonly GoldEntity[] {
  const placed = new Set<string>()
  const order: GoldEntity[] = []
  const place = (entity: GoldEntity) => {
    if (placed.has(entity.id)) return
    placed.add(entity.id)
    const needed = [...entity.members, ...(entity.partOf ? [entity.partOf] : [])]
    for (const other of entities) if (needed.includes(other.id)) place(other)
    order.push(entity)
  }
  for (const entity of entities) place(entity)
  return order
}

function typeLabel(code: string, projectId: ProjectId): LabelId {
  return labelIdSchema.parse(deriveId(projectId, `codebook entity type ${code}`))
}

function entityData(entity: GoldEntity, projectId: ProjectId) {
  const { name, collective, members, partOf, externalIds } = entity
  return {
    name,
    type: typeLabel(entity.type, projectId),
    collective,
    members: members.map(entityOf),
    partOf: partOf === null ? null : entityOf(partOf),
    aliases: Object.fromEntries(entity.aliases.map((alias) => [alias, true])),
    externalIds,
    note: entity.note ?? '',
    redirect: null,
  }
}

function documentRequests(gold: Gold): Request[] {
  return gold.documents.map((document): Request => {
    const id = documentOf(document.id)
    const { sha256, bytes, file, lengthUtf16, meta } = document
    const source = {
      sha256,
      bytes,
      mediaType: 'text/plain',
      filename: file,
      importer: 'text',
      importerVersion: '1',
    }
    const data = {
      // The files are UTF-8 without a mark and with LF only, so bytes and text hash alike.
      textSha256: sha256,
      lengthUtf16,
      source,
      meta: {
        ...meta,
        url: null,
        publisher: meta.publisher === null ? null : entityOf(meta.publisher),
        agency: meta.agency === null ? null : entityOf(meta.agency),
        publishedAtBasis: firstWord(meta.publishedAtBasis),
      },
      zones: document.zones.map(({ kind, s, e, note }) => ({
        kind,
        startUtf16: s,
        endUtf16: e,
        note: note ?? '',
      })),
      supersedes: null,
      purged: false,
    }
    const address = documentAddress(id)
    return { address, actor: people.olga, type: 'document.import', args: { id, data } }
  })
}

/** What is kept of a basis: its first word. */
export function firstWord(text: string | null): string | null {
  return text?.match(/^\w+/)?.[0] ?? null
}

function setRequests(gold: Gold, world: World): Request[] {
  return gold.documentSets.map(
    ({ id, kind, title, documents }): Request => ({
      address: registryAddress(world),
      actor: people.jude,
      type: 'set.create',
      args: { id: goldId(id), kind, title, documents: documents.map(documentOf), basis: 'manual' },
    }),
  )
}

function layerRequests(gold: Gold, layer: string, projectId: ProjectId): Request[] {
  const found = gold.layers.find(({ id }) => id === layer)
  const owner = goldAnnotator(found?.owner ?? '')
  const base = { address: goldLayer(gold, layer), actor: owner }
  const document = documentOf(found?.doc ?? '')
  const create = {
    document,
    kind: 'annotator',
    owner: owner.userId,
    blind: false,
    codebook: 1,
  } as const
  const records = (list: readonly NewLayerRecord[]): Request[] =>
    list.length === 0 ? [] : [{ ...base, type: 'records.create', args: { records: [...list] } }]
  const own = <Item extends { readonly layer: string }>(list: readonly Item[]) =>
    list.filter((each) => each.layer === layer)
  return [
    { ...base, type: 'layer.create', args: create },
    ...records(own(gold.mentions).map((each) => mention(gold, each, projectId))),
    ...records(own(gold.claims).map(claim)),
    ...records(own(gold.stances).map(stance)),
    ...records(own(gold.relations).map((each) => relation(each, projectId))),
    ...records(own(gold.documentLabels).map(documentLabel)),
  ]
}

type NewLayerRecord = {
  readonly id: RecordId
  readonly kind: 'mention' | 'claim' | 'stance' | 'relation' | 'documentLabel'
  readonly data: object
}

const byHand = { origin: { kind: 'human' }, attrs: {} } as const

function mention(gold: Gold, each: Gold['mentions'][number], projectId: ProjectId): NewLayerRecord {
  const { level, figure } = each
  const type = gold.entities.find(({ id }) => id === each.entity)?.type ?? typesByHand[each.id]
  const data = {
    ...byHand,
    note: '',
    extent: extentOf(each.extent),
    label: typeLabel(type ?? '', projectId),
    form: { level, figure },
    entity: each.entity === null ? null : entityOf(each.entity),
  }
  return { id: goldId(each.id), kind: 'mention', data }
}

function claim(each: Gold['claims'][number]): NewLayerRecord {
  const { evidence, condition, chain, rendering, relay, proposition, topics, note } = each
  const { polarity, certainty, act, tense, saidOn, checkworthiness } = each
  const data = {
    ...byHand,
    note: note ?? '',
    content: { evidence: extentOf(evidence), condition: condition && extentOf(condition) },
    report: { chain: chain.map(stepOf), rendering, relay },
    proposition: proposition === null ? null : propositionOf(proposition),
    topics: topics.map(topicOf),
    polarity,
    certainty,
    act,
    tense,
    saidOn,
    checkworthiness,
  }
  return { id: goldId(each.id), kind: 'claim', data }
}

function stance(each: Gold['stances'][number]): NewLayerRecord {
  const { holder, target, chain, value, explicitness, evidence, note } = each
  const data = {
    ...byHand,
    note: note ?? '',
    attitude: {
      holder:
        holder.kind === 'entities'
          ? { kind: holder.kind, ids: holder.ids.map(entityOf) }
          : { kind: holder.kind },
      target: { kind: target.kind, id: goldId(target.id) },
      chain: chain.map(stepOf),
    },
    value,
    explicitness,
    evidence: extentOf(evidence),
    claim: each.claim === null ? null : goldId(each.claim),
  }
  return { id: goldId(each.id), kind: 'stance', data }
}

function relation(each: Gold['relations'][number], projectId: ProjectId): NewLayerRecord {
  const data = {
    ...byHand,
    note: each.note,
    type: deriveId(projectId, `codebook relation type ${each.type}`),
    from: goldId(each.from),
    to: goldId(each.to),
    cue: each.cue && extentOf(each.cue),
  }
  return { id: goldId(each.id), kind: 'relation', data }
}

function documentLabel({ layer, field, values }: Gold['documentLabels'][number]): NewLayerRecord {
  const data = {
    ...byHand,
    note: '',
    field: goldId(`field ${field}`),
    values: values.map((value) => fieldValue(field, value)),
  }
  return { id: goldId(`${layer} ${field}`), kind: 'documentLabel', data }
}

function extentOf(spans: readonly GoldSpan[]): Extent {
  return spans.map(({ s, e }) => ({ startUtf16: s, endUtf16: e }))
}

function stepOf({ sources, sourceExtent, cue, medium, addressees }: GoldStep) {
  return {
    sources: sources.map(entityOf),
    sourceExtent: sourceExtent && extentOf(sourceExtent),
    cue: cue && extentOf(cue),
    medium: medium === null ? null : entityOf(medium),
    addressees: addressees.map(entityOf),
  }
}
