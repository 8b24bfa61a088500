import { sql } from 'drizzle-orm'
import type { Db } from './open-database.ts'

/**
 * Tells the database how its rows are spread over projects now, those that this transaction has written
 * among them. By itself it looks again only after a commit (the embedded engine never does), and takes
 * a project that it does not know for one of a row or two: then it finds each row of it by going
 * through all of them. Only keys are looked at, so that everything else is still counted in its time;
 * a table that somebody else is looking at is left to them.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  await db.execute(sql`analyze (skip_locked)
    streams (project_id, id, document_id),
    records (project_id, stream_id, id, kind),
    changes (project_id, stream_id, seq, op_id, group_id, actor),
    record_refs (project_id, target_id, stream_id, record_id),
    counters (project_id, stream_id, kind)`)
}
