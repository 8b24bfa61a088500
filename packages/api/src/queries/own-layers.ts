import { type Db, schema } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { and, eq, sql } from 'drizzle-orm'

/** The layers of a project that are one person's own. */
export async function ownLayers(db: Db, projectId: ProjectId, userId: UserId): Promise<string[]> {
  const { records } = schema
  const rows = await db
    .select({ id: records.id })
    .from(records)
    .where(
      and(
        eq(records.projectId, projectId),
        eq(records.kind, 'layer'),
        sql`${records.data} ->> 'owner' = ${userId}`,
      ),
    )
  return rows.map(({ id }) => id)
}
