import { type Db, schema } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { isHiddenFrom } from './hidden-layers.ts'
import { type KnownPerson, peopleOf } from './people.ts'

/** The layers of a project that are one person's own. */
export function ownLayers(db: Db, projectId: ProjectId, person: string): Promise<string[]> {
  return layersWhere(db, projectId, sql`${schema.records.data} ->> 'owner' = ${person}`)
}

/** The layers of a project that were decided out of those of several people. */
export function adjudicatedLayers(db: Db, projectId: ProjectId): Promise<string[]> {
  return layersWhere(db, projectId, sql`${schema.records.data} ->> 'kind' = 'adjudicated'`)
}

async function layersWhere(db: Db, projectId: ProjectId, condition: SQL): Promise<string[]> {
  const { records } = schema
  const rows = await db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.projectId, projectId), eq(records.kind, 'layer'), condition))
  return rows.map(({ id }) => id)
}

/** Someone with layers of their own, and in how many documents. */
export type LayerOwner = KnownPerson & { readonly documents: number }

/** Whose layers this reader may choose from, by name: nobody who has only written blind so far. */
export async function layerOwners(
  db: Db,
  projectId: ProjectId,
  reader: UserId,
): Promise<readonly LayerOwner[]> {
  const { records } = schema
  const owner = sql<string>`${records.data} ->> 'owner'`
  const rows = await db
    .select({ owner, documents: sql<number>`count(*)::int` })
    .from(records)
    .where(
      and(
        eq(records.projectId, projectId),
        eq(records.kind, 'layer'),
        eq(records.deleted, false),
        sql`${owner} is not null and not (${isHiddenFrom(reader)})`,
      ),
    )
    .groupBy(owner)
  const counts = new Map(rows.map((row) => [row.owner, row.documents]))
  const people = await peopleOf(db, projectId)
  return people.flatMap((person) => {
    const documents = counts.get(person.id)
    return documents === undefined ? [] : [{ ...person, documents }]
  })
}
