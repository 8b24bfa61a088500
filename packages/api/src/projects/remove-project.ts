import { setTimeout as wait } from 'node:timers/promises'
import { type Db, schema } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import { and, eq } from 'drizzle-orm'
import { announceAccessEnded } from '../access/access-ended.ts'
import type { Services } from '../services.ts'

/** Removes a project and all that is in it for good. False when there is none, or it is no sample. */
export async function removeProject(
  { db, bus, queue }: Services,
  projectId: ProjectId,
  { onlySamples }: { readonly onlySamples: boolean },
): Promise<boolean> {
  const { projects } = schema
  const isRemoved = await db.transaction(async (tx) => {
    const removed = await tx
      .delete(projects)
      .where(and(eq(projects.id, projectId), onlySamples ? eq(projects.isSample, true) : undefined))
      .returning({ id: projects.id })
    if (removed.length === 0) return false
    await removeRows(tx, projectId)
    return true
  })
  if (!isRemoved) return false
  announceAccessEnded(bus, { projectId, reason: 'removed' })
  // Who was let in a moment before is still on the way to the queue, and then in it: nothing of that
  // may stay without its project.
  await wait(lettingInMs)
  await Promise.race([queue.drain(), wait(longestDrainMs, undefined, { ref: false })])
  await db.transaction((tx) => removeRows(tx, projectId))
  return true
}

const lettingInMs = 300
const longestDrainMs = 5_000

async function removeRows(tx: Pick<Db, 'delete'>, projectId: ProjectId): Promise<void> {
  for (const table of projectTables) await tx.delete(table).where(eq(table.projectId, projectId))
}

const projectTables = [
  schema.releaseWithdrawals,
  schema.releaseCards,
  schema.releases,
  schema.commentReads,
  schema.streamVisits,
  schema.recordRefs,
  schema.counters,
  schema.refusals,
  schema.records,
  schema.changes,
  schema.streams,
  schema.sources,
  schema.texts,
  schema.guests,
  schema.invitations,
  schema.jobs,
  schema.members,
]
