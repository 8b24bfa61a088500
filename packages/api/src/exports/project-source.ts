import { type Db, getProject, getText, loadStreams, type StoredRecord } from '@parallax/db'
import {
  type AnyRecord,
  codebookStreamId,
  type DocumentId,
  emptyStream,
  isRecordOf,
  type LayerId,
  type LayerRecord,
  layerRecordKinds,
  type ProjectId,
  publishedVersions,
  recordKinds,
  registryStreamId,
  type StreamId,
  type StreamState,
  stateFromRecords,
  type UserId,
  userIdSchema,
} from '@parallax/domain'
import type {
  Authored,
  DocumentSource,
  LayerSource,
  Person,
  ProjectSource,
} from '@parallax/formats'
import { documentIdsOf, layerIdsOf } from '../queries/export-order.ts'
import { peopleOf } from '../queries/people.ts'
import { recordFromRow } from '../submit/stored-form.ts'

/** Which part of a project is exported. */
export type ExportScope = {
  /** All layers, those of one person, or these. */
  readonly layers: 'all' | { readonly owner: UserId } | { readonly ids: readonly LayerId[] }
  /** All documents, or these. */
  readonly documents: 'all' | readonly DocumentId[]
}

/** A project as codecs read it. `db` must see one moment of it: a transaction that can repeat reads. */
export async function projectSource(
  db: Db,
  projectId: ProjectId,
  scope: ExportScope,
  now: Date,
): Promise<ProjectSource> {
  const project = await getProject(db, projectId)
  if (project === undefined) throw new Error('The project to export is gone.')
  const documents = await documentIdsOf(db, projectId, scope)
  const layers = await layerIdsOf(db, projectId, documents, scope)
  const codebook = await streamRows(db, projectId, codebookStreamId(projectId))
  const people = await peopleOf(db, projectId)
  return {
    manifest: {
      project: { name: project.name, mode: project.mode },
      exportedAt: now.toISOString(),
      codebook: newestVersion(codebook.map(recordFromRow), projectId),
      counts: {
        documents: documents.length,
        layers: [...layers.values()].reduce((sum, ids) => sum + ids.length, 0),
      },
    },
    people: new Map(people.map(personOf)),
    codebook: () => sorted(withoutForgotten(codebook)),
    registry: async function* () {
      yield* sorted(await streamRows(db, projectId, registryStreamId(projectId)))
    },
    documents: async function* () {
      for (const id of documents)
        yield await documentSource(db, projectId, id, layers.get(id) ?? [])
    },
  }
}

function personOf({ id, name }: { readonly id: string; readonly name: string }): [UserId, Person] {
  const userId = userIdSchema.parse(id)
  return [userId, { id: userId, name }]
}

async function documentSource(
  db: Db,
  projectId: ProjectId,
  id: DocumentId,
  layerIds: readonly LayerId[],
): Promise<DocumentSource> {
  const streams = await loadStreams(db, projectId, [id, ...layerIds])
  const [row] = streams.find(({ streamId }) => streamId === id)?.records ?? []
  const own = row && authored(row)
  if (own === undefined || !isRecordOf(own.record, 'document')) {
    throw new Error(`The stream of document ${id} does not hold it.`)
  }
  const text = (await getText(db, projectId, own.record.data.textSha256)) ?? null
  const layers = layerIds.map((layerId) =>
    layerSource(streams.find(({ streamId }) => streamId === layerId)?.records ?? [], layerId),
  )
  return { record: own.record, authorship: own.authorship, text, layers }
}

function layerSource(rows: readonly StoredRecord[], id: LayerId): LayerSource {
  const all = [...inOrder(rows)]
  const head = all.find(({ record }) => record.id === id)
  if (head === undefined || !isRecordOf(head.record, 'layer')) {
    throw new Error(`The stream of layer ${id} does not hold it.`)
  }
  const { record, authorship } = head
  const records = all.filter(isOfLayer)
  return { record, authorship, records }
}

/** A record of the five kinds that a layer holds, as opposed to the layer itself. */
function isOfLayer(each: Authored): each is Authored<LayerRecord> {
  return Object.hasOwn(layerRecordKinds, each.record.kind)
}

async function streamRows(
  db: Db,
  projectId: ProjectId,
  id: StreamId,
): Promise<readonly StoredRecord[]> {
  const [stream] = await loadStreams(db, projectId, [id])
  return stream?.records ?? []
}

/** Deleted records of the draft say something only where a published version holds them. */
function withoutForgotten(rows: readonly StoredRecord[]): readonly StoredRecord[] {
  const held = new Set(rows.filter(({ kind }) => kind === 'version').flatMap(idsHeldBy))
  return rows.filter(({ id, deleted }) => !deleted || held.has(id))
}

function idsHeldBy(row: StoredRecord): string[] {
  const record = recordFromRow(row)
  if (!isRecordOf(record, 'version')) return []
  return Object.values(record.data.content).flatMap((items) => items.map(({ id }) => id))
}

async function* sorted(rows: readonly StoredRecord[]): AsyncGenerator<Authored> {
  yield* inOrder(rows)
}

const kindOrder = new Map(Object.keys(recordKinds).map((kind, index) => [kind, index]))

/** By kind, in the order of the domain's registry, and by id. */
function* inOrder(rows: readonly StoredRecord[]): Generator<Authored> {
  const place = ({ kind }: StoredRecord) => kindOrder.get(kind) ?? kindOrder.size
  const byPlace = (a: StoredRecord, b: StoredRecord) =>
    place(a) - place(b) || (a.id < b.id ? -1 : 1)
  for (const row of [...rows].sort(byPlace)) yield authored(row)
}

function authored(row: StoredRecord): Authored {
  return {
    record: recordFromRow(row),
    authorship: {
      createdBy: userIdSchema.parse(row.createdBy),
      createdAt: row.createdAt.toISOString(),
      updatedBy: userIdSchema.parse(row.updatedBy),
      updatedAt: row.updatedAt.toISOString(),
    },
  }
}

function newestVersion(records: readonly AnyRecord[], projectId: ProjectId): number | null {
  const empty: StreamState = emptyStream('codebook', codebookStreamId(projectId))
  const numbers = [...publishedVersions(stateFromRecords(empty, 1, records)).keys()]
  return numbers.at(-1) ?? null
}
