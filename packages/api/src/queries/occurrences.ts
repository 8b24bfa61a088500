import { type Db, schema } from '@parallax/db'
import { type ProjectId, type RecordId, registryStreamId } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import type { Services } from '../services.ts'

export type OccurrenceQuery = {
  readonly id: RecordId
  readonly offset: number
  readonly limit: number
}

/** A record that speaks of something, with the words around it. */
export type OccurrenceRow = {
  readonly document: {
    readonly id: string
    readonly title: string
    readonly publisherName: string | null
    readonly publishedAt: string | null
  }
  readonly layer: {
    readonly id: string
    readonly kind: string
    readonly ownerName: string | null
  }
  readonly record: { readonly id: string; readonly kind: string }
  /** Null for a record that covers no text. */
  readonly startUtf16: number | null
  readonly endUtf16: number | null
  readonly before: string
  readonly quote: string
  readonly after: string
}

const contextUtf16 = 80
const { guests, recordRefs, records, streams, users } = schema

type Row = {
  readonly documentId: string
  readonly title: string
  readonly publisherName: string | null
  readonly publishedAt: string | null
  readonly textSha256: string
  readonly layerId: string
  readonly layerKind: string
  readonly ownerName: string | null
  readonly recordId: string
  readonly kind: string
  readonly startUtf16: number | null
  readonly endUtf16: number | null
  readonly quote: string | null
}

/**
 * Where an entity or proposition, or anything that was merged into it, is spoken of: documents in
 * the order of their titles, and within one the order of the text.
 */
export async function findOccurrences(
  { db, store }: Pick<Services, 'db' | 'store'>,
  projectId: ProjectId,
  query: OccurrenceQuery,
): Promise<{
  readonly total: number
  readonly documents: number
  readonly rows: readonly OccurrenceRow[]
}> {
  const found = occurrences(projectId, query.id)
  const [page, counted] = await Promise.all([
    occurrencePage(db, found, query),
    db.execute<{ total: number; documents: number }>(sql`${found}
      select count(*)::int as total, count(distinct "documentId")::int as documents from found`),
  ])
  const rows: OccurrenceRow[] = []
  for (const row of page) {
    const text = await store.text(projectId, row.textSha256)
    rows.push(shown(row, text ?? ''))
  }
  return { total: 0, documents: 0, ...counted.rows[0], rows }
}

async function occurrencePage(
  db: Db,
  found: ReturnType<typeof occurrences>,
  { offset, limit }: OccurrenceQuery,
): Promise<Row[]> {
  const { rows } = await db.execute<Row>(sql`${found} select * from found
    order by lower(title) collate "C", "documentId", "startUtf16" nulls first, "recordId"
    limit ${limit} offset ${offset}`)
  return rows
}

function occurrences(projectId: ProjectId, id: RecordId) {
  return sql`with recursive family(id) as (
      select ${id}::uuid
      union
      select m.id from ${records} m join family f on m.data ->> 'redirect' = f.id::text
      where m.project_id = ${projectId} and m.stream_id = ${registryStreamId(projectId)}
        and not m.deleted),
    spoken as (
      select distinct f.stream_id, f.record_id from ${recordRefs} f
      where f.project_id = ${projectId} and f.target_id in (select family.id from family)),
    found as (
      select d.id as "documentId", d.data -> 'meta' ->> 'title' as title,
        outlet.data ->> 'name' as "publisherName", d.data -> 'meta' ->> 'publishedAt' as "publishedAt",
        d.data ->> 'textSha256' as "textSha256", s.id as "layerId", l.data ->> 'kind' as "layerKind",
        coalesce(u.name, g.name) as "ownerName", r.id as "recordId", r.kind,
        r.start_utf16 as "startUtf16", r.end_utf16 as "endUtf16", r.quote
      from spoken
      join ${streams} s on s.project_id = ${projectId} and s.id = spoken.stream_id
        and s.kind = 'layer'
      join ${records} l on l.project_id = ${projectId} and l.stream_id = s.id and l.id = s.id
        and not l.deleted
      join ${records} r on r.project_id = ${projectId} and r.stream_id = s.id
        and r.id = spoken.record_id and not r.deleted
      join ${records} d on d.project_id = ${projectId} and d.stream_id = s.document_id
        and d.id = s.document_id and not d.deleted
      left join ${records} outlet on outlet.project_id = ${projectId}
        and outlet.stream_id = ${registryStreamId(projectId)}
        and outlet.id = (d.data -> 'meta' ->> 'publisher')::uuid
      left join ${users} u on u.id = (l.data ->> 'owner')::uuid
      left join ${guests} g on g.project_id = ${projectId} and g.id = (l.data ->> 'owner')::uuid)`
}

function shown(row: Row, text: string): OccurrenceRow {
  const { startUtf16, endUtf16 } = row
  return {
    document: {
      id: row.documentId,
      title: row.title,
      publisherName: row.publisherName,
      publishedAt: row.publishedAt,
    },
    layer: { id: row.layerId, kind: row.layerKind, ownerName: row.ownerName },
    record: { id: row.recordId, kind: row.kind },
    startUtf16,
    endUtf16,
    before: startUtf16 === null ? '' : wordsBefore(text, startUtf16),
    quote: row.quote ?? '',
    after: endUtf16 === null ? '' : wordsAfter(text, endUtf16),
  }
}

/** Some text before a place, on its line, without the half of a word it would begin with. */
function wordsBefore(text: string, atUtf16: number): string {
  const fromUtf16 = Math.max(0, atUtf16 - contextUtf16)
  const cut = text.slice(fromUtf16, atUtf16)
  const line = cut.slice(cut.lastIndexOf('\n') + 1)
  const isWhole = fromUtf16 === 0 || line.length < cut.length
  return isWhole ? line : line.replace(/^\S*\s?/, '')
}

function wordsAfter(text: string, atUtf16: number): string {
  const cut = text.slice(atUtf16, atUtf16 + contextUtf16)
  const end = cut.indexOf('\n')
  if (end >= 0) return cut.slice(0, end)
  return atUtf16 + contextUtf16 >= text.length ? cut : cut.replace(/\s?\S*$/, '')
}
