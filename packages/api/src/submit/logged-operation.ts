import { changeAt, type Db, type LoggedOperation, schema } from '@parallax/db'
import type { AnyRecord, Change, UserId } from '@parallax/domain'
import { and, eq, inArray } from 'drizzle-orm'
import type { Answer } from './answer.ts'
import { recordFromRow } from './stored-form.ts'
import type { Task } from './task.ts'

/** The answer to an operation whose id the log holds already: the same as before, or `id-taken`. */
export async function answerLogged(db: Db, task: Task, logged: LoggedOperation): Promise<Answer> {
  const { id, stream } = task.operation
  if (logged.streamId !== stream.id || logged.actor !== task.actor.userId) {
    return { id, result: 'refused', refusal: { code: 'id-taken', id } }
  }
  const deletedBy = await deletedByOf(db, task, logged)
  return { id, result: 'ok', seq: logged.seq, ...(deletedBy === undefined ? {} : { deletedBy }) }
}

/** Who has deleted what the operation wrote to. */
async function deletedByOf(
  db: Db,
  task: Task,
  { streamId, seq }: LoggedOperation,
): Promise<UserId | undefined> {
  const row = await changeAt(db, task.projectId, { streamId, seq })
  // Only planned changes are ever stored.
  const { written } = (row?.change ?? { written: [] }) as Change
  const ids = written.filter(({ register }) => register !== 'deleted').map(({ id }) => id)
  if (ids.length === 0) return undefined
  const { records } = schema
  const deleted = await db
    .select()
    .from(records)
    .where(
      and(
        eq(records.projectId, task.projectId),
        eq(records.streamId, streamId),
        inArray(records.id, ids),
        eq(records.deleted, true),
      ),
    )
  const [first]: AnyRecord[] = deleted.map(recordFromRow)
  return first?.revs.deleted?.[1]
}
