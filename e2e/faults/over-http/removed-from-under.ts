import { schema } from '@parallax/db'
import { people } from '@parallax/domain/test'
import { expect } from 'vitest'
import { cookieOf } from '../sample-project.ts'
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

/**
 * F25: an account that writes is let in no more, because its session is over. The person is told within
 * five seconds, and keeps what was not sent; nobody else notices.
 */
export async function endAccess(round: Round, { server }: Stage): Promise<void> {
  const session = round.number
  const [ada, ben] = [await round.join('ada'), await round.join('ben', { session })]
  // Who asks for nothing is told by the feed, or not at all.
  const reader = await round.join('ben', { session })
  await round.work([ada, ben], 6)
  const working = round.work([ada, ben], 24)
  const { baseUrl: origin, secret } = server
  const headers = { origin, cookie: cookieOf('ben', secret, session) }
  const { status } = await fetch(`${origin}/api/auth/sign-out`, { method: 'POST', headers })
  expect(status).toBe(200)
  const overMs = performance.now()
  for (const { ended } of [ben, reader])
    await expect.poll(() => ended, { timeout: 20_000 }).toContain('signed-out')
  expect(performance.now() - overMs).toBeLessThan(5_000)
  await working
  const doneBefore = ben.invokedCount
  // Not everything that comes to mind can be done.
  for (let tries = 0; ben.invokedCount === doneBefore && tries < 20; tries += 1)
    await round.work([ben], 4)
  expect(ben.stateOfSaving.waiting, 'what cannot be sent is kept').toBeGreaterThan(0)
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
