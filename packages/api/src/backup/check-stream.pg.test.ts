import type { ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { entity, newProject, operation, registryOf } from '../../test/sample-work.ts'
import { submitOperations } from '../submit/submit-operations.ts'
import { type CheckedStream, checkStream } from './check-stream.ts'

let api: TestApi
let owner: TestPerson
let project: ProjectId

beforeAll(async () => {
  api = await openTestApi('postgresql')
  owner = await api.person('Olga')
  project = await newProject(owner)
  await addEntity()
})
afterAll(() => api.remove())

async function addEntity(): Promise<void> {
  const create = operation('entity.create', registryOf(project), entity(project, 'Ada Quill'))
  const actor = { userId: owner.userId, role: 'owner' } as const
  const asked = { projectId: project, actor, operations: [create] }
  expect(await submitOperations(api.services, asked)).toMatchObject([{ result: 'ok' }])
}

/** Does something while people write the registry without a pause. */
async function whileWritten<Found>(look: () => Promise<Found>): Promise<Found> {
  let isDone = false
  const write = async () => {
    while (!isDone) await addEntity()
  }
  const writing = [1, 2, 3].map(write)
  const found = await look()
  isDone = true
  await Promise.all(writing)
  return found
}

const check = () =>
  checkStream(api.services.db, { projectId: project, streamId: registryOf(project).id })

async function checkTenTimes(): Promise<CheckedStream[]> {
  const seen: CheckedStream[] = []
  while (seen.length < 10) seen.push(await check())
  return seen
}

test('a stream that is written all the time is looked at, as it stood at one moment', async () => {
  const looked = await whileWritten(checkTenTimes)
  expect(looked.flatMap(({ problems }) => problems)).toEqual([])
  const counts = looked.map(({ changeCount }) => changeCount)
  expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? 0)
})

test('what is wrong with it is found', async () => {
  await api.services.database.pool.query(`update counters set n = n + 7 where kind = 'entity'`)
  const looked = await whileWritten(checkTenTimes)
  expect(looked.map(({ problems }) => problems.map(({ kind }) => kind))).toEqual(
    looked.map(() => ['counter']),
  )
})
