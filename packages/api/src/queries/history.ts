import { type Db, type StoredChange, schema } from '@parallax/db'
import { and, desc, eq, lt } from 'drizzle-orm'

/** The newest lines of a stream's log before a seq, or of all, newest first. */
export function newestChanges(
  db: Db,
  projectId: string,
  page: { readonly streamId: string; readonly before: number | null; readonly limit: number },
): Promise<StoredChange[]> {
  const { changes } = schema
  return db
    .select()
    .from(changes)
    .where(
      and(
        eq(changes.projectId, projectId),
        eq(changes.streamId, page.streamId),
        page.before === null ? undefined : lt(changes.seq, page.before),
      ),
    )
    .orderBy(desc(changes.seq))
    .limit(page.limit)
}
