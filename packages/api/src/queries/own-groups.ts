import { type Db, isoTime, schema } from '@parallax/db'
import type { OperationId } from '@parallax/domain'
import { sql } from 'drizzle-orm'

/** One gesture of a person, as far as undo must know it. */
export type OwnGroup = {
  readonly group: OperationId
  /** ISO 8601, UTC: its newest line. */
  readonly at: string
  /** The types of its operations, each once; of a gesture with very many lines only of some. */
  readonly opTypes: readonly string[]
  /** Whether any of its lines changed something. */
  readonly isEmpty: boolean
  /** The one gesture of theirs that this takes back; `null` if it takes back none, or several. */
  readonly reverts: OperationId | null
}

/** Where the next page begins: after this gesture, which was the last of the page before. */
export type GroupCursor = { readonly at: string; readonly group: OperationId }

const linesLookedAt = 20
/** A gesture whose lines came in several batches is met once for each of them. */
const stepsPerGroup = 3

type Row = {
  readonly group: string
  readonly at: Date | string
  readonly opTypes: readonly string[]
  readonly isEmpty: boolean
  readonly reverts: readonly (string | null)[]
}

/**
 * A person's newest gestures in a project, newest first. Costs the same whatever the project, the
 * log or a gesture weighs: each step goes to the next gesture by the index.
 */
export async function ownGroups(
  db: Db,
  { projectId, actor }: { readonly projectId: string; readonly actor: string },
  page: { readonly before: GroupCursor | null; readonly limit: number },
): Promise<{ readonly groups: readonly OwnGroup[]; readonly next: GroupCursor | null }> {
  const { changes } = schema
  const mine = sql`c.project_id = ${projectId} and c.actor = ${actor}`
  const start = page.before
    ? sql`and (c.at, c.group_id) < (${page.before.at}::timestamptz, ${page.before.group}::uuid)`
    : sql``
  const newest = sql`order by c.at desc, c.group_id desc limit 1`
  const steps = page.limit * stepsPerGroup
  const { rows } = await db.execute<Row>(sql`
    with recursive step(at, group_id, n) as (
      (select c.at, c.group_id, 1 from ${changes} c where ${mine} ${start} ${newest})
      union all
      select older.at, older.group_id, step.n + 1 from step, lateral (
        select c.at, c.group_id from ${changes} c
        where ${mine} and (c.at, c.group_id) < (step.at, step.group_id) ${newest}) older
      where step.n < ${steps}),
    gesture as (select group_id, max(at) as at from step group by group_id
      order by max(at) desc, group_id desc limit ${page.limit})
    select gesture.group_id as "group", ${isoTime(sql`gesture.at`)} as at,
      array_agg(distinct line.op_type) as "opTypes", bool_and(line.is_empty) as "isEmpty",
      array_agg(distinct case when reverted.actor = ${actor} then reverted.group_id end)
        filter (where line.is_revert) as reverts
    from gesture, lateral (
      select c.stream_id, c.op_type, c.op_type = 'change.revert' as is_revert,
        pg_column_size(c.change) < 200 and c.change -> 'added' = '[]'::jsonb
          and c.change -> 'written' = '[]'::jsonb as is_empty,
        case when c.op_type = 'change.revert' then c.change -> 'reverts' end as back
      from ${changes} c where ${mine} and c.group_id = gesture.group_id
      limit ${linesLookedAt}) line
    left join ${changes} reverted on reverted.project_id = ${projectId}
      and reverted.stream_id = line.stream_id
      and reverted.seq = (line.back ->> 'to')::int
      and line.back ->> 'to' = line.back ->> 'from'
    group by gesture.at, gesture.group_id
    order by gesture.at desc, gesture.group_id desc`)
  const groups = rows.map(groupOf)
  const last = groups.length === page.limit ? groups.at(-1) : undefined
  return { groups, next: last ? { at: last.at, group: last.group } : null }
}

function groupOf({ group, at, opTypes, isEmpty, reverts }: Row): OwnGroup {
  const [only = null, ...others] = reverts ?? []
  return {
    // Ids were parsed before they were stored.
    group: group as OperationId,
    at: String(at),
    opTypes,
    isEmpty,
    reverts: others.length === 0 ? (only as OperationId | null) : null, // as above
  }
}
