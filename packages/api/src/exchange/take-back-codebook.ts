import { changesSince, type Db, type StoredChange } from '@parallax/db'
import {
  type Change,
  codebookStreamId,
  invertLines,
  type ProjectId,
  type StreamState,
} from '@parallax/domain'
import { sql } from 'drizzle-orm'
import { stateOf } from './write-vocabulary.ts'

type Gesture = { readonly projectId: ProjectId; readonly group: string }

/** A codebook, and the change that makes it what it was. */
export type CodebookBefore = { readonly before: StreamState; readonly change: Change }

/**
 * The way back to the codebook that an import has put another in the place of, with all that was done
 * to that one since. `undefined` for an import that only added to the codebook: its labels stay.
 */
export async function codebookBefore(
  tx: Db,
  { projectId, group }: Gesture,
): Promise<CodebookBefore | undefined> {
  const id = codebookStreamId(projectId)
  const lines = await linesFrom(tx, { projectId, group }, id)
  if (!hasReplaced(lines, group)) return undefined
  // Only planned changes are ever stored.
  const newestFirst = lines.toReversed().map(({ change }) => ({ change: change as Change }))
  const before = await stateOf(tx, projectId, 'codebook', id)
  return { before, change: invertLines(newestFirst) }
}

const linesAtOnce = 1000

/** What was done to the stream by this gesture and since, oldest first. */
async function linesFrom(
  tx: Db,
  { projectId, group }: Gesture,
  streamId: string,
): Promise<readonly StoredChange[]> {
  const { rows } = await tx.execute<{ first: number | null }>(sql`
    select min(seq)::int as first from changes
    where project_id = ${projectId} and group_id = ${group} and stream_id = ${streamId}`)
  const first = rows[0]?.first ?? null
  const lines: StoredChange[] = []
  for (let afterSeq = first === null ? undefined : first - 1; afterSeq !== undefined; ) {
    const page = await changesSince(tx, projectId, { streamId, afterSeq, limit: linesAtOnce })
    lines.push(...page)
    afterSeq = page.length < linesAtOnce ? undefined : page.at(-1)?.seq
  }
  return lines
}

/** Whether the gesture withdrew what was there, or began the codebook: others only add. */
function hasReplaced(lines: readonly StoredChange[], group: string): boolean {
  return lines.some(({ seq, groupId, change }) => {
    const { written } = change as Change // as above
    const withdraws = written.some(
      ({ register, after }) => register === 'deleted' && after === true,
    )
    return groupId === group && (seq === 1 || withdraws)
  })
}

/**
 * Whether other work follows the codebook as it is: a layer of a document that the import did not
 * make, or an entry of the registry.
 */
export async function isCodebookNeeded(
  tx: Db,
  { projectId, group }: Gesture,
  { before }: CodebookBefore,
): Promise<boolean> {
  const { rows } = await tx.execute<{ isNeeded: boolean }>(sql`
    select exists (
      select from records as l
      join streams as s on s.project_id = l.project_id and s.id = l.stream_id
      where l.project_id = ${projectId} and l.kind = 'layer' and not l.deleted
        and not exists (select from changes as c where c.project_id = l.project_id
          and c.stream_id = s.document_id and c.seq = 1 and c.group_id = ${group})
    ) or exists (
      select from record_refs as f
      join streams as s on s.project_id = f.project_id and s.id = f.stream_id
      join records as r on r.project_id = f.project_id and r.id = f.target_id
      where f.project_id = ${projectId} and s.kind = 'registry' and r.stream_id = ${before.id}
    ) as "isNeeded"`)
  return rows[0]?.isNeeded === true
}
