import { createJob, getJob } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { newProject } from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import { progressNoter } from './progress-noter.ts'

describe.each(testEngines)('progress on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
  })
  afterAll(() => api.remove())

  async function begin() {
    const { db } = api.services
    const projectId = await newProject(owner)
    const key = { projectId, id: mintId() }
    const rest = { kind: 'import', input: {}, createdBy: owner.userId, createdAt: new Date() }
    await createJob(db, { ...key, ...rest })
    const percent = async () => (await getJob(db, projectId, key.id))?.progressPercent
    return { db, note: progressNoter(api.services, key), percent }
  }

  test('is noted by whole percents, and the last is left for the end', async () => {
    const { note, percent } = await begin()
    note(0.123)
    await expect.poll(percent).toBe(12)
    note(1)
    await expect.poll(percent).toBe(99)
  })

  test('told in the middle of a transaction is noted, whatever becomes of the transaction', async () => {
    const { db, note, percent } = await begin()
    let end = () => {}
    const over = new Promise<void>((resolve) => {
      end = resolve
    })
    const failed = db.transaction(async (tx) => {
      await tx.execute(sql`select 1`)
      note(0.6)
      await over
      throw new Error('It came to nothing.')
    })
    const rejection = expect(failed).rejects.toThrow('It came to nothing.')
    // The embedded database has one session: whoever reads waits for the transaction.
    if (engine === 'pglite') end()
    await expect.poll(percent).toBe(60)
    end()
    await rejection
  })
})
