import { changesSince, type Db, isoTime, schema } from '@parallax/db'
import type { DocumentId, LogEntry, RecordId, RecordKind, StreamId } from '@parallax/domain'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { entryFromRow } from '../submit/stored-form.ts'
import type { Reader } from './comments.ts'
import { idsIn, type OthersWork, othersWork, type Standing } from './since-visit.ts'
import { visibleTo } from './visible-to.ts'

const { records, streams, streamVisits } = schema

/** What others have done to a document since somebody was last there. */
export type SinceVisit = OthersWork & {
  /** When they were last there: ISO 8601, UTC. */
  readonly at: string
  /** There was more than is read for one answer: the counts are the least that was done. */
  readonly isCut: boolean
}

/** How far somebody has seen a stream. */
export type SeenStream = { readonly id: StreamId; readonly seq: number }

const mostLines = 2_000
const mostRecords = 500

/** `null` for who has never been there, and for a document that is not there. */
export async function sinceVisit(
  db: Db,
  reader: Reader,
  document: DocumentId,
): Promise<SinceVisit | null> {
  const places = await seenPlaces(db, reader, document)
  const at = places.find(({ id }) => id === (document as string))?.at
  if (!at) return null
  const entries = await linesAfter(db, reader, places)
  const standings = await standingsOf(db, reader, places, idsIn(entries))
  const work = othersWork(entries, reader.userId, standings)
  return {
    at: at.toISOString(),
    isCut: entries.length >= mostLines,
    people: work.people,
    records: work.records.slice(0, mostRecords),
  }
}

/** Notes how far somebody has seen the streams of a document. Seqs never go back. */
export async function noteVisit(
  db: Db,
  reader: Reader,
  { document, seen, at }: { document: DocumentId; seen: readonly SeenStream[]; at: Date },
): Promise<void> {
  const { projectId, userId } = reader
  const ids = sql.param(seen.map(({ id }) => id))
  const seqs = sql.param(seen.map(({ seq }) => seq))
  await db.execute(sql`
    insert into ${streamVisits} as known (project_id, user_id, stream_id, seq, at)
    select ${projectId}, ${userId}, s.id, least(s.seq, visit.seq), ${at.toISOString()}
    from unnest(${ids}::uuid[], ${seqs}::int[]) as visit(id, seq)
    join ${streams} s on s.project_id = ${projectId} and s.id = visit.id
      and s.document_id = ${document}
    where ${visibleTo(userId)}
    on conflict (project_id, user_id, stream_id)
    do update set seq = greatest(known.seq, excluded.seq), at = excluded.at`)
}

type Place = {
  readonly id: StreamId
  readonly headSeq: number
  readonly seenSeq: number
  readonly at: Date | null
}

async function seenPlaces(
  db: Db,
  { projectId, userId }: Reader,
  document: DocumentId,
): Promise<readonly Place[]> {
  const { rows } = await db.execute<{
    id: StreamId
    headSeq: number
    seenSeq: number
    at: string | null
  }>(sql`
    select s.id, s.seq as "headSeq", coalesce(v.seq, 0) as "seenSeq",
      ${isoTime(sql`v.at`)} as at
    from ${streams} s
    left join ${streamVisits} v on v.project_id = s.project_id and v.user_id = ${userId}
      and v.stream_id = s.id
    where s.project_id = ${projectId} and s.document_id = ${document} and ${visibleTo(userId)}
    order by s.kind, s.id`)
  return rows.map(({ at, ...place }) => ({ ...place, at: at === null ? null : new Date(at) }))
}

async function linesAfter(
  db: Db,
  { projectId }: Reader,
  places: readonly Place[],
): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = []
  for (const { id, headSeq, seenSeq } of places) {
    const limit = mostLines - entries.length
    if (headSeq <= seenSeq || limit <= 0) continue
    const rows = await changesSince(db, projectId, { streamId: id, afterSeq: seenSeq, limit })
    entries.push(...rows.map(entryFromRow))
  }
  return entries
}

async function standingsOf(
  db: Db,
  { projectId }: Reader,
  places: readonly Place[],
  ids: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, Standing>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: records.id, kind: records.kind, deleted: records.deleted })
    .from(records)
    .where(
      and(
        eq(records.projectId, projectId),
        // That a layer was opened is nothing to look at.
        ne(records.kind, 'layer'),
        inArray(
          records.streamId,
          places.map(({ id }) => id),
        ),
        sql`${records.id} = any(${sql.param(ids)}::uuid[])`,
      ),
    )
  return new Map(
    // Records are stored under ids and kinds that the rules have accepted.
    rows.map(({ id, kind, deleted }) => [id as RecordId, { kind: kind as RecordKind, deleted }]),
  )
}
