import { type SQL, sql } from 'drizzle-orm'
import type { StreamAppend } from './append-changes.ts'
import type { Db } from './open-database.ts'

/** A stream that is to be made. */
export type NewStream = Omit<StreamAppend, 'projectId' | 'expectedSeq'>

/**
 * Writes streams that are not there yet, with their log, records, references and counters, in one
 * statement: what `appendChanges` does where there is nothing to compare and nothing to replace. False
 * when one of them is there after all: then call off the transaction, for the rest was written. Their
 * operations must be new.
 */
export async function appendNewStreams(
  db: Db,
  projectId: string,
  batch: readonly NewStream[],
): Promise<boolean> {
  if (batch.length === 0) return true
  const { rows } = await db.execute<{ readonly made: number }>(sql`
    with made as (${makeStreams(projectId, batch)}), logged as (${writeLog(projectId, batch)}),
      kept as (${writeRecords(projectId, batch)}), referred as (${writeRefs(projectId, batch)}),
      counted as (${writeCounters(projectId, batch)})
    select count(*)::int as made from made`)
  return rows[0]?.made === batch.length
}

/** Nothing is written to a stream that was there: its log has a first line. */
const isMade = sql`stream in (select id from made)`

function makeStreams(projectId: string, batch: readonly NewStream[]): SQL {
  const rows = batch.map(({ streamId, kind, documentId, entries }) => ({
    id: streamId,
    kind,
    document: documentId,
    seq: entries.length,
  }))
  return sql`insert into streams (project_id, id, kind, document_id, seq)
    select ${projectId}::uuid, id, kind, document, seq
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as given(id uuid, kind text, document uuid, seq int)
    on conflict do nothing returning id`
}

function writeLog(projectId: string, batch: readonly NewStream[]): SQL {
  const rows = batch.flatMap(({ streamId, entries }) =>
    entries.map((entry, at) => ({ stream: streamId, seq: at + 1, ...entry })),
  )
  return sql`insert into changes
      (project_id, stream_id, seq, op_id, op_type, group_id, actor, at, change)
    select ${projectId}::uuid, stream, seq, "opId", "opType", "group", actor, at, change
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(stream uuid, seq int, "opId" uuid,
      "opType" text, "group" uuid, actor uuid, at timestamptz, change jsonb)
    where ${isMade}`
}

function writeRecords(projectId: string, batch: readonly NewStream[]): SQL {
  const rows = batch.flatMap(({ streamId, records }) =>
    records.map((record) => ({ stream: streamId, ...record })),
  )
  return sql`insert into records (project_id, stream_id, id, kind, data, revs, deleted, start_utf16,
      end_utf16, quote, created_by, created_at, updated_by, updated_at)
    select ${projectId}::uuid, stream, id, kind, data, revs, deleted, "startUtf16", "endUtf16", quote,
      "createdBy", "createdAt", "updatedBy", "updatedAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(stream uuid, id uuid, kind text,
      data jsonb, revs jsonb, deleted boolean, "startUtf16" int, "endUtf16" int, quote text,
      "createdBy" uuid, "createdAt" timestamptz, "updatedBy" uuid, "updatedAt" timestamptz)
    where ${isMade}`
}

function writeRefs(projectId: string, batch: readonly NewStream[]): SQL {
  const rows = batch.flatMap(({ streamId, refs }) =>
    refs.flatMap(({ recordId, targetIds }) =>
      [...new Set(targetIds)].map((target) => ({ stream: streamId, record: recordId, target })),
    ),
  )
  return sql`insert into record_refs (project_id, target_id, stream_id, record_id)
    select ${projectId}::uuid, target, stream, record
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as given(stream uuid, record uuid, target uuid)
    where ${isMade}`
}

function writeCounters(projectId: string, batch: readonly NewStream[]): SQL {
  const rows = batch.flatMap(({ streamId, counters }) =>
    counters.map(({ kind, delta }) => ({ stream: streamId, kind, n: delta })),
  )
  return sql`insert into counters (project_id, stream_id, kind, n)
    select ${projectId}::uuid, stream, kind, sum(n)::int
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(stream uuid, kind text, n int)
    where ${isMade} group by stream, kind`
}
