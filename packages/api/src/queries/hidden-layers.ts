import { type Db, schema } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import { and, eq, sql } from 'drizzle-orm'

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
    .where(
      and(
        eq(records.projectId, projectId),
        eq(records.kind, 'layer'),
        sql`${records.data} ->> 'blind' = 'true' and ${records.data} ->> 'state' = 'open'
          and ${records.data} ->> 'owner' is distinct from ${userId}`,
      ),
    )
  return new Set(rows.map(({ id }) => id))
}
