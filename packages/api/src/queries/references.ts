import { type Db, schema } from '@parallax/db'
import { and, count, eq, inArray } from 'drizzle-orm'

export type ReferenceCount = {
  readonly targetId: string
  readonly streamId: string
  readonly n: number
}

/** How many live records of each stream refer to each of these. */
export function countReferences(
  db: Db,
  projectId: string,
  targetIds: readonly string[],
): Promise<ReferenceCount[]> {
  const { recordRefs } = schema
  return db
    .select({ targetId: recordRefs.targetId, streamId: recordRefs.streamId, n: count() })
    .from(recordRefs)
    .where(and(eq(recordRefs.projectId, projectId), inArray(recordRefs.targetId, [...targetIds])))
    .groupBy(recordRefs.targetId, recordRefs.streamId)
}
