import { and, desc, eq, lt } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { auditLog } from '../schema/instance.ts'

/** Who did what outside the change log. */
export type AuditEntry = typeof auditLog.$inferSelect

/** Adds a line, for good: lines cannot be altered or deleted. */
export async function writeAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.insert(auditLog).values(entry)
}

/** The lines about a project before a moment, newest first. */
export function auditOf(
  db: Db,
  projectId: string,
  page: { readonly before?: Date | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  const before = page.before && lt(auditLog.at, page.before)
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.projectId, projectId), before))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(page.limit)
}
