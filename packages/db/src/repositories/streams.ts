import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { records } from '../schema/records.ts'
import { streams } from '../schema/streams.ts'

/** Where a stream stands. */
export type StreamHead = {
  readonly streamId: string
  readonly kind: string
  /** The document that a document or layer stream is about. */
  readonly documentId: string | null
  readonly seq: number
}

/** A record as it stands in its stream. */
export type StoredRecord = typeof records.$inferSelect

/** A stream at its head: every record of it, deleted ones too, as they stood at `seq`. */
export type StoredStream = StreamHead & { readonly records: readonly StoredRecord[] }

const head = {
  streamId: streams.id,
  kind: streams.kind,
  documentId: streams.documentId,
  seq: streams.seq,
}

/** The heads of those of these streams that exist. */
export function headsOf(
  db: Db,
  projectId: string,
  streamIds: readonly string[],
): Promise<StreamHead[]> {
  if (streamIds.length === 0) return Promise.resolve([])
  return db
    .select(head)
    .from(streams)
    .where(and(eq(streams.projectId, projectId), inArray(streams.id, [...streamIds])))
}

/** The heads of all streams about these documents: the documents themselves and their layers. */
export function headsOfDocuments(
  db: Db,
  projectId: string,
  documentIds: readonly string[],
): Promise<StreamHead[]> {
  if (documentIds.length === 0) return Promise.resolve([])
  return db
    .select(head)
    .from(streams)
    .where(and(eq(streams.projectId, projectId), inArray(streams.documentId, [...documentIds])))
}

/** The heads of all streams of one kind in a project, in id order. */
export function headsOfKind(db: Db, projectId: string, kind: string): Promise<StreamHead[]> {
  return db
    .select(head)
    .from(streams)
    .where(and(eq(streams.projectId, projectId), eq(streams.kind, kind)))
    .orderBy(asc(streams.id))
}

/** These streams as one statement saw them, so they fit together. Those that do not exist are left out. */
export async function loadStreams(
  db: Db,
  projectId: string,
  streamIds: readonly string[],
): Promise<StoredStream[]> {
  if (streamIds.length === 0) return []
  const rows = await db
    .select({ head, record: records })
    .from(streams)
    .leftJoin(
      records,
      and(eq(records.projectId, streams.projectId), eq(records.streamId, streams.id)),
    )
    .where(and(eq(streams.projectId, projectId), inArray(streams.id, [...streamIds])))
  const found = new Map<string, StreamHead & { records: StoredRecord[] }>()
  for (const { head: of, record } of rows) {
    const stream = found.get(of.streamId) ?? { ...of, records: [] }
    found.set(of.streamId, stream)
    if (record !== null) stream.records.push(record)
  }
  return [...found.values()]
}

/** One stream at its head, or `undefined` when it does not exist. */
export async function loadStream(
  db: Db,
  projectId: string,
  streamId: string,
): Promise<StoredStream | undefined> {
  const [stream] = await loadStreams(db, projectId, [streamId])
  return stream
}
