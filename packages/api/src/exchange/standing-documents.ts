import {
  type Db,
  documentsWithTexts,
  headsOf,
  headsOfDocuments,
  loadStreams,
  type StoredRecord,
} from '@parallax/db'
import {
  type DocumentId,
  emptyStream,
  isRecordOf,
  isUuid,
  type LayerId,
  type ProjectId,
  type StreamId,
  type StreamState,
  stateFromRecords,
} from '@parallax/domain'
import { documentIdOf, type StandingDocument } from '@parallax/formats'
import { recordFromRow } from '../submit/stored-form.ts'

/** A document that is there, with its streams as they stand. */
export type FoundDocument = {
  readonly standing: StandingDocument
  readonly document: StreamState
  readonly layers: ReadonlyMap<LayerId, StreamState>
  /** The rows of all of it, by id: who made them. */
  readonly rows: ReadonlyMap<string, StoredRecord>
}

/** Which texts the project has already: their hashes, with the document that has each. */
export async function standingTexts(
  db: Db,
  projectId: ProjectId,
  textSha256s: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await documentsWithTexts(db, projectId, textSha256s)
  // Live ones come first, and keep their place.
  return new Map(found.toReversed().map(({ textSha256, documentId }) => [textSha256, documentId]))
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
