import { type Db, isoTime, schema } from '@parallax/db'
import type { DocumentId, EntityId, LayerId, ProjectId, UserId } from '@parallax/domain'
import { indexText } from '@parallax/find'
import { type SQL, sql } from 'drizzle-orm'

export const documentSorts = ['title', 'outlet', 'publishedAt', 'importedAt', 'records'] as const
export type DocumentSort = (typeof documentSorts)[number]

/**
 * How far a document is: `todo` has no record and nothing submitted, `in-progress` has an open layer
 * with records, `submitted` has submitted layers and no open work.
 */
export const documentStatuses = ['all', 'todo', 'in-progress', 'submitted'] as const
export type DocumentStatus = (typeof documentStatuses)[number]

/** What narrows a list of documents. */
export type DocumentNarrowing = {
  /** Words to find in title, outlet, byline, file name or text; empty finds everything. */
  readonly search: string
  readonly status: DocumentStatus
  /** Only documents published by this entity, or by one that was merged into it. */
  readonly outlet: EntityId | null
  /** Retired documents instead of the others. */
  readonly retired: boolean
}

export type DocumentQuery = DocumentNarrowing & {
  readonly sort: DocumentSort
  readonly direction: 'asc' | 'desc'
  readonly offset: number
  readonly limit: number
}

export type DocumentRowLayer = {
  readonly id: LayerId
  readonly kind: 'annotator' | 'shared' | 'adjudicated'
  readonly owner: UserId | null
  readonly ownerName: string | null
  readonly state: 'open' | 'submitted' | 'locked'
  readonly records: number
}

/** A line of the list of documents. */
export type DocumentRow = {
  readonly id: DocumentId
  /** The head of the document's own stream: what an operation on it may say it has seen. */
  readonly seq: number
  readonly title: string
  readonly publisher: { readonly id: EntityId; readonly name: string } | null
  /** EDTF level 0. */
  readonly publishedAt: string | null
  readonly language: string
  /** ISO 8601, UTC. */
  readonly importedAt: string
  readonly importedBy: UserId
  readonly lengthUtf16: number
  readonly retired: boolean
  /** Live records in all of its layers. */
  readonly records: number
  readonly counts: { readonly mention: number; readonly claim: number; readonly stance: number }
  readonly layers: readonly DocumentRowLayer[]
}

const sortKeys: { readonly [Sort in DocumentSort]: SQL } = {
  title: sql`lower(d.title) collate "C"`,
  outlet: sql`lower(d."publisherName") collate "C"`,
  publishedAt: sql`d."publishedAt" collate "C"`,
  importedAt: sql`d.created_at`,
  records: sql`d.records`,
}

const { counters, guests, records, streams, texts, users } = schema

/** The outlet of a document record `r`: a merged one goes by what it was merged into. */
export const outlet = sql`left join lateral (
  with recursive chain(id, name, redirect) as (
    select e.id, e.data ->> 'name', e.data ->> 'redirect' from ${records} e
    where e.project_id = r.project_id and e.kind = 'entity'
      and e.id = (r.data -> 'meta' ->> 'publisher')::uuid
    union
    select e.id, e.data ->> 'name', e.data ->> 'redirect' from ${records} e
    join chain on e.id = chain.redirect::uuid
    where e.project_id = r.project_id and e.kind = 'entity')
  select id, name from chain where redirect is null limit 1) outlet on true`

// An embedded database has no statistics, and without them the planner looks through all layers of the
// project for each document: a list of a thousand takes seconds. `offset 0` keeps the order of steps.
export const layers = sql`left join lateral (
  select coalesce(sum(l.records), 0)::int as records,
    coalesce(sum(l.mention), 0)::int as mention, coalesce(sum(l.claim), 0)::int as claim,
    coalesce(sum(l.stance), 0)::int as stance,
    count(*) filter (where l.state = 'open' and l.records > 0) as working,
    count(*) filter (where l.state <> 'open') as done,
    coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'owner', l.owner,
      'ownerName', l.owner_name, 'state', l.state, 'records', l.records)
      order by l.kind desc, l.owner_name, l.id), '[]') as layers
  from (
    select h.id, h.data ->> 'kind' as kind, h.data ->> 'owner' as owner,
      h.data ->> 'state' as state, coalesce(u.name, g.name) as owner_name,
      coalesce(n.records, 0) as records, n.mention, n.claim, n.stance
    from (select s.id from ${streams} s
      where s.project_id = r.project_id and s.document_id = r.id offset 0) s
    cross join lateral (select h.id, h.kind as record_kind, h.data, h.deleted from ${records} h
      where h.project_id = r.project_id and h.stream_id = s.id and h.id = s.id offset 0) h
    left join ${users} u on u.id = (h.data ->> 'owner')::uuid
    left join ${guests} g on g.project_id = r.project_id and g.id = (h.data ->> 'owner')::uuid
    left join lateral (
      select sum(c.n)::int as records, sum(c.n) filter (where c.kind = 'mention') as mention,
        sum(c.n) filter (where c.kind = 'claim') as claim,
        sum(c.n) filter (where c.kind = 'stance') as stance
      from ${counters} c
      where c.project_id = r.project_id and c.stream_id = h.id
        and c.kind not in ('layer', 'comment')) n on true
    where h.record_kind = 'layer' and not h.deleted) l) work on true`

/** A row as the database gives it. */
export type Row = Omit<DocumentRow, 'publisher' | 'counts'> & {
  readonly publisherId: EntityId | null
  readonly publisherName: string | null
  readonly mention: number
  readonly claim: number
  readonly stance: number
  readonly total: number
}

/** A page of a project's documents, found, sorted and counted by the database. */
export async function listDocumentRows(
  db: Db,
  projectId: ProjectId,
  query: DocumentQuery,
): Promise<{ readonly rows: readonly DocumentRow[]; readonly total: number }> {
  const found = sql`with d as (
    select r.id, head.seq, r.deleted as retired, r.created_at, r.created_by as "importedBy",
      r.data -> 'meta' ->> 'title' as title, r.data -> 'meta' ->> 'publishedAt' as "publishedAt",
      r.data -> 'meta' ->> 'language' as language, (r.data ->> 'lengthUtf16')::int as "lengthUtf16",
      outlet.id as "publisherId", outlet.name as "publisherName", work.*
    from ${records} r
    join ${streams} head on head.project_id = r.project_id and head.id = r.stream_id
    ${outlet} ${layers}
    where r.project_id = ${projectId} and r.kind = 'document' and r.deleted = ${query.retired}
      ${matching(query.search)} ${publishedBy(query.outlet)})`
  const inStatus = sql`where ${statuses[query.status]}`
  const direction = query.direction === 'asc' ? sql`asc nulls last` : sql`desc nulls last`
  const order = sql`order by ${sortKeys[query.sort]} ${direction}, d.id`
  // The total stands beside a page that is empty too: the one after the last.
  const { rows } = await db.execute<
    Row | { readonly id: null; readonly total: number }
  >(sql`${found},
    chosen as materialized (select * from d ${inStatus}),
    page as (select d.*, row_number() over (${order}) as place from chosen d ${order}
      limit ${query.limit} offset ${query.offset})
    select page.*, ${isoTime(sql`page.created_at`)} as "importedAt", whole.total
    from (select count(*)::int as total from chosen) whole left join page on true
    order by page.place`)
  return {
    rows: rows.flatMap((row) => (row.id === null ? [] : [rowOf(row)])),
    total: rows[0]?.total ?? 0,
  }
}

/**
 * The ids of all documents that a list so narrowed would show, on whatever page, in one order; of more
 * than `limit` the first ones. `total` counts all.
 */
export async function foundDocumentIds(
  db: Db,
  projectId: ProjectId,
  query: DocumentNarrowing,
  limit: number,
): Promise<{ readonly ids: readonly DocumentId[]; readonly total: number }> {
  // How far a document is takes a look at its layers: only whoever asks for that pays for it.
  const work = query.status === 'all' ? sql`` : sql`, work.*`
  const { rows } = await db.execute<{ readonly id: DocumentId; readonly total: number }>(sql`
    with d as (
      select r.id ${work} from ${records} r ${outlet} ${query.status === 'all' ? sql`` : layers}
      where r.project_id = ${projectId} and r.kind = 'document' and r.deleted = ${query.retired}
        ${matching(query.search)} ${publishedBy(query.outlet)})
    select d.id, (count(*) over ())::int as total from d where ${statuses[query.status]}
    order by d.id limit ${limit}`)
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}

export const statuses: { readonly [Status in DocumentStatus]: SQL } = {
  all: sql`true`,
  todo: sql`d.records = 0 and d.done = 0`,
  'in-progress': sql`d.working > 0`,
  submitted: sql`d.done > 0 and d.working = 0`,
}

/** Whether title, outlet, byline, file name or text hold these words. */
export function matching(search: string): SQL {
  if (search.trim() === '') return sql``
  const pattern = containing(search.trim())
  const folded = containing(indexText(search.trim()))
  return sql`and (r.data -> 'meta' ->> 'title' ilike ${pattern} or outlet.name ilike ${pattern}
    or r.data -> 'meta' ->> 'byline' ilike ${pattern}
    or r.data -> 'source' ->> 'filename' ilike ${pattern}
    or exists (select 1 from ${texts} t where t.project_id = r.project_id
      and t.sha256 = r.data ->> 'textSha256'
      and (t.folded like ${folded} or (t.folded is null and t.text ilike ${pattern}))))`
}

/** The pattern for `like` that finds these words as they stand, anywhere. */
export function containing(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`
}

export function publishedBy(entity: EntityId | null): SQL {
  return entity === null ? sql`` : sql`and outlet.id = ${entity}`
}

export function rowOf(row: Row): DocumentRow {
  const { publisherId, publisherName, mention, claim, stance } = row
  return {
    id: row.id,
    seq: row.seq,
    title: row.title,
    publisher:
      publisherId === null || publisherName === null
        ? null
        : { id: publisherId, name: publisherName },
    publishedAt: row.publishedAt,
    language: row.language,
    importedAt: row.importedAt,
    importedBy: row.importedBy,
    lengthUtf16: row.lengthUtf16,
    retired: row.retired,
    records: row.records,
    counts: { mention, claim, stance },
    layers: row.layers,
  }
}
