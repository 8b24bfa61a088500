import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { records } from '../schema/records.ts'
import type { StoredRecord } from './streams.ts'

/**
 * Every record of one kind in a project, deleted ones too, in id order, read in pages: no
 * transaction stays open, so a slow reader holds nobody up. A record may have changed by the time
 * its page is read. What refers is read before what it refers to (layers before the registry): then
 * no reference leads out of what was read, because nothing is ever removed.
 */
export async function* readRecords(
  db: Db,
  projectId: string,
  kind: string,
  pageSize = 1000,
): AsyncGenerator<StoredRecord, void, void> {
  let last: StoredRecord | undefined
  do {
    const page = await recordPage(db, { projectId, kind, after: last, pageSize })
    yield* page
    last = page.length < pageSize ? undefined : page.at(-1)
  } while (last !== undefined)
}

function recordPage(
  db: Db,
  page: {
    readonly projectId: string
    readonly kind: string
    readonly after: StoredRecord | undefined
    readonly pageSize: number
  },
): Promise<StoredRecord[]> {
  const { after } = page
  return db
    .select()
    .from(records)
    .where(
      and(
        eq(records.projectId, page.projectId),
        eq(records.kind, page.kind),
        // The same id may stand in two streams.
        after && sql`(${records.id}, ${records.streamId}) > (${after.id}, ${after.streamId})`,
      ),
    )
    .orderBy(asc(records.id), asc(records.streamId))
    .limit(page.pageSize)
}
