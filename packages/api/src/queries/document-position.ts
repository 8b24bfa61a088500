import { type Db, schema } from '@parallax/db'
import type { DocumentId, ProjectId } from '@parallax/domain'
import { sql } from 'drizzle-orm'

/** Where a document stands among those of its project, in the order of their import. */
export type DocumentPosition = {
  /** From 0; for a retired document, where it would stand. */
  readonly index: number
  readonly total: number
  readonly previous: DocumentId | null
  readonly next: DocumentId | null
}

export async function positionOf(
  db: Db,
  projectId: ProjectId,
  documentId: DocumentId,
): Promise<DocumentPosition> {
  const { records } = schema
  const others = sql`${records} o where o.project_id = d.project_id and o.kind = 'document'
    and not o.deleted and o.id <> d.id`
  const before = sql`(o.created_at, o.id) < (d.created_at, d.id)`
  const { rows } = await db.execute<DocumentPosition>(sql`
    select (select count(*)::int from ${others} and ${before}) as index,
      (select count(*)::int from ${records} o where o.project_id = d.project_id
        and o.kind = 'document' and not o.deleted) as total,
      (select o.id from ${others} and ${before}
        order by o.created_at desc, o.id desc limit 1) as previous,
      (select o.id from ${others} and not ${before}
        order by o.created_at, o.id limit 1) as next
    from ${records} d where d.project_id = ${projectId} and d.kind = 'document'
      and d.id = ${documentId} and d.stream_id = ${documentId}`)
  return rows[0] ?? { index: 0, total: 0, previous: null, next: null }
}
