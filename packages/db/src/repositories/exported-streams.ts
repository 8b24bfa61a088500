import { sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { isoTime } from './iso-time.ts'

/** A record as files hold it: without how often its fields were rewritten. */
export type ExportedRecord = {
  readonly kind: string
  readonly id: string
  readonly deleted: boolean
  readonly data: Record<string, unknown>
  readonly createdBy: string
  /** ISO 8601, UTC, with milliseconds; the other moment too. */
  readonly createdAt: string
  readonly updatedBy: string
  readonly updatedAt: string
}

/** A stream as one statement saw it. */
export type ExportedStream = {
  readonly seq: number
  /** In no order. */
  readonly records: readonly ExportedRecord[]
  /** The text, if the stream is that of a document and its text was not purged. */
  readonly text: string | null
}

type Row = {
  readonly streamId: string
  readonly seq: number
  readonly text: string | null
  readonly record: RecordList
}

/** A record as a list: one value to decode for each row, where a column each would make ten. */
type RecordList = readonly [
  string,
  string,
  boolean,
  Record<string, unknown>,
  string,
  string,
  string,
  string,
]

/**
 * These streams as one statement saw them, so they fit together, by id. Those that do not exist are left
 * out. They are looked up one by one (what has a limit is not turned round): left to choose, the planner
 * reads all streams of the project for a list of some hundred, and an export does so for every page.
 */
export async function exportedStreams(
  db: Db,
  projectId: string,
  streamIds: readonly string[],
): Promise<ReadonlyMap<string, ExportedStream>> {
  const { rows } = await db.execute<Row>(sql`
    select s.id as "streamId", s.seq, t.text, ${recordList} as record
    from unnest(${sql.param([...new Set(streamIds)])}::uuid[]) as wanted(id)
    cross join lateral (select * from streams
      where project_id = ${projectId} and id = wanted.id limit 1) s
    join records r on r.project_id = s.project_id and r.stream_id = s.id
    left join texts t on r.kind = 'document' and t.project_id = r.project_id
      and t.sha256 = r.data ->> 'textSha256' and r.data ->> 'purged' = 'false'`)
  const found = new Map<string, Mutable>()
  for (const { streamId, seq, text, record } of rows) {
    const stream = found.get(streamId) ?? { seq, text: null, records: [] }
    found.set(streamId, stream)
    stream.text ??= text
    stream.records.push(recordOf(record))
  }
  return found
}

type Mutable = Omit<ExportedStream, 'records' | 'text'> & {
  text: string | null
  readonly records: ExportedRecord[]
}

/** The records of one kind in a stream, in id order, a page of them after an id. */
export async function exportedRecords(
  db: Db,
  projectId: string,
  { streamId, kind, after, limit }: RecordsPage,
): Promise<readonly ExportedRecord[]> {
  const isAfter = after === undefined ? sql`` : sql`and r.id > ${after}`
  const { rows } = await db.execute<Pick<Row, 'record'>>(sql`
    select ${recordList} as record from records r
    where r.project_id = ${projectId} and r.stream_id = ${streamId} and r.kind = ${kind} ${isAfter}
    order by r.id limit ${limit}`)
  return rows.map(({ record }) => recordOf(record))
}

export type RecordsPage = {
  readonly streamId: string
  readonly kind: string
  readonly after: string | undefined
  readonly limit: number
}

const recordList = sql`json_build_array(r.kind, r.id, r.deleted, r.data,
  r.created_by, ${isoTime(sql`r.created_at`)}, r.updated_by, ${isoTime(sql`r.updated_at`)})`

function recordOf(list: RecordList): ExportedRecord {
  const [kind, id, deleted, data, createdBy, createdAt, updatedBy, updatedAt] = list
  return { kind, id, deleted, data, createdBy, createdAt, updatedBy, updatedAt }
}
