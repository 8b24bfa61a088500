import {
  type Db,
  getProject,
  headsOf,
  headsOfKind,
  loadStreams,
  type StoredRecord,
  type StoredStream,
  type StreamHead,
  schema,
} from '@parallax/db'
import {
  type AnyRecord,
  codebookStreamId,
  definitionOf,
  isRecordOf,
  type ProjectId,
  type RecordKind,
  recordKinds,
  registryStreamId,
  type StreamId,
  type StreamKind,
  type UserId,
} from '@parallax/domain'
import type {
  Authored,
  DocumentSource,
  LayerSource,
  Person,
  ProjectSource,
} from '@parallax/formats'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { hiddenLayers } from '../queries/hidden-layers.ts'
import { peopleOf } from '../queries/people.ts'
import { recordFromRow } from '../submit/stored-form.ts'
import { recordsAsOf, type StreamMoment } from './stream-as-of.ts'

/** What of a project goes into a file. The codebook and the registry always do. */
export type Selection = {
  /** Layers by id, or all of them. */
  readonly layers: readonly string[] | 'all'
  /** Documents by id, or all of them. */
  readonly documents: readonly string[] | 'all'
  /** Whoever gets the file: what others still write blind is left out. Without one it is all there. */
  readonly reader?: UserId | undefined
}

export const everything: Selection = { layers: 'all', documents: 'all' }

type Heads = {
  readonly layers: readonly StreamHead[]
  readonly documents: readonly StreamHead[]
  readonly registry: StreamMoment | undefined
  readonly codebook: StreamMoment | undefined
}

const noLayers: ReadonlySet<string> = new Set()
const pageSize = 1000

/**
 * A project as it stood when this was called, or `undefined` when there is none. It is read page by
 * page while it is written out; no transaction stays open, what is changed meanwhile is taken back.
 */
export async function openProjectSource(
  db: Db,
  projectId: ProjectId,
  selection: Selection,
  exportedAt: Date,
): Promise<ProjectSource | undefined> {
  const project = await getProject(db, projectId)
  if (project === undefined) return undefined
  const heads = await headsNow(db, projectId, selection)
  const codebook = heads.codebook ? await codebookOf(db, heads.codebook) : []
  const { name, mode } = project
  return {
    manifest: {
      project: { name, mode },
      exportedAt: exportedAt.toISOString(),
      codebook: newestVersion(codebook),
      counts: { documents: heads.documents.length, layers: heads.layers.length },
    },
    people: await peopleById(db, projectId),
    codebook: () => each(codebook),
    registry: () => readRegistry(db, heads.registry),
    documents: () => readDocuments(db, projectId, heads),
  }
}

/** What refers is looked at before what it refers to, so that no reference leads out of the file. */
async function headsNow(db: Db, projectId: ProjectId, selection: Selection): Promise<Heads> {
  const layers = await headsOfKind(db, projectId, 'layer')
  const { reader } = selection
  const hidden = reader === undefined ? noLayers : await hiddenLayers(db, projectId, reader)
  const documents = await headsOfKind(db, projectId, 'document')
  const [registry, codebook] = [registryStreamId(projectId), codebookStreamId(projectId)]
  const others = await headsOf(db, projectId, [registry, codebook])
  const isWantedDocument = isIn(selection.documents)
  const isWantedLayer = isIn(selection.layers)
  const moment = (id: StreamId, kind: StreamKind) => {
    const head = others.find(({ streamId }) => streamId === id)
    return head && { projectId, streamId: id, kind, seq: head.seq }
  }
  const inDocuments = (head: StreamHead) => isWantedDocument(head.documentId)
  return {
    layers: layers.filter(
      (head) => inDocuments(head) && isWantedLayer(head.streamId) && !hidden.has(head.streamId),
    ),
    documents: documents.filter(inDocuments),
    registry: moment(registry, 'registry'),
    codebook: moment(codebook, 'codebook'),
  }
}

function isIn(wanted: readonly string[] | 'all'): (id: string | null) => boolean {
  if (wanted === 'all') return () => true
  const ids = new Set<string | null>(wanted)
  return (id) => id !== null && ids.has(id)
}

async function peopleById(db: Db, projectId: ProjectId): Promise<ReadonlyMap<UserId, Person>> {
  const people = new Map<UserId, Person>()
  for (const { id, name } of await peopleOf(db, projectId)) {
    const person = { id: id as UserId, name } // ids of people were minted by us or checked at the door
    if (!people.has(person.id)) people.set(person.id, person)
  }
  return people
}

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items
}

function kindsOf(stream: StreamKind): readonly RecordKind[] {
  const kinds = Object.keys(recordKinds) as RecordKind[] // its own keys
  return kinds.filter((kind) => definitionOf(kind).streams.includes(stream))
}

/** All of a codebook but what nobody can refer to: deleted records that no version holds. */
async function codebookOf(db: Db, moment: StreamMoment): Promise<readonly Authored[]> {
  const found: Authored[] = []
  for (const kind of kindsOf('codebook'))
    for await (const record of readKind(db, moment, kind)) found.push(record)
  const held = new Set(found.flatMap(({ record }) => idsHeldBy(record)))
  return found.filter(({ record }) => !record.deleted || held.has(record.id))
}

function idsHeldBy(record: AnyRecord): readonly string[] {
  if (!isRecordOf(record, 'version') || record.deleted) return []
  return Object.values(record.data.content).flatMap((entries) => entries.map(({ id }) => id))
}

function newestVersion(codebook: readonly Authored[]): number | null {
  const numbers = codebook.map(({ record }) =>
    isRecordOf(record, 'version') ? record.data.number : 0,
  )
  return Math.max(0, ...numbers) || null
}

async function* readRegistry(db: Db, moment: StreamMoment | undefined): AsyncGenerator<Authored> {
  for (const kind of moment ? kindsOf('registry') : [])
    if (moment) yield* readKind(db, moment, kind)
}

/** The records of one kind in a stream, in id order, by pages. */
async function* readKind(db: Db, moment: StreamMoment, kind: RecordKind): AsyncGenerator<Authored> {
  const { records } = schema
  for (let after: string | undefined; ; ) {
    const page = await db
      .select()
      .from(records)
      .where(
        and(
          eq(records.projectId, moment.projectId),
          eq(records.streamId, moment.streamId),
          eq(records.kind, kind),
          after === undefined ? undefined : gt(records.id, after),
        ),
      )
      .orderBy(asc(records.id))
      .limit(pageSize)
    yield* (await recordsAsOf(db, moment, page)).map(authored)
    after = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

function authored(row: StoredRecord): Authored {
  return {
    record: { ...recordFromRow(row), revs: {} },
    authorship: {
      // Authors are people whom we have let in, or whom an import named.
      createdBy: row.createdBy as UserId,
      createdAt: row.createdAt.toISOString(),
      updatedBy: row.updatedBy as UserId,
      updatedAt: row.updatedAt.toISOString(),
    },
  }
}

/**
 * Documents in the order of their ids, by pages: one page is read ahead while another is written.
 * How many documents a page has follows from how much the last ones held.
 */
async function* readDocuments(
  db: Db,
  projectId: ProjectId,
  heads: Heads,
): AsyncGenerator<DocumentSource> {
  const layersOf = layersByDocument(heads.layers)
  const { documents } = heads
  let size = 1
  let next = readPage(db, projectId, documents.slice(0, size), layersOf)
  for (let at = 0; at < documents.length; ) {
    const page = await next
    at += page.length
    size = sizeAfter(page, size)
    next = readPage(db, projectId, documents.slice(at, at + size), layersOf)
    // What fails while nobody waits for it is told when it is waited for.
    next.catch(() => {})
    yield* page
  }
}

type LayersOf = ReadonlyMap<string | null, readonly StreamHead[]>

function layersByDocument(layers: readonly StreamHead[]): LayersOf {
  const found = new Map<string | null, StreamHead[]>()
  for (const head of layers) {
    const known = found.get(head.documentId)
    if (known) known.push(head)
    else found.set(head.documentId, [head])
  }
  return found
}

/** About how much one page holds, in records and in code units of text. */
const pageRecords = 2000
const pageUtf16 = 2_000_000
const mostDocuments = 128

/** The next page is at most twice as long as this one, so that large documents come in small pages. */
function sizeAfter(page: readonly DocumentSource[], size: number): number {
  const records = page.flatMap(({ layers }) => layers.map((layer) => [...layer.records].length + 1))
  const recordCount = records.reduce((sum, count) => sum + count, page.length)
  const lengthUtf16 = page.reduce((sum, { text }) => sum + (text?.length ?? 0), 1)
  const fitting = Math.min(pageRecords / recordCount, pageUtf16 / lengthUtf16) * page.length
  return Math.max(1, Math.min(size * 2, Math.floor(fitting), mostDocuments))
}

async function readPage(
  db: Db,
  projectId: ProjectId,
  documents: readonly StreamHead[],
  layersOf: LayersOf,
): Promise<readonly DocumentSource[]> {
  const wanted = documents.map((head) => [head, ...(layersOf.get(head.streamId) ?? [])])
  const ids = wanted.flat().map(({ streamId }) => streamId)
  const streams = await loadStreams(db, projectId, ids)
  const byId = new Map(streams.map((stream) => [stream.streamId, stream]))
  const read = await Promise.all(
    wanted.map((heads) =>
      Promise.all(
        heads.map((each) => recordsOfStream(db, projectId, each, byId.get(each.streamId))),
      ),
    ),
  )
  const texts = await textsOf(db, projectId, read)
  return read.map((records, index) => documentOf(records, texts, documents[index]?.streamId))
}

/** The texts of documents that have theirs, by hash. */
async function textsOf(
  db: Db,
  projectId: ProjectId,
  read: readonly (readonly (readonly Authored[])[])[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = read.flatMap((streams) => {
    const document = streams[0]?.[0]
    return document && isAuthored(document, 'document') && !document.record.data.purged
      ? [document.record.data.textSha256]
      : []
  })
  if (hashes.length === 0) return new Map()
  const { texts } = schema
  const rows = await db
    .select({ sha256: texts.sha256, text: texts.text })
    .from(texts)
    .where(and(eq(texts.projectId, projectId), inArray(texts.sha256, hashes)))
  return new Map(rows.map(({ sha256, text }) => [sha256, text]))
}

function documentOf(
  [own = [], ...inLayers]: readonly (readonly Authored[])[],
  texts: ReadonlyMap<string, string>,
  streamId: string | undefined,
): DocumentSource {
  const [document, ...comments] = own
  if (!document || !isAuthored(document, 'document'))
    throw new Error(`The stream ${streamId} has no document.`)
  const { textSha256, purged } = document.record.data
  const text = purged ? null : texts.get(textSha256)
  if (text === undefined) throw new Error(`The text ${textSha256} is missing.`)
  return {
    ...document,
    text,
    // Everything else in the stream of a document is a comment on one of its passages.
    comments: comments as DocumentSource['comments'] & readonly Authored[],
    layers: inLayers.map(layerOf),
  }
}

/** A stream's records as they stood at its head, sorted by kind and id. */
async function recordsOfStream(
  db: Db,
  projectId: ProjectId,
  head: StreamHead,
  stream: StoredStream | undefined,
): Promise<readonly Authored[]> {
  if (!stream) throw new Error(`The stream ${head.streamId} is missing.`)
  const moment = {
    projectId,
    streamId: head.streamId as StreamId, // read from the table of streams
    kind: head.kind as StreamKind, // one of the four that we store
    seq: head.seq,
  }
  const rows =
    stream.seq === head.seq ? stream.records : await recordsAsOf(db, moment, stream.records)
  const order = kindsOf(moment.kind)
  return rows
    .map(authored)
    .sort(
      ({ record: a }, { record: b }) =>
        order.indexOf(a.kind) - order.indexOf(b.kind) || (a.id < b.id ? -1 : 1),
    )
}

/** A layer is the first record of its own stream. */
function layerOf([layer, ...records]: readonly Authored[]): LayerSource {
  if (!layer || !isAuthored(layer, 'layer')) throw new Error('A stream of a layer has no layer.')
  // Everything else in the stream of a layer is one of the layer's records.
  return { ...layer, records: records as LayerSource['records'] & readonly Authored[] }
}

function isAuthored<K extends 'document' | 'layer'>(
  each: Authored,
  kind: K,
): each is Authored<Extract<AnyRecord, { readonly kind: K }>> {
  return isRecordOf(each.record, kind)
}
