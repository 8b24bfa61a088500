import { schema } from '@parallax/db'
import { people } from '@parallax/domain/test'
import { expect } from 'vitest'
import { type Round, type Stage, withDatabase } from '../stage.ts'

/** F25: somebody is removed while they write. They are told, and keep what was not sent. */
export async function removeMember(round: Round): Promise<void> {
  const [ada, ben] = [await round.join('ada'), await round.join('ben')]
  await round.work([ada, ben], 6)
  const working = round.work([ada, ben], 12)
  await round.call('olga', 'members.remove', { user: people.ben.userId })
  await working
  await expect.poll(() => ben.ended, { timeout: 20_000 }).toEqual(['removed'])
  await round.work([ada], 4)
}

/** What a project's data stands in. */
const tables = [
  schema.projects,
  schema.members,
  schema.streams,
  schema.changes,
  schema.records,
] as const

/** F25: a project is removed while people write. They are told, and nothing of it is left. */
export async function removeProject(round: Round, { server }: Stage): Promise<void> {
  const writers = [await round.join('ada'), await round.join('ben'), await round.join('jude')]
  await round.work(writers, 6)
  const working = round.work(writers, 24, 4)
  await round.call('olga', 'projects.resetSample', {})
  await working
  for (const writer of writers)
    await expect.poll(() => writer.ended, { timeout: 20_000 }).toEqual(['removed'])
  const left = await withDatabase(server, async ({ db }) => {
    const rows = await Promise.all(tables.map((table) => db.select().from(table)))
    const isOfIt = (row: { readonly id?: string; readonly projectId?: string }) =>
      (row.projectId ?? row.id) === round.project
    return rows.map((found) => found.filter(isOfIt).length)
  })
  expect(left, 'rows of the project that is gone').toEqual(tables.map(() => 0))
}
