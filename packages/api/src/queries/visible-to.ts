import { schema } from '@parallax/db'
import type { UserId } from '@parallax/domain'
import { type SQL, sql } from 'drizzle-orm'

const { records } = schema

/**
 * `maySeeLayer` of the domain, in SQL: whether somebody may know of what stands in the stream `s`.
 * Deleted layers and documents hold nothing to know of.
 */
export function visibleTo(userId: UserId): SQL {
  return sql`exists (select 1 from ${records} h
    where h.project_id = s.project_id and h.stream_id = s.id and h.id = s.id and not h.deleted
      and (s.kind = 'document' or h.data ->> 'blind' = 'false' or h.data ->> 'state' <> 'open'
        or h.data ->> 'owner' = ${userId}))
    and exists (select 1 from ${records} d
      where d.project_id = s.project_id and d.stream_id = s.document_id and d.id = s.document_id
        and not d.deleted)`
}
