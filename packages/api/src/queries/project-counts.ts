import { type Db, schema } from '@parallax/db'
import { inArray, sql } from 'drizzle-orm'

/** How much of everything a project holds, deleted and merged rows aside. */
export type ProjectCounts = {
  readonly documents: number
  readonly entities: number
  readonly propositions: number
  readonly mention: number
  readonly claim: number
  readonly stance: number
  readonly relation: number
}

export async function countProject(db: Db, projectId: string): Promise<ProjectCounts> {
  const { counters, records } = schema
  const [counted, own] = await Promise.all([
    db.execute<{ kind: string; n: number }>(sql`
      select c.kind, sum(c.n)::int as n from ${counters} c
      where c.project_id = ${projectId} group by c.kind`),
    db.execute<{ kind: string; n: number }>(sql`
      select r.kind, count(*)::int as n from ${records} r
      where r.project_id = ${projectId} and r.kind in ('entity', 'proposition') and not r.deleted
        and r.data ->> 'redirect' is null group by r.kind`),
  ])
  const counts = new Map([...counted.rows, ...own.rows].map(({ kind, n }) => [kind, n]))
  const of = (kind: string) => counts.get(kind) ?? 0
  return {
    documents: of('document'),
    entities: of('entity'),
    propositions: of('proposition'),
    mention: of('mention'),
    claim: of('claim'),
    stance: of('stance'),
    relation: of('relation'),
  }
}

/** How many documents and members each of these projects has. */
export async function countDocumentsAndMembers(
  db: Db,
  projectIds: readonly string[],
): Promise<Map<string, { readonly documents: number; readonly members: number }>> {
  if (projectIds.length === 0) return new Map()
  const { counters, members, projects } = schema
  const { rows } = await db.execute<{ id: string; documents: number; members: number }>(sql`
    select p.id,
      (select coalesce(sum(c.n), 0)::int from ${counters} c
        where c.project_id = p.id and c.kind = 'document') as documents,
      (select count(*)::int from ${members} m where m.project_id = p.id) as members
    from ${projects} p where ${inArray(sql`p.id`, [...projectIds])}`)
  return new Map(rows.map(({ id, documents, members: n }) => [id, { documents, members: n }]))
}
