import { createProject, type Db, getProject, schema } from '@parallax/db'
import { codebookStreamId, type ProjectId, registryStreamId, type UserId } from '@parallax/domain'
import { sql } from 'drizzle-orm'

export type ProjectCopy = {
  readonly from: ProjectId
  readonly id: ProjectId
  readonly name: string
  readonly createdBy: UserId
}

/**
 * Copies a project with everything that was written in it, log included, and nobody of its people
 * but the one who copies. False when the id is taken. Ids of records stay: no query leaves a project.
 */
export async function duplicateProject(db: Db, copy: ProjectCopy): Promise<boolean> {
  return await db.transaction(
    async (tx) => {
      const source = await getProject(tx, copy.from)
      if (source === undefined || (await getProject(tx, copy.id)) !== undefined) return false
      const { id, name, createdBy } = copy
      const project = { id, name, mode: source.mode, isSample: false, createdBy }
      await createProject(tx, { ...project, createdAt: new Date() })
      for (const statement of copyStatements(copy)) await tx.execute(statement)
      return true
    },
    // Somebody may write while we copy: all tables are read as they were at one moment.
    { isolationLevel: 'repeatable read' },
  )
}

function copyStatements({ from, id }: ProjectCopy) {
  const { changes, counters, guests, recordRefs, records, sources, streams, texts } = schema
  // These two streams are named after their project; all others keep their ids.
  const stream = (column: string) => sql`case ${sql.raw(column)}
    when ${registryStreamId(from)}::uuid then ${registryStreamId(id)}::uuid
    when ${codebookStreamId(from)}::uuid then ${codebookStreamId(id)}::uuid
    else ${sql.raw(column)} end`
  const here = sql`${id}::uuid`
  const there = sql`where project_id = ${from}`
  return [
    sql`insert into ${streams} (project_id, id, kind, document_id, seq)
      select ${here}, ${stream('id')}, kind, document_id, seq from ${streams} ${there}`,
    sql`insert into ${changes} (project_id, stream_id, seq, op_id, op_type, group_id, actor, at, change)
      select ${here}, ${stream('stream_id')}, seq, op_id, op_type, group_id, actor, at, change
      from ${changes} ${there}`,
    sql`insert into ${records} (project_id, stream_id, id, kind, data, revs, deleted, start_utf16,
        end_utf16, quote, created_by, created_at, updated_by, updated_at)
      select ${here}, ${stream('stream_id')}, id, kind, data, revs, deleted, start_utf16,
        end_utf16, quote, created_by, created_at, updated_by, updated_at from ${records} ${there}`,
    sql`insert into ${recordRefs} (project_id, target_id, stream_id, record_id)
      select ${here}, target_id, ${stream('stream_id')}, record_id from ${recordRefs} ${there}`,
    sql`insert into ${counters} (project_id, stream_id, kind, n)
      select ${here}, ${stream('stream_id')}, kind, n from ${counters} ${there}`,
    sql`insert into ${texts} (project_id, sha256, text, folded)
      select ${here}, sha256, text, folded from ${texts} ${there}`,
    sql`insert into ${sources} (project_id, sha256, importer, importer_version, text_sha256,
        size_bytes, media_type, filename, uploaded_by, uploaded_at)
      select ${here}, sha256, importer, importer_version, text_sha256, size_bytes, media_type,
        filename, uploaded_by, uploaded_at from ${sources} ${there}`,
    sql`insert into ${guests} (project_id, id, name)
      select ${here}, id, name from ${guests} ${there}`,
  ]
}
