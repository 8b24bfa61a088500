import type { ExportedRecord, StoredChange, StoredRecord } from '@parallax/db'
import type { AnyRecord, Change, LogEntry, OperationId, UserId } from '@parallax/domain'

/** A record as rules know it. Of one that goes into a file, nobody asks how often it was rewritten. */
export function recordFromRow(row: StoredRecord | ExportedRecord): AnyRecord {
  const { id, kind, data, deleted } = row
  const revs = 'revs' in row ? row.revs : {}
  // Only planned changes are ever stored, so what is read back has the shape that was checked then.
  return { id, kind, data, deleted, revs } as unknown as AnyRecord
}

/** A line of a stream's log as rules and browsers know it. */
export function entryFromRow(row: StoredChange): LogEntry {
  return {
    seq: row.seq,
    // Ids and changes were parsed before they were stored.
    opId: row.opId as OperationId,
    opType: row.opType,
    group: row.groupId as OperationId,
    actor: row.actor as UserId,
    at: row.at.toISOString(),
    change: row.change as Change,
  }
}
