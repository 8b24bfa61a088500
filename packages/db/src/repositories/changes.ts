import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { LoggedOperation } from '../append-changes.ts'
import type { Db } from '../open-database.ts'
import { changes } from '../schema/changes.ts'
import { isoTime } from './iso-time.ts'

/** One line of a stream's log. */
export type StoredChange = typeof changes.$inferSelect

/** What came after `afterSeq` in a stream's log, in order, at most `limit` lines. */
export function changesSince(
  db: Db,
  projectId: string,
  place: { readonly streamId: string; readonly afterSeq: number; readonly limit: number },
): Promise<StoredChange[]> {
  return db
    .select()
    .from(changes)
    .where(
      and(
        eq(changes.projectId, projectId),
        eq(changes.streamId, place.streamId),
        gt(changes.seq, place.afterSeq),
      ),
    )
    .orderBy(asc(changes.seq))
    .limit(place.limit)
}

/** Some lines of a log, each as the JSON that browsers know it by, with commas between them. */
export type LoggedPage = {
  readonly json: string
  readonly count: number
  readonly lastSeq: number
}

/**
 * As `changesSince`, put into words by the database: who has missed thousands of lines is told them
 * without this process reading a single one. `undefined` when nothing has come after `afterSeq`.
 */
export async function loggedPageSince(
  db: Db,
  projectId: string,
  place: { readonly streamId: string; readonly afterSeq: number; readonly limit: number },
): Promise<LoggedPage | undefined> {
  const { rows } = await db.execute<{ json: string | null; count: number; lastSeq: number }>(sql`
    select string_agg(line, ',' order by seq) as json, count(*)::int as count,
      coalesce(max(seq), 0)::int as "lastSeq"
    from (
      select seq, json_build_object('seq', seq, 'opId', op_id, 'opType', op_type, 'group', group_id,
        'actor', actor, 'at', ${isoTime(sql`at`)},
        'change', change)::text as line
      from changes
      where project_id = ${projectId} and stream_id = ${place.streamId} and seq > ${place.afterSeq}
      order by seq limit ${place.limit}
    ) as lines`)
  const [page] = rows
  if (page === undefined || page.json === null) return undefined
  return { ...page, json: page.json }
}

/** One line of a stream's log, or `undefined`. */
export async function changeAt(
  db: Db,
  projectId: string,
  place: { readonly streamId: string; readonly seq: number },
): Promise<StoredChange | undefined> {
  const [change] = await db
    .select()
    .from(changes)
    .where(
      and(
        eq(changes.projectId, projectId),
        eq(changes.streamId, place.streamId),
        eq(changes.seq, place.seq),
      ),
    )
  return change
}

/** These lines of a stream's log, those of them that there are. */
export function changesAt(
  db: Db,
  projectId: string,
  place: { readonly streamId: string; readonly seqs: readonly number[] },
): Promise<StoredChange[]> {
  if (place.seqs.length === 0) return Promise.resolve([])
  return db
    .select()
    .from(changes)
    .where(
      and(
        eq(changes.projectId, projectId),
        eq(changes.streamId, place.streamId),
        inArray(changes.seq, [...place.seqs]),
      ),
    )
}

/** Everything that one gesture did, in all streams, oldest first. */
export function changesOfGroup(
  db: Db,
  projectId: string,
  groupId: string,
): Promise<StoredChange[]> {
  return db
    .select()
    .from(changes)
    .where(and(eq(changes.projectId, projectId), eq(changes.groupId, groupId)))
    .orderBy(asc(changes.at), asc(changes.opId))
}

/** Where the log holds those of these operations that it holds. */
export function findOperations(
  db: Db,
  projectId: string,
  opIds: readonly string[],
): Promise<LoggedOperation[]> {
  if (opIds.length === 0) return Promise.resolve([])
  return db
    .select({
      opId: changes.opId,
      streamId: changes.streamId,
      seq: changes.seq,
      actor: changes.actor,
    })
    .from(changes)
    .where(and(eq(changes.projectId, projectId), inArray(changes.opId, [...opIds])))
}
