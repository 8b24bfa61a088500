import { changesSince, type Db, type ExportedRecord, schema } from '@parallax/db'
import {
  applyChange,
  type Change,
  emptyStream,
  type ProjectId,
  type RecordId,
  recordOf,
  type StreamId,
  type StreamKind,
  stateFromRecords,
  type UserId,
  type Write,
} from '@parallax/domain'
import { and, desc, eq, lte, sql } from 'drizzle-orm'
import { recordFromRow } from '../submit/stored-form.ts'

/** A stream and the moment of its log that one wants to see. */
export type StreamMoment = {
  readonly projectId: ProjectId
  readonly streamId: StreamId
  readonly kind: StreamKind
  readonly seq: number
}

/**
 * Records of a stream as they stood at `moment`, from rows that were read at that moment or later:
 * what the log tells since is taken back. Nothing is ever removed, so no row can be missing.
 */
export async function recordsAsOf(
  db: Db,
  moment: StreamMoment,
  rows: readonly ExportedRecord[],
): Promise<readonly ExportedRecord[]> {
  const later = await changesAfter(db, moment)
  if (later.length === 0) return rows
  const added = new Set(later.flatMap((change) => change.added.map(({ id }) => id as string)))
  const rewinds = firstWrites(later)
  const kept = rows.filter(({ id }) => !added.has(id))
  return await Promise.all(
    kept.map((row) => {
      const writes = rewinds.get(row.id)
      return writes ? rewound(db, moment, row, writes) : row
    }),
  )
}

async function changesAfter(db: Db, { projectId, streamId, seq }: StreamMoment): Promise<Change[]> {
  const found: Change[] = []
  const limit = 1000
  for (let afterSeq = seq; ; ) {
    const page = await changesSince(db, projectId, { streamId, afterSeq, limit })
    // Only planned changes are ever stored.
    found.push(...page.map(({ change }) => change as Change))
    afterSeq = page.at(-1)?.seq ?? afterSeq
    if (page.length < limit) return found
  }
}

/** Of each register the first write: what stood before it is what stood at the moment. */
function firstWrites(changes: readonly Change[]): ReadonlyMap<string, readonly Write[]> {
  const byRecord = new Map<string, Map<string, Write>>()
  for (const write of changes.flatMap(({ written }) => written)) {
    const writes = byRecord.get(write.id) ?? new Map<string, Write>()
    byRecord.set(write.id, writes)
    if (!writes.has(write.register)) writes.set(write.register, write)
  }
  return new Map([...byRecord].map(([id, writes]) => [id, [...writes.values()]]))
}

async function rewound(
  db: Db,
  moment: StreamMoment,
  row: ExportedRecord,
  writes: readonly Write[],
): Promise<ExportedRecord> {
  const record = recordFromRow(row)
  const written = writes.map((write) => ({ ...write, before: null, after: write.before }))
  const state = stateFromRecords(emptyStream(moment.kind, moment.streamId), moment.seq, [record])
  const stamp = { seq: moment.seq, actor: row.updatedBy as UserId } // whoever: stamps are not read here
  const before = recordOf(applyChange(state, { added: [], written }, stamp), record.id)
  if (!before) throw new Error('A record that was written has gone.')
  const last = await lastTouch(db, moment, record.id)
  return {
    ...row,
    data: before.data as Record<string, unknown>, // any data is such a record
    deleted: before.deleted,
    updatedBy: last?.actor ?? row.createdBy,
    updatedAt: last?.at.toISOString() ?? row.createdAt,
  }
}

/** Who wrote a record last at the moment, and when. */
async function lastTouch(
  db: Db,
  { projectId, streamId, seq }: StreamMoment,
  id: RecordId,
): Promise<{ actor: string; at: Date } | undefined> {
  const { changes } = schema
  const named = JSON.stringify([{ id }])
  const [found] = await db
    .select({ actor: changes.actor, at: changes.at })
    .from(changes)
    .where(
      and(
        eq(changes.projectId, projectId),
        eq(changes.streamId, streamId),
        lte(changes.seq, seq),
        sql`(${changes.change} -> 'written' @> ${named}::jsonb or ${changes.change} -> 'added' @> ${named}::jsonb)`,
      ),
    )
    .orderBy(desc(changes.seq))
    .limit(1)
  return found
}
