import {
  type Db,
  type DocumentHeads,
  type ExportedRecord,
  type ExportedStream,
  exportedRecords,
  exportedStreams,
  getProject,
  headsIn,
  type StreamSeq,
} from '@parallax/db'
import {
  type AnyRecord,
  definitionOf,
  isRecordOf,
  type ProjectId,
  type RecordKind,
  type RecordOf,
  recordKinds,
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
import { peopleOf } from '../queries/people.ts'
import { recordFromRow } from '../submit/stored-form.ts'
import { headsNow, type Selection } from './project-heads.ts'
import { recordsAsOf, type StreamMoment } from './stream-as-of.ts'

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
  const people = peopleById(db, projectId)
  // What fails while nobody waits for it is told when it is waited for.
  people.catch(() => {})
  return {
    manifest: {
      project: { name, mode },
      exportedAt: exportedAt.toISOString(),
      codebook: newestVersion(codebook),
      counts: heads.counts,
    },
    people: () => people,
    codebook: () => each(codebook),
    registry: () => readRegistry(db, heads.registry),
    documents: () => readDocuments(db, projectId, heads.documents),
  }
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
  const { projectId, streamId } = moment
  const stream = (await exportedStreams(db, projectId, [streamId])).get(streamId)
  const found = await recordsOfStream(db, moment, stream)
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
  const { projectId, streamId } = moment
  for (let after: string | undefined; ; ) {
    const page = await exportedRecords(db, projectId, { streamId, kind, after, limit: pageSize })
    yield* (await recordsAsOf(db, moment, page)).map(authored)
    after = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

function authored(row: ExportedRecord): Authored {
  const { createdBy, createdAt, updatedBy, updatedAt } = row
  return {
    record: recordFromRow(row),
    authorship: {
      // Authors are people whom we have let in, or whom an import named.
      createdBy: createdBy as UserId,
      createdAt,
      updatedBy: updatedBy as UserId,
      updatedAt,
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
  heads: Promise<readonly DocumentHeads[]>,
): AsyncGenerator<DocumentSource> {
  const documents = await heads
  let size = 1
  let next = readPage(db, projectId, documents.slice(0, size))
  for (let at = 0; at < documents.length; ) {
    const page = await next
    at += page.length
    size = sizeAfter(page, size)
    next = readPage(db, projectId, documents.slice(at, at + size))
    // What fails while nobody waits for it is told when it is waited for.
    next.catch(() => {})
    yield* page
  }
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
  documents: readonly DocumentHeads[],
): Promise<readonly DocumentSource[]> {
  if (documents.length === 0) return []
  const wanted = documents.map(headsIn)
  const ids = wanted.flat().map(({ streamId }) => streamId)
  const streams = await exportedStreams(db, projectId, ids)
  return Promise.all(wanted.map((heads) => readDocument(db, projectId, heads, streams)))
}

type Streams = ReadonlyMap<string, ExportedStream>

async function readDocument(
  db: Db,
  projectId: ProjectId,
  [own, ...layers]: readonly StreamSeq[],
  streams: Streams,
): Promise<DocumentSource> {
  if (!own) throw new Error('A document has no stream.')
  const read = ({ streamId, seq }: StreamSeq, kind: StreamKind) =>
    // Ids read from the table of streams.
    recordsOfStream(
      db,
      { projectId, streamId: streamId as StreamId, kind, seq },
      streams.get(streamId),
    )
  const [document, ...comments] = await read(own, 'document')
  if (!document || !isAuthored(document, 'document'))
    throw new Error(`The stream ${own.streamId} has no document.`)
  return {
    ...document,
    text: textOf(document.record, streams.get(own.streamId)),
    // Everything else in the stream of a document is a comment on one of its passages.
    comments: comments as DocumentSource['comments'] & readonly Authored[],
    layers: await Promise.all(layers.map(async (head) => layerOf(await read(head, 'layer')))),
  }
}

function textOf({ data }: RecordOf<'document'>, stream: ExportedStream | undefined): string | null {
  if (data.purged) return null
  if (typeof stream?.text !== 'string') throw new Error(`The text ${data.textSha256} is missing.`)
  return stream.text
}

/** A stream's records as they stood at that moment, sorted by kind and id. */
async function recordsOfStream(
  db: Db,
  moment: StreamMoment,
  stream: ExportedStream | undefined,
): Promise<readonly Authored[]> {
  if (!stream) throw new Error(`The stream ${moment.streamId} is missing.`)
  const { seq, records } = stream
  const rows = seq === moment.seq ? records : await recordsAsOf(db, moment, records)
  const order = orderOf(moment.kind)
  return rows
    .toSorted((a, b) => (order[a.kind] ?? 0) - (order[b.kind] ?? 0) || (a.id < b.id ? -1 : 1))
    .map(authored)
}

const orders = new Map<StreamKind, Readonly<Record<string, number>>>()

/** The place of each kind of record in a stream. */
function orderOf(stream: StreamKind): Readonly<Record<string, number>> {
  const known = orders.get(stream)
  if (known) return known
  const order = Object.fromEntries(kindsOf(stream).map((kind, at) => [kind, at]))
  orders.set(stream, order)
  return order
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
