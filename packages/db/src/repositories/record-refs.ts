import { and, asc, count, eq, gt, inArray } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { recordRefs } from '../schema/record-refs.ts'
import { records } from '../schema/records.ts'
import { streams } from '../schema/streams.ts'
import type { StoredRecord } from './streams.ts'

/** How many records refer to each of these. What nothing refers to is left out. */
export async function usesOf(
  db: Db,
  projectId: string,
  targetIds: readonly string[],
): Promise<Map<string, number>> {
  if (targetIds.length === 0) return new Map()
  const rows = await db
    .select({ targetId: recordRefs.targetId, uses: count() })
    .from(recordRefs)
    .where(and(eq(recordRefs.projectId, projectId), inArray(recordRefs.targetId, [...targetIds])))
    .groupBy(recordRefs.targetId)
  return new Map(rows.map(({ targetId, uses }) => [targetId, uses]))
}

/** A record that refers to something, and the document it stands in. */
export type Occurrence = { readonly documentId: string | null; readonly record: StoredRecord }

/**
 * The live records that refer to any of these, in id order. `afterId` is the last id of the page
 * before.
 */
export function occurrencesOf(
  db: Db,
  projectId: string,
  page: {
    readonly targetIds: readonly string[]
    readonly afterId?: string | undefined
    readonly limit: number
  },
): Promise<Occurrence[]> {
  if (page.targetIds.length === 0) return Promise.resolve([])
  return db
    .selectDistinctOn([records.id], { documentId: streams.documentId, record: records })
    .from(recordRefs)
    .innerJoin(
      records,
      and(
        eq(records.projectId, recordRefs.projectId),
        eq(records.streamId, recordRefs.streamId),
        eq(records.id, recordRefs.recordId),
      ),
    )
    .innerJoin(
      streams,
      and(eq(streams.projectId, recordRefs.projectId), eq(streams.id, recordRefs.streamId)),
    )
    .where(
      and(
        eq(recordRefs.projectId, projectId),
        inArray(recordRefs.targetId, [...page.targetIds]),
        eq(records.deleted, false),
        page.afterId === undefined ? undefined : gt(records.id, page.afterId),
      ),
    )
    .orderBy(asc(records.id))
    .limit(page.limit)
}
