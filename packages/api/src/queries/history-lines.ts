import { type Db, isoTime, type StoredChange, schema } from '@parallax/db'
import type { Change, LogEntry, StreamId, StreamKind } from '@parallax/domain'
import { touchedIds } from '@parallax/domain'
import { type SQL, sql } from 'drizzle-orm'
import { entryFromRow } from '../submit/stored-form.ts'
import type { VisibleStream } from './visible-streams.ts'

/** A line of a log for a person to read. */
export type HistoryLine = {
  readonly stream: { readonly kind: StreamKind; readonly id: StreamId }
  /** Of a change of very many records only the first stand here. */
  readonly entry: LogEntry
  /** How many records it touched. */
  readonly records: number
}

/** Which lines are wanted; `null` wants all. */
export type HistoryFilter = { readonly person: string | null; readonly record: string | null }

/** Where reading goes on: of each stream what stands before `seq`. Streams that are done are left out. */
export type HistoryPlace = { readonly id: StreamId; readonly seq: number }

export type HistoryPage = {
  readonly lines: readonly HistoryLine[]
  /** Empty when everything was read; lines may be few although there is more. */
  readonly next: readonly HistoryPlace[]
  /** How far each stream had come when it was read: what comes later is told by the feed. */
  readonly heads: readonly HistoryPlace[]
}

/** Lines that one request looks through in each stream at most, whatever is filtered out. */
const linesLookedThrough = 1_000
const recordsShown = 40

type Row = StoredChange & {
  /** ISO 8601, UTC; never later than that of a newer line of the stream, whatever clocks said. */
  readonly atText: string
}
/** Each kind of stream after those that it builds on. */
const placeOfKind: Readonly<Record<StreamKind, number>> = {
  codebook: 0,
  registry: 1,
  document: 2,
  layer: 3,
}

type ReadRow = { readonly stream: VisibleStream; readonly row: Row }
type Reading = {
  readonly stream: VisibleStream
  readonly rows: readonly Row[]
  /** The oldest line that was looked at. */
  readonly from: number
  readonly fromAt: string
}

/**
 * The newest lines of some streams before a place in each, woven together, newest first. Looks at a
 * bounded piece of every log, so it costs the same however long they are.
 */
export async function historyLines(
  db: Db,
  projectId: string,
  streams: readonly (VisibleStream & { readonly before: number })[],
  { limit, filter }: { readonly limit: number; readonly filter: HistoryFilter },
): Promise<HistoryPage> {
  const readings: Reading[] = []
  for (const stream of streams) {
    if (stream.before > 1) readings.push(await read(db, projectId, stream, { limit, filter }))
  }
  // What is older than a line that is still to be read of another stream has to wait for it.
  const unread = readings.filter(({ from }) => from > 1).map(({ fromAt }) => fromAt)
  const horizon = unread.sort().at(-1) ?? ''
  const ready = readings
    .flatMap(({ stream, rows }) => rows.map((row) => ({ stream, row })))
    .filter(({ row }) => row.atText >= horizon)
    .sort((a, b) => byTime(b, a))
    .slice(0, limit)
  const shown = new Set(ready.map(({ row }) => row))
  return {
    lines: ready.map(({ stream, row }) => lineOf(stream, row)),
    next: readings.flatMap((reading) => placeAfter(reading, shown)),
    heads: streams.map(({ id, seq }) => ({ id, seq })),
  }
}

async function read(
  db: Db,
  projectId: string,
  stream: VisibleStream & { readonly before: number },
  { limit, filter }: { readonly limit: number; readonly filter: HistoryFilter },
): Promise<Reading> {
  const { changes } = schema
  const before = Math.min(stream.before, stream.seq + 1)
  const oldest = Math.max(1, before - linesLookedThrough)
  const { rows } = await db.execute<Row>(sql`
    select c.project_id as "projectId", c.stream_id as "streamId", c.seq, c.op_id as "opId",
      c.op_type as "opType", c.group_id as "groupId", c.actor, c.at, c.change,
      ${isoTime(sql`c.at`)} as "atText"
    from ${changes} c
    where c.project_id = ${projectId} and c.stream_id = ${stream.id}
      and c.seq < ${before} and c.seq >= ${oldest} ${wanted(filter)}
    order by c.seq desc limit ${limit}`)
  const steady = withSteadyTimes(rows)
  const last = rows.length === limit ? steady.at(-1) : undefined
  const from = last?.seq ?? oldest
  const fromAt = last?.atText ?? (await timeOf(db, projectId, stream.id, oldest))
  return { stream, rows: steady, from, fromAt }
}

function withSteadyTimes(newestFirst: readonly Row[]): readonly Row[] {
  let earliest = '9999'
  return newestFirst.map((row) => {
    if (row.atText < earliest) earliest = row.atText
    return { ...row, atText: earliest }
  })
}

function wanted({ person, record }: HistoryFilter): SQL {
  const named = JSON.stringify([{ id: record }])
  const byPerson = person === null ? sql`` : sql`and c.actor = ${person}`
  const ofRecord =
    record === null
      ? sql``
      : sql`and (c.change -> 'written' @> ${named}::jsonb or c.change -> 'added' @> ${named}::jsonb)`
  return sql`${byPerson} ${ofRecord}`
}

async function timeOf(db: Db, projectId: string, stream: string, seq: number): Promise<string> {
  const { changes } = schema
  const { rows } = await db.execute<{ readonly at: string }>(sql`
    select ${isoTime(sql`c.at`)} as at
    from ${changes} c
    where c.project_id = ${projectId} and c.stream_id = ${stream} and c.seq = ${seq}`)
  return rows[0]?.at ?? ''
}

/**
 * Lines that were written together have the same time. What others build on came first: a document
 * is imported, then its layer is made.
 */
function byTime(a: ReadRow, b: ReadRow): number {
  if (a.row.atText !== b.row.atText) return a.row.atText < b.row.atText ? -1 : 1
  const [first, second] = [a.stream, b.stream]
  if (first.id === second.id) return a.row.seq - b.row.seq
  const byKind = placeOfKind[first.kind] - placeOfKind[second.kind]
  if (byKind !== 0) return byKind
  return first.id < second.id ? -1 : 1
}

function placeAfter({ stream, rows, from }: Reading, shown: ReadonlySet<Row>): HistoryPlace[] {
  const left = rows.find((row) => !shown.has(row))
  if (left) return [{ id: stream.id, seq: left.seq + 1 }]
  return from > 1 ? [{ id: stream.id, seq: from }] : []
}

function lineOf({ kind, id }: VisibleStream, row: Row): HistoryLine {
  const entry = entryFromRow({ ...row, at: new Date(row.at) })
  const records = touchedIds(entry.change).size
  return { stream: { kind, id }, entry: { ...entry, change: shortened(entry.change) }, records }
}

function shortened(change: Change): Change {
  const { added, written } = change
  const isShort = added.length <= recordsShown && written.length <= recordsShown * 2
  if (isShort) return change
  return {
    ...change,
    added: added.slice(0, recordsShown),
    written: written.slice(0, recordsShown * 2),
  }
}
