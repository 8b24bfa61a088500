import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { counters } from '../schema/counters.ts'

/** How many live records of one kind a stream has. */
export type StreamCount = {
  readonly streamId: string
  readonly kind: string
  readonly n: number
}

/** The counts of these streams, per kind. */
export function countsOf(
  db: Db,
  projectId: string,
  streamIds: readonly string[],
): Promise<StreamCount[]> {
  if (streamIds.length === 0) return Promise.resolve([])
  return db
    .select({ streamId: counters.streamId, kind: counters.kind, n: counters.n })
    .from(counters)
    .where(and(eq(counters.projectId, projectId), inArray(counters.streamId, [...streamIds])))
}
