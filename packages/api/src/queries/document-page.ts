import { type Db, isoTime, schema } from '@parallax/db'
import type { DocumentId, ProjectId } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import {
  type DocumentQuery,
  type DocumentRow,
  layers,
  matching,
  outlet,
  publishedBy,
  type Row,
  rowOf,
  statuses,
} from './document-rows.ts'

export type DocumentPageQuery = Pick<DocumentQuery, 'search' | 'status' | 'outlet' | 'retired'> & {
  /** The last document of the page before. */
  readonly after: DocumentId | undefined
  readonly limit: number
}

/**
 * The next documents of a project in the order of their ids, found and counted by the database. A
 * page costs the same wherever it is; documents that come in between pages move none.
 */
export async function pageOfDocuments(
  db: Db,
  projectId: ProjectId,
  query: DocumentPageQuery,
): Promise<{ readonly rows: readonly DocumentRow[]; readonly next: DocumentId | null }> {
  const { records, streams } = schema
  const { after, limit } = query
  const beyond = after === undefined ? sql`` : sql`and r.id > ${after}`
  const { rows: found } = await db.execute<Row>(sql`
    select d.*, ${isoTime(sql`d.created_at`)} as "importedAt"
    from (
      select r.id, head.seq, r.deleted as retired, r.created_at, r.created_by as "importedBy",
        r.data -> 'meta' ->> 'title' as title, r.data -> 'meta' ->> 'publishedAt' as "publishedAt",
        r.data -> 'meta' ->> 'language' as language,
        (r.data ->> 'lengthUtf16')::int as "lengthUtf16",
        outlet.id as "publisherId", outlet.name as "publisherName", work.*
      from ${records} r
      join ${streams} head on head.project_id = r.project_id and head.id = r.stream_id
      ${outlet} ${layers}
      where r.project_id = ${projectId} and r.kind = 'document' and r.deleted = ${query.retired}
        ${beyond} ${matching(query.search)} ${publishedBy(query.outlet)}) d
    where ${statuses[query.status]}
    order by d.id limit ${limit + 1}`)
  const rows = found.slice(0, limit).map(rowOf)
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}
