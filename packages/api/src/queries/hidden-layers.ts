import { type Db, schema } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { and, eq, type SQL, sql } from 'drizzle-orm'

/** The layers of a project that `maySeeLayer` of the domain keeps from this person. */
export async function hiddenLayers(
  db: Db,
  projectId: ProjectId,
  userId: UserId,
): Promise<ReadonlySet<string>> {
  const { records } = schema
  const rows = await db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.projectId, projectId), eq(records.kind, 'layer'), isHiddenFrom(userId)))
  return new Set(rows.map(({ id }) => id))
}

/** Whether `maySeeLayer` of the domain keeps the layer of a row from this person. Never null. */
export function isHiddenFrom(userId: UserId): SQL {
  const { data } = schema.records
  return sql`(coalesce(${data} ->> 'blind', '') = 'true' and coalesce(${data} ->> 'state', '') = 'open'
    and ${data} ->> 'owner' is distinct from ${userId})`
}
