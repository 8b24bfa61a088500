import { type Db, schema } from '@parallax/db'
import { type ProjectId, registryStreamId } from '@parallax/domain'
import { type SQL, sql } from 'drizzle-orm'

export type RegistrySearch = {
  readonly kind: 'entity' | 'proposition'
  /** Words to find in the name, statement, aliases or note; empty finds everything. */
  readonly query: string
  /** Only entities of this type. */
  readonly type: string | null
  readonly offset: number
  readonly limit: number
}

export type RegistryHit = {
  readonly id: string
  /** The name of an entity, the statement of a proposition. */
  readonly title: string
  readonly type: string | null
  readonly aliases: readonly string[]
  /** Records of layers that refer to it or to what was merged into it. */
  readonly mentions: number
  readonly documents: number
}

const { recordRefs, records, streams } = schema

// A merge only redirects, so a row stands for itself and everything that leads to it.
const family = sql`lateral (
  with recursive family(id) as (
    select r.id
    union
    select m.id from ${records} m join family f on m.project_id = r.project_id
      and m.data ->> 'redirect' = f.id::text and m.stream_id = r.stream_id and not m.deleted)
  select array_agg(f.id) as ids from family f) family`

const used = sql`lateral (
  select count(distinct f.record_id)::int as mentions,
    count(distinct s.document_id)::int as documents
  from ${recordRefs} f join ${streams} s on s.project_id = f.project_id and s.id = f.stream_id
  where f.project_id = r.project_id and f.target_id = any (family.ids) and s.kind = 'layer') used`

/** Live, unmerged rows of the registry; those whose name begins with the words come first. */
export async function searchRegistry(
  db: Db,
  projectId: ProjectId,
  search: RegistrySearch,
): Promise<{ readonly rows: readonly RegistryHit[]; readonly total: number }> {
  const name = search.kind === 'entity' ? sql`r.data ->> 'name'` : sql`r.data ->> 'statement'`
  const words = search.query.trim().replace(/[\\%_]/g, '\\$&')
  const found = sql`where r.project_id = ${projectId} and r.kind = ${search.kind}
    and r.stream_id = ${registryStreamId(projectId)} and not r.deleted
    and r.data ->> 'redirect' is null ${matching(words, name)} ${ofType(search.type)}`
  const [page, counted] = await Promise.all([
    db.execute<RegistryHit>(sql`
      select r.id, ${name} as title, r.data ->> 'type' as type,
        array(select jsonb_object_keys(coalesce(r.data -> 'aliases', '{}')) order by 1) as aliases,
        used.mentions, used.documents
      from ${records} r cross join ${family} cross join ${used} ${found}
      order by (${name} ilike ${`${words}%`}) desc, lower(${name}) collate "C", r.id
      limit ${search.limit} offset ${search.offset}`),
    db.execute<{ n: number }>(sql`select count(*)::int as n from ${records} r ${found}`),
  ])
  return { rows: page.rows, total: counted.rows[0]?.n ?? 0 }
}

function matching(words: string, name: SQL): SQL {
  if (words === '') return sql``
  const pattern = `%${words}%`
  return sql`and (${name} ilike ${pattern} or r.data ->> 'note' ilike ${pattern} or exists (
    select 1 from jsonb_object_keys(coalesce(r.data -> 'aliases', '{}')) alias
    where alias ilike ${pattern}))`
}

function ofType(type: string | null): SQL {
  return type === null ? sql`` : sql`and r.data ->> 'type' = ${type}`
}
