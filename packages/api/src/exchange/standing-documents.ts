import {
  type Db,
  type DocumentOfText,
  documentsWithTexts,
  headsOf,
  headsOfDocuments,
  loadStreams,
  type StoredRecord,
} from '@parallax/db'
import {
  type DataOf,
  type DocumentId,
  type EntityId,
  emptyStream,
  isRecordOf,
  isUuid,
  type LayerId,
  type ProjectId,
  type StreamId,
  type StreamState,
  stateFromRecords,
} from '@parallax/domain'
import { type CorpusDocument, documentIdOf, type StandingDocument } from '@parallax/formats'
import { recordFromRow } from '../submit/stored-form.ts'
import { alikeness } from './same-texts.ts'

/** A document that is there, with its streams as they stand. */
export type FoundDocument = {
  readonly standing: StandingDocument
  readonly document: StreamState
  readonly layers: ReadonlyMap<LayerId, StreamState>
  /** The rows of all of it, by id: who made them. */
  readonly rows: ReadonlyMap<string, StoredRecord>
}

/** Documents that have a text, those that are not retired first. */
export type DocumentsOfText = readonly DocumentOfText[]

/** Which texts the project has already: their hashes, with the documents that have each. */
export async function standingTexts(
  db: Db,
  projectId: ProjectId,
  textSha256s: readonly string[],
): Promise<ReadonlyMap<string, DocumentsOfText>> {
  const found = await documentsWithTexts(db, projectId, textSha256s)
  const byText = new Map<string, DocumentOfText[]>()
  for (const each of found)
    byText.set(each.textSha256, [...(byText.get(each.textSha256) ?? []), each])
  return byText
}

/**
 * Which document of several with its text one of a file is: the one of which most is known alike, then
 * one that is not retired, then the one that an import of it has made.
 */
export function mostAlike(
  documents: DocumentsOfText,
  { meta, madeId }: { readonly meta: CorpusDocument['meta']; readonly madeId: DocumentId },
  nameOf: (entity: EntityId) => string | undefined,
): string | undefined {
  const rank = ({ documentId, retired, meta: stored }: DocumentOfText) =>
    4 * alikeness(meta, namedMeta(stored, nameOf)) +
    (retired ? 0 : 2) +
    (documentId === madeId ? 1 : 0)
  const best = documents.reduce<DocumentOfText | undefined>(
    (top, each) => (top === undefined || rank(each) > rank(top) ? each : top),
    undefined,
  )
  return best?.documentId
}

/** What a record says of its document, by names as files have them. */
function namedMeta(
  stored: unknown,
  nameOf: (entity: EntityId) => string | undefined,
): CorpusDocument['meta'] {
  // Only records of documents are asked for.
  const meta = stored as DataOf<'document'>['meta']
  const named = {
    ...meta,
    publisher: meta.publisher === null ? undefined : nameOf(meta.publisher),
    agency: meta.agency === null ? undefined : nameOf(meta.agency),
  }
  const known = Object.entries(named).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(known)
}

/** Documents with everything that stands in them, by id. */
export async function loadDocuments(
  db: Db,
  projectId: ProjectId,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, FoundDocument>> {
  const heads = await headsOfDocuments(db, projectId, documentIds)
  const streams = await loadStreams(
    db,
    projectId,
    heads.map(({ streamId }) => streamId),
  )
  return new Map(
    documentIds.flatMap((id) => {
      const own = streams.filter(({ documentId }) => documentId === id)
      const found = foundDocument(own)
      return found ? [[id, found] as const] : []
    }),
  )
}

function foundDocument(
  streams: Awaited<ReturnType<typeof loadStreams>>,
): FoundDocument | undefined {
  const states = streams.map(({ streamId, kind, seq, records }) => {
    const id = streamId as StreamId // ids of streams are ours
    const known = records.map(recordFromRow)
    const state = stateFromRecords(emptyStream(kind as StreamState['kind'], id), seq, known)
    return { kind, state, records: known }
  })
  const document = states.find(({ kind }) => kind === 'document')
  const record = document?.records.find((each) => each.kind === 'document')
  if (!document || !record || !isRecordOf(record, 'document')) return undefined
  const layers = states.filter(({ kind }) => kind === 'layer')
  const idOf = (state: StreamState) => state.id as string as LayerId // a layer's id names its stream
  return {
    standing: {
      record,
      layers: new Map(layers.map(({ state, records }) => [idOf(state), records])),
    },
    document: document.state,
    layers: new Map(layers.map(({ state }) => [idOf(state), state])),
    rows: new Map(streams.flatMap(({ records }) => records.map((row) => [row.id, row]))),
  }
}

/** A document of a file, to be known by its own id if it has one and by its text. */
type Named = { readonly id: string; readonly sha256: string }

/** The id that a new document would have: its own where it is one, else one that follows from its text. */
export function wantedId(projectId: ProjectId, { id, sha256 }: Named): DocumentId {
  return documentIdOf(isUuid(id) ? id : `${id} ${sha256}`, projectId)
}

/** The first id for a new document that is not taken, so that the first document of two files are two. */
export function freeId(
  projectId: ProjectId,
  named: Named,
  isTaken: (id: DocumentId) => boolean,
): DocumentId {
  let free = wantedId(projectId, named)
  while (isTaken(free)) free = documentIdOf(`${free} ${named.sha256}`, projectId)
  return free
}

/** Those of these ids that documents have. */
export async function takenIds(
  db: Db,
  projectId: ProjectId,
  ids: readonly DocumentId[],
): Promise<ReadonlySet<string>> {
  return new Set((await headsOf(db, projectId, ids)).map(({ streamId }) => streamId))
}
