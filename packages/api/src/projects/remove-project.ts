import { schema } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import { and, eq } from 'drizzle-orm'
import { announceAccessEnded } from '../access/access-ended.ts'
import type { Services } from '../services.ts'

/**
 * Removes a project and all that is in it for good. False when there is none, or it is no sample. Who is
 * just writing there is waited for; who comes later finds nothing to write to.
 */
export async function removeProject(
  { db, bus }: Services,
  projectId: ProjectId,
  { onlySamples }: { readonly onlySamples: boolean },
): Promise<boolean> {
  const { projects } = schema
  const isRemoved = await db.transaction(async (tx) => {
    // The heads of all its streams go with it, and with them whatever else refers to it.
    const removed = await tx
      .delete(projects)
      .where(and(eq(projects.id, projectId), onlySamples ? eq(projects.isSample, true) : undefined))
      .returning({ id: projects.id })
    if (removed.length === 0) return false
    for (const table of underHeads) await tx.delete(table).where(eq(table.projectId, projectId))
    return true
  })
  if (isRemoved) announceAccessEnded(bus, { projectId, reason: 'removed' })
  return isRemoved
}

/** What only those write who hold the head of a stream. */
const underHeads = [
  schema.recordRefs,
  schema.counters,
  schema.refusals,
  schema.records,
  schema.changes,
]
