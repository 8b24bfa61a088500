import {
  codebookStreamId,
  type DocumentId,
  type DocumentMeta,
  deriveId,
  type EntityId,
  type LabelId,
  layerId,
  type Operation,
  type OperationType,
  operationSchema,
  type ProjectId,
  type PropositionId,
  type RecordId,
  registryStreamId,
  type UserId,
} from '@parallax/domain'
import { proposeZones } from '@parallax/formats'
import { sha256 } from '../sha256.ts'
import { importer, importerVersion } from '../uploads/upload-text.ts'
import { brennickDailyFirst, brennickDailySecond } from './brennick-daily-notes.ts'
import { brennickDailyText } from './brennick-daily-text.ts'
import type { LayerNotes } from './layer-notes.ts'
import { layerRecords, type SampleIds } from './layer-records.ts'
import { meridianFirst, meridianSecond } from './meridian-notes.ts'
import { meridianText } from './meridian-text.ts'
import type { MakeSample } from './sample-content.ts'
import {
  type EntityName,
  entities,
  genres,
  links,
  propositions,
  topics,
} from './sample-vocabulary.ts'

type Article = {
  readonly name: string
  readonly filename: string
  readonly text: string
  readonly meta: Pick<DocumentMeta, 'title' | 'byline' | 'publishedAt' | 'publishedAtBasis'>
  readonly publisher: EntityName
  readonly agency: EntityName | null
  readonly notes: readonly [first: LayerNotes, second: LayerNotes]
}

const articles: readonly Article[] = [
  {
    name: 'meridian',
    filename: 'meridian-soreth-dam.txt',
    text: meridianText,
    meta: {
      title: "Aldova 'Ready' to Open Soreth Dam as Merrow Runs Low",
      byline: ['Petra Lund'],
      publishedAt: '2031-03-12',
      publishedAtBasis: 'stated',
    },
    publisher: 'meridian',
    agency: null,
    notes: [meridianFirst, meridianSecond],
  },
  {
    name: 'brennick daily',
    filename: 'brennick-daily-soreth-dam.txt',
    text: brennickDailyText,
    meta: {
      title: 'Leaders of Tarvia and Aldova agree to open Soreth dam before sowing',
      byline: ['Jonas Hale'],
      publishedAt: '2031-03-12',
      publishedAtBasis: 'inferred',
    },
    publisher: 'daily',
    agency: 'northshore',
    notes: [brennickDailyFirst, brennickDailySecond],
  },
]

/** The version that publishing the sample's topics makes, after the first of every project. */
const codebookVersion = 2

/**
 * The content of the sample project: two articles on one meeting, read by two analysts who do not
 * always agree. Every id follows from the project's, so a project has it once.
 */
export const sampleProject: MakeSample = (project, people) => {
  const ids = idsOf(project)
  const setUp = [codebookOperation, publishOperation, registryOperation]
  return {
    texts: articles.map(({ filename, text }) => ({ filename, text })),
    operations: [
      ...setUp.map((make) => ({ actor: people.first, operation: make(project, ids) })),
      ...articles.map((article) => ({
        actor: people.first,
        operation: importOperation(project, article, ids),
      })),
      { actor: people.first, operation: storyOperation(project) },
      ...articles.flatMap((article) =>
        [people.first, people.second].flatMap((analyst, index) =>
          layerOperations(project, article, analyst, index).map((operation) => ({
            actor: analyst,
            operation,
          })),
        ),
      ),
    ],
  }
}

/** What notes call by name; brands say what sort of thing a derived id names. */
function idsOf(project: ProjectId): SampleIds {
  const derived = (name: string) => deriveId(project, name)
  return {
    type: (code) => derived(`codebook entity type ${code}`) as LabelId,
    topic: (name) => derived(`sample topic ${name}`) as LabelId,
    genre: (name) => derived(`sample genre ${name}`) as LabelId,
    genreField: derived('sample field genre'),
    relationType: (name) => derived(`codebook relation type ${name}`) as LabelId,
    entity: (name) => derived(`sample entity ${name}`) as EntityId,
    proposition: (name) => derived(`sample proposition ${name}`) as PropositionId,
  }
}

type Draft = {
  readonly name: string
  readonly stream: { readonly kind: string; readonly id: string }
  readonly type: OperationType
  readonly args: unknown
}

function operation(project: ProjectId, { name, stream, type, args }: Draft): Operation {
  const id = deriveId(project, `sample operation ${name}`)
  return operationSchema.parse({ id, stream, baseSeq: 0, group: id, after: null, type, args })
}

function codebookOperation(project: ProjectId, ids: SampleIds): Operation {
  const field = { slot: 'documentField', name: 'Genre', select: 'one', rank: 3 }
  const topicSet = deriveId(project, 'codebook set topic')
  const records = [
    { id: ids.genreField, kind: 'labelSet', data: field },
    ...labelsOf(topics, { labelSet: topicSet, idOf: ids.topic }),
    ...labelsOf(genres, { labelSet: ids.genreField, idOf: ids.genre }),
  ]
  const stream = { kind: 'codebook', id: codebookStreamId(project) }
  return operation(project, {
    name: 'codebook',
    stream,
    type: 'codebook.create',
    args: { records },
  })
}

type LabelTexts = Readonly<
  Record<string, readonly [name: string, definition: string, test: string]>
>

function labelsOf(
  texts: LabelTexts,
  { labelSet, idOf }: { labelSet: RecordId; idOf: (name: string) => LabelId },
) {
  return Object.entries(texts).map(([key, [name, definition, test]], rank) => ({
    id: idOf(key),
    kind: 'label',
    data: {
      definition,
      test,
      positive: [],
      negative: [],
      labelSet,
      name,
      parent: null,
      colour: rank + 1,
      key: null,
      deprecated: false,
      rank,
      medium: false,
      ends: null,
    },
  }))
}

function publishOperation(project: ProjectId): Operation {
  const stream = { kind: 'codebook', id: codebookStreamId(project) }
  const id = deriveId(project, 'sample codebook version')
  const args = { id, note: 'Topics and genres for the river dispute.', migrations: [] }
  return operation(project, { name: 'publish', stream, type: 'codebook.publish', args })
}

function registryOperation(project: ProjectId, ids: SampleIds): Operation {
  const stream = { kind: 'registry', id: registryStreamId(project) }
  const operations = [
    ...Object.keys(entities).map((name) => entityDraft(name as EntityName, ids)), // its own keys
    ...Object.entries(propositions).map(([name, [statement, topic]]) => ({
      type: 'proposition.create',
      args: { id: ids.proposition(name), data: propositionData(statement, ids.topic(topic)) },
    })),
    ...links.map(([type, from, to, note]) => ({
      type: 'propositions.link',
      args: {
        id: deriveId(project, `sample link ${from} ${to}`),
        type,
        from: ids.proposition(from),
        to: ids.proposition(to),
        note,
      },
    })),
  ]
  return operation(project, { name: 'registry', stream, type: 'batch', args: { operations } })
}

function entityDraft(name: EntityName, ids: SampleIds) {
  const entity: (typeof entities)[EntityName] & SampleEntityParts = entities[name]
  const data = {
    name: entity.name,
    type: ids.type(entity.type),
    collective: entity.members !== undefined,
    members: (entity.members ?? []).map(ids.entity),
    partOf: entity.partOf ? ids.entity(entity.partOf) : null,
    aliases: Object.fromEntries((entity.aliases ?? []).map((alias) => [alias, true])),
    externalIds: {},
    note: entity.note ?? '',
    redirect: null,
  }
  return { type: 'entity.create', args: { id: ids.entity(name), data } }
}

type SampleEntityParts = {
  readonly aliases?: readonly string[]
  readonly members?: readonly EntityName[]
  readonly partOf?: EntityName
  readonly note?: string
}

function propositionData(statement: string, topic: LabelId) {
  return { statement, topics: [topic], note: '', redirect: null }
}

function documentIdOf(project: ProjectId, { name }: Article): DocumentId {
  return deriveId(project, `sample document ${name}`) as DocumentId // a derived id may name a document
}

function importOperation(project: ProjectId, article: Article, ids: SampleIds): Operation {
  const { text, filename, meta, publisher, agency } = article
  const id = documentIdOf(project, article)
  const bytes = new TextEncoder().encode(text)
  const data = {
    textSha256: sha256(text),
    lengthUtf16: text.length,
    source: {
      sha256: sha256(bytes),
      bytes: bytes.length,
      mediaType: 'text/plain',
      filename,
      importer,
      importerVersion,
    },
    meta: {
      ...meta,
      publisher: ids.entity(publisher),
      agency: agency && ids.entity(agency),
      url: null,
      language: 'en',
    },
    zones: proposeZones(text),
    supersedes: null,
    purged: false,
  }
  const stream = { kind: 'document', id }
  return operation(project, {
    name: `import ${article.name}`,
    stream,
    type: 'document.import',
    args: { id, data },
  })
}

function storyOperation(project: ProjectId): Operation {
  const documents = articles.map((article) => documentIdOf(project, article))
  const id = deriveId(project, 'sample story')
  const args = { id, kind: 'story', title: 'The Soreth dam', documents, basis: 'manual' }
  const stream = { kind: 'registry', id: registryStreamId(project) }
  return operation(project, { name: 'story', stream, type: 'set.create', args })
}

function layerOperations(
  project: ProjectId,
  article: Article,
  analyst: UserId,
  index: number,
): readonly Operation[] {
  const document = documentIdOf(project, article)
  const layer = layerId(document, 'annotator', analyst)
  const notes = article.notes[index]
  if (!notes) throw new Error(`"${article.name}" has no notes of analyst ${index}.`)
  const records = layerRecords(notes, { layer, text: article.text, ids: idsOf(project) })
  const make = (type: OperationType, args: unknown) =>
    operation(project, {
      name: `${type} ${article.name} ${index}`,
      stream: { kind: 'layer', id: layer },
      type,
      args,
    })
  const layerArgs = {
    document,
    kind: 'annotator',
    owner: analyst,
    blind: false,
    codebook: codebookVersion,
  }
  return [
    make('layer.create', layerArgs),
    make('records.create', { records }),
    ...(notes.isSubmitted ? [make('layer.submit', {})] : []),
  ]
}
