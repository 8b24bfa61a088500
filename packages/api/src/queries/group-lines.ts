import { type Db, schema } from '@parallax/db'
import type {
  Actor,
  DocumentId,
  LogEntry,
  OperationId,
  StreamId,
  StreamKind,
} from '@parallax/domain'
import { and, desc, eq, sql } from 'drizzle-orm'
import { entryFromRow } from '../submit/stored-form.ts'
import { visibleAmong } from './visible-streams.ts'

/** A line of a gesture, and the document that its stream is about. */
export type GroupLine = {
  readonly stream: { readonly kind: StreamKind; readonly id: StreamId }
  readonly documentId: DocumentId | null
  readonly entry: LogEntry
}

/** A document by the name that people know it by. */
export type NamedDocument = { readonly id: DocumentId; readonly title: string }

export type GroupLines = {
  /** Newest first: the order in which they are taken back. */
  readonly lines: readonly GroupLine[]
  readonly documents: readonly NamedDocument[]
}

/** The most lines of one gesture that can be taken back together. */
const mostLines = 5_000

/** Everything that one gesture did, as far as this person may read it. */
export async function groupLines(
  db: Db,
  of: { readonly projectId: string; readonly actor: Actor },
  group: OperationId,
): Promise<GroupLines> {
  const { changes } = schema
  const rows = await db
    .select()
    .from(changes)
    .where(and(eq(changes.projectId, of.projectId), eq(changes.groupId, group)))
    .orderBy(desc(changes.at), desc(changes.opId))
    .limit(mostLines)
  const seen = await visibleAmong(db, of, [...new Set(rows.map(({ streamId }) => streamId))])
  const streams = new Map<string, (typeof seen)[number]>(seen.map((each) => [each.id, each]))
  const lines = rows.flatMap((row): GroupLine[] => {
    const stream = streams.get(row.streamId)
    if (stream === undefined) return []
    const { kind, id } = stream
    const documentId = stream.documentId as DocumentId | null // it was parsed before it was stored
    return [{ stream: { kind, id }, documentId, entry: entryFromRow(row) }]
  })
  const documentIds = [...new Set(lines.flatMap(({ documentId }) => documentId ?? []))]
  return { lines, documents: await namesOf(db, of.projectId, documentIds) }
}

async function namesOf(
  db: Db,
  projectId: string,
  ids: readonly DocumentId[],
): Promise<readonly NamedDocument[]> {
  if (ids.length === 0) return []
  const { records } = schema
  const { rows } = await db.execute<NamedDocument>(sql`
    select r.id, coalesce(nullif(r.data -> 'meta' ->> 'title', ''),
      r.data -> 'source' ->> 'filename') as title
    from ${records} r
    where r.project_id = ${projectId} and r.kind = 'document' and r.stream_id = r.id
      and r.id = any(${sql.param([...ids])}::uuid[])`)
  return rows.map(({ id, title }) => ({ id, title }))
}
