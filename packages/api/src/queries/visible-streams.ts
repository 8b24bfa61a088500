import { type Db, schema } from '@parallax/db'
import {
  type Actor,
  type LayerData,
  maySeeLayer,
  type StreamId,
  type StreamKind,
} from '@parallax/domain'
import { type SQL, sql } from 'drizzle-orm'

/** A stream that somebody may read, and where it stands. */
export type VisibleStream = {
  readonly id: StreamId
  readonly kind: StreamKind
  readonly documentId: string | null
  readonly seq: number
}

type Row = VisibleStream & { readonly layer: LayerData | null }

/** The streams of a document that this person may read: all but what others write blind. */
export function visibleOfDocument(
  db: Db,
  of: { readonly projectId: string; readonly actor: Actor },
  documentId: string,
): Promise<readonly VisibleStream[]> {
  return visible(db, of, sql`s.document_id = ${documentId}`)
}

/** Those of these streams that this person may read. What does not exist is left out. */
export async function visibleAmong(
  db: Db,
  of: { readonly projectId: string; readonly actor: Actor },
  ids: readonly string[],
): Promise<readonly VisibleStream[]> {
  if (ids.length === 0) return []
  return visible(db, of, sql`s.id = any(${sql.param([...ids])}::uuid[])`)
}

async function visible(
  db: Db,
  { projectId, actor }: { readonly projectId: string; readonly actor: Actor },
  which: SQL,
): Promise<readonly VisibleStream[]> {
  const { records, streams } = schema
  const { rows } = await db.execute<Row>(sql`
    select s.id, s.kind, s.document_id as "documentId", s.seq, head.data as layer
    from ${streams} s
    left join ${records} head on s.kind = 'layer' and head.project_id = s.project_id
      and head.stream_id = s.id and head.id = s.id
    where s.project_id = ${projectId} and ${which}`)
  return rows
    .filter(({ layer }) => layer === null || maySeeLayer(actor, layer))
    .map(({ id, kind, documentId, seq }) => ({ id, kind, documentId, seq }))
}
