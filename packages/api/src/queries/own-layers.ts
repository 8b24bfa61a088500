import { type Db, schema } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { and, eq, type SQL, sql } from 'drizzle-orm'

/** The layers of a project that are one person's own. */
export function ownLayers(db: Db, projectId: ProjectId, userId: UserId): Promise<string[]> {
  return layersWhere(db, projectId, sql`${schema.records.data} ->> 'owner' = ${userId}`)
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
