import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { containing } from './search-pattern.ts'

/** Registry rows that people search by name: what stands for the name differs by kind. */
export type RegistryKind = 'entity' | 'proposition'

export type RegistryQuery = {
  readonly kind: RegistryKind
  /** Words to find in the name, statement, aliases or note; empty finds everything. */
  readonly search: string
  readonly sort: 'name' | 'uses'
  /** The stream of the registry: a row that was made elsewhere is listed once. */
  readonly registryStreamId: string
  readonly offset: number
  readonly limit: number
}

export type RegistryRow = {
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
  /** The rows merged into this one, directly or through others. */
  readonly mergedIds: readonly string[]
  /** Records that refer to it or to a row merged into it. */
  readonly uses: number
  /** Documents that those records stand in. */
  readonly documents: number
}

const names: { readonly [Kind in RegistryKind]: SQL } = {
  entity: sql`r.data ->> 'name'`,
  proposition: sql`r.data ->> 'statement'`,
}

// A merge only redirects, so what a row stands for is itself and everything that leads to it.
const merged = sql`lateral (
  with recursive family(id) as (
    select r.id
    union
    select m.id from records m join family f on m.project_id = r.project_id
      and m.data ->> 'redirect' = f.id::text and m.stream_id = r.stream_id and not m.deleted)
  select array_agg(f.id) as ids from family f) family`

const used = sql`lateral (
  select count(*)::int as uses, count(distinct s.document_id)::int as documents
  from record_refs f join streams s on s.project_id = f.project_id and s.id = f.stream_id
  where f.project_id = r.project_id and f.target_id = any (family.ids)
    and s.document_id is not null) used`

/** Live, unmerged rows of a registry with how much they are used, and how many match in all. */
export async function listRegistry(
  db: Db,
  projectId: string,
  query: RegistryQuery,
): Promise<{ rows: readonly RegistryRow[]; total: number }> {
  const name = names[query.kind]
  const byName = sql`lower(${name}) collate "C", r.id`
  const order = query.sort === 'name' ? byName : sql`used.uses desc, ${byName}`
  const found = sql`where r.project_id = ${projectId} and r.kind = ${query.kind} and not r.deleted
      and r.stream_id = ${query.registryStreamId} and r.data ->> 'redirect' is null
      ${matching(query.search, name)}`
  const [page, total] = await Promise.all([
    db.execute<RegistryRow>(sql`
      select r.id, r.data, array_remove(family.ids, r.id) as "mergedIds", used.uses, used.documents
      from records r cross join ${merged} cross join ${used} ${found} order by ${order} limit ${query.limit} offset ${query.offset}`),
    db.execute<{ n: number }>(sql`select count(*)::int as n from records r ${found}`),
  ])
  return { rows: page.rows, total: total.rows[0]?.n ?? 0 }
}

function matching(search: string, name: SQL): SQL {
  if (search.trim() === '') return sql``
  const pattern = containing(search)
  return sql`and (${name} ilike ${pattern} or r.data ->> 'note' ilike ${pattern} or exists (
    select 1 from jsonb_object_keys(coalesce(r.data -> 'aliases', '{}')) alias
    where alias ilike ${pattern}))`
}
