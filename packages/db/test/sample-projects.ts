import { type AppendAnswer, appendChanges, type StreamAppend } from '../src/append-changes.ts'
import type { Db } from '../src/open-database.ts'
import { projects } from '../src/schema/projects.ts'
import { samplePerson } from './sample-append.ts'

/** Makes these projects, unless they are there, with nobody in them: nothing is written outside of one. */
export async function makeProjects(db: Db, ...ids: readonly string[]): Promise<void> {
  const createdAt = new Date('2026-01-01T00:00:00Z')
  const project = { name: 'Sample', mode: 'together', createdBy: samplePerson, createdAt } as const
  const rows = [...new Set(ids)].map((id) => ({ id, ...project }))
  if (rows.length > 0) await db.insert(projects).values(rows).onConflictDoNothing()
}

/** `appendChanges`, once the projects it names are there. */
export async function appendInProjects(
  db: Db,
  batch: readonly StreamAppend[],
): Promise<AppendAnswer[]> {
  await makeProjects(db, ...batch.map(({ projectId }) => projectId))
  return appendChanges(db, batch)
}
