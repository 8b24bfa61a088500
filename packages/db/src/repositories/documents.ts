import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { isoTime } from './iso-time.ts'
import { containing } from './search-pattern.ts'

export type DocumentSort = 'title' | 'publisher' | 'publishedAt' | 'createdAt' | 'updatedAt'

export type DocumentQuery = {
  /** Words to find in title, outlet, byline, file name or text; empty finds everything. */
  readonly search: string
  readonly sort: DocumentSort
  readonly descending: boolean
  /** Retired documents instead of the others. */
  readonly retired: boolean
  /** Only documents with a layer in this state; `untouched` are those without a layer. */
  readonly status?: DocumentStatus | undefined
  /** The end of the page before. */
  readonly after?: DocumentCursor | undefined
  readonly limit: number
}

export type DocumentStatus = 'untouched' | 'open' | 'submitted' | 'locked'
export type DocumentCursor = { readonly key: string; readonly id: string }

/** One annotation of a document, and how many live records of each kind it holds. */
export type ListedLayer = {
  readonly id: string
  readonly kind: string
  readonly owner: string | null
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
}

export type ListedDocument = {
  readonly id: string
  /** The document record's data, as the domain defines it, without its zones. */
  readonly data: Readonly<Record<string, unknown>>
  /** The outlet's name, where one is known. */
  readonly publisher: string | null
  readonly retired: boolean
  readonly createdBy: string
  /** ISO 8601, UTC; so are the others. */
  readonly createdAt: string
  /** The last change to the document or any of its layers. */
  readonly updatedAt: string
  readonly layers: readonly ListedLayer[]
}

/** A page of the documents of a project. `next` is absent on the last one. */
export type DocumentPage = {
  readonly documents: readonly ListedDocument[]
  readonly next: DocumentCursor | undefined
}

/** What documents are sorted by. Always a text, so that one kind of cursor fits all. */
const sortKeys: { readonly [Sort in DocumentSort]: SQL } = {
  title: sql`lower(d.data -> 'meta' ->> 'title')`,
  publisher: sql`lower(coalesce(outlet.name, ''))`,
  publishedAt: sql`coalesce(d.data -> 'meta' ->> 'publishedAt', '')`,
  createdAt: isoTime(sql`d.created_at`),
  updatedAt: isoTime(sql`touched.at`),
}

// A merged outlet goes by the name of what it was merged into.
const outlet = sql`left join lateral (
  with recursive chain(id, name, redirect) as (
    select e.id, e.data ->> 'name', e.data ->> 'redirect' from records e
    where e.project_id = d.project_id and e.kind = 'entity'
      and e.id = (d.data -> 'meta' ->> 'publisher')::uuid
    union
    select e.id, e.data ->> 'name', e.data ->> 'redirect' from records e
    join chain on e.id = chain.redirect::uuid
    where e.project_id = d.project_id and e.kind = 'entity')
  select name from chain where redirect is null limit 1) outlet on true`

const touched = sql`left join lateral (
  select max(c.at) as at from streams s
  join changes c on c.project_id = s.project_id and c.stream_id = s.id and c.seq = s.seq
  where s.project_id = d.project_id and s.document_id = d.id) touched on true`

const layers = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.data ->> 'kind',
    'owner', l.data ->> 'owner', 'state', l.data ->> 'state', 'counts', (
      select coalesce(jsonb_object_agg(c.kind, c.n), '{}') from counters c
      where c.project_id = l.project_id and c.stream_id = l.stream_id)) order by l.id), '[]')
  from streams s
  join records l on l.project_id = s.project_id and l.stream_id = s.id and l.id = s.id
  where s.project_id = d.project_id and s.document_id = d.id and l.kind = 'layer'
    and not l.deleted)`

/** The documents of a project with their layers, found, sorted and paged by the database. */
export async function listDocuments(
  db: Db,
  projectId: string,
  query: DocumentQuery,
): Promise<DocumentPage> {
  const key = sortKeys[query.sort]
  const direction = query.descending ? sql`desc` : sql`asc`
  const { rows } = await db.execute<ListedDocument & { key: string }>(sql`
    select page.*, ${layers} as layers from (
      select d.project_id, d.id, d.data - 'zones' as data, outlet.name as publisher,
        d.deleted as retired, d.created_by as "createdBy", ${isoTime(sql`d.created_at`)} as "createdAt",
        ${isoTime(sql`touched.at`)} as "updatedAt", ${key} collate "C" as key
      from records d ${outlet} ${touched}
      where d.project_id = ${projectId} and d.kind = 'document' and d.deleted = ${query.retired}
        ${matching(query.search)} ${inStatus(query.status)} ${beyond(query, key)}
      order by ${key} collate "C" ${direction}, d.id ${direction}
      limit ${query.limit + 1}) page, lateral (select page.project_id, page.id) d
    order by page.key ${direction}, page.id ${direction}`)
  const documents = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? documents.at(-1) : undefined
  return {
    documents: documents.map(withoutKey),
    next: last && { key: last.key, id: last.id },
  }
}

function withoutKey(row: ListedDocument & { key: string }): ListedDocument {
  const { id, data, publisher, retired, createdBy, createdAt, updatedAt, layers: listed } = row
  return { id, data, publisher, retired, createdBy, createdAt, updatedAt, layers: listed }
}

function beyond(query: DocumentQuery, key: SQL): SQL {
  if (query.after === undefined) return sql``
  const comparison = query.descending ? sql`<` : sql`>`
  return sql`and (${key} collate "C", d.id) ${comparison} (${query.after.key}, ${query.after.id}::uuid)`
}

function matching(search: string): SQL {
  if (search.trim() === '') return sql``
  const pattern = containing(search)
  return sql`and (d.data -> 'meta' ->> 'title' ilike ${pattern} or outlet.name ilike ${pattern}
    or d.data -> 'meta' ->> 'byline' ilike ${pattern}
    or d.data -> 'source' ->> 'filename' ilike ${pattern}
    or exists (select 1 from texts t where t.project_id = d.project_id
      and t.sha256 = d.data ->> 'textSha256' and t.text ilike ${pattern}))`
}

function inStatus(status: DocumentStatus | undefined): SQL {
  if (status === undefined) return sql``
  const layer = sql`select 1 from streams s
    join records l on l.project_id = s.project_id and l.stream_id = s.id and l.id = s.id
    where s.project_id = d.project_id and s.document_id = d.id and l.kind = 'layer' and not l.deleted`
  return status === 'untouched'
    ? sql`and not exists (${layer})`
    : sql`and exists (${layer} and l.data ->> 'state' = ${status})`
}

/** How many documents a project has: all but the retired, those without a layer, and per state. */
export type DocumentTotals = {
  readonly documents: number
  readonly retired: number
} & { readonly [Status in DocumentStatus]: number }

/** Counts the documents of a project; one with layers in several states counts in each. */
export async function countDocuments(db: Db, projectId: string): Promise<DocumentTotals> {
  const { rows } = await db.execute<DocumentTotals>(sql`
    select count(*) filter (where not d.deleted)::int as documents,
      count(*) filter (where d.deleted)::int as retired,
      count(*) filter (where not d.deleted and states.all is null)::int as untouched,
      count(*) filter (where not d.deleted and 'open' = any (states.all))::int as open,
      count(*) filter (where not d.deleted and 'submitted' = any (states.all))::int as submitted,
      count(*) filter (where not d.deleted and 'locked' = any (states.all))::int as locked
    from records d left join lateral (
      select array_agg(l.data ->> 'state') as all from streams s
      join records l on l.project_id = s.project_id and l.stream_id = s.id and l.id = s.id
      where s.project_id = d.project_id and s.document_id = d.id and l.kind = 'layer'
        and not l.deleted) states on true
    where d.project_id = ${projectId} and d.kind = 'document'`)
  return rows[0] ?? { documents: 0, retired: 0, untouched: 0, open: 0, submitted: 0, locked: 0 }
}
