import { desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { users } from '../schema/accounts.ts'
import { auditLog } from '../schema/instance.ts'

/** Everything that is written down outside the change log. */
export type AuditAction =
  | 'project.create'
  | 'project.update'
  | 'project.archive'
  | 'project.unarchive'
  | 'project.duplicate'
  | 'member.set-role'
  | 'member.remove'
  | 'member.leave'
  | 'invitation.create'
  | 'invitation.revoke'
  | 'invitation.accept'
  | 'export'
  | 'import'
  | 'release.make'
  | 'release.card'
  | 'release.withdraw'
  | 'import.take-back'
  | 'backup'
  | 'sign-up.open'
  | 'sign-up.close'
  | 'password.reset-link'
  | 'token.create'
  | 'token.withdraw'

/** Who did what outside the change log. Without an actor it was done at the machine itself. */
export type AuditEntry = Omit<typeof auditLog.$inferSelect, 'action'> & {
  readonly action: AuditAction
}

/** A line as people read it: with the name of who did it, as it is now. */
export type NamedAuditEntry = AuditEntry & { readonly actorName: string | null }

/** Adds a line, for good: lines cannot be altered or deleted. */
export async function writeAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.insert(auditLog).values(entry)
}

/**
 * The lines about a project, or with null those about the installation, newest first; on from the
 * last line of the page before.
 */
export async function auditOf(
  db: Db,
  projectId: string | null,
  page: { readonly after?: { at: Date; id: string } | undefined; readonly limit: number },
): Promise<NamedAuditEntry[]> {
  const { after } = page
  const about = projectId === null ? isNull(auditLog.projectId) : eq(auditLog.projectId, projectId)
  const later =
    after &&
    sql`(${auditLog.at}, ${auditLog.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
  const rows = await db
    .select({ line: auditLog, actorName: users.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actor))
    .where(sql`${about} and ${later ?? sql`true`}`)
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(page.limit)
  // Only `writeAudit` adds lines.
  return rows.map(({ line, actorName }) => ({ ...line, actorName }) as NamedAuditEntry)
}
