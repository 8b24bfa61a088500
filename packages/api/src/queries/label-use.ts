import { type Db, schema } from '@parallax/db'
import { codebookStreamId, type ProjectId } from '@parallax/domain'
import { sql } from 'drizzle-orm'

/** How many live records outside the codebook refer to each label; labels that nothing uses are 0. */
export async function countLabelUse(db: Db, projectId: ProjectId): Promise<Record<string, number>> {
  const { recordRefs, records } = schema
  const codebook = codebookStreamId(projectId)
  const { rows } = await db.execute<{ id: string; n: number }>(sql`
    select l.id, count(f.record_id)::int as n from ${records} l
    left join ${recordRefs} f on f.project_id = l.project_id and f.target_id = l.id
      and f.stream_id <> ${codebook}
    where l.project_id = ${projectId} and l.stream_id = ${codebook} and l.kind = 'label'
    group by l.id`)
  return Object.fromEntries(rows.map(({ id, n }) => [id, n]))
}
