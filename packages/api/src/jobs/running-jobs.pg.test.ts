import { createJob, type DatabaseEngine, getJob } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { newProject } from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import { startJob } from './run-job.ts'

const soon = { timeout: 5_000, interval: 100 }

describe.each(testEngines)('jobs of one process on %s', (engine) => {
  test('P13: a job that nobody does is told to be silent within 5 s, one that goes on is not', () =>
    withOwner(engine, async (api, owner) => {
      const lost = await newJob(owner)
      await createJob(api.services.db, lost)
      const going = await goingJob(api, owner)
      expect(await silent(owner, lost.projectId)).toEqual([false])
      await expect.poll(() => silent(owner, lost.projectId), soon).toEqual([true])
      expect(await silent(owner, going.projectId)).toEqual([false])
      expect(await api.whyNotReady()).toBeUndefined()
    }))
})

// The embedded engine has one session: whoever keeps it keeps it from everybody.
test('P13: a process that cannot say that its jobs go on is not ready, and is again when it can', () =>
  withOwner('postgresql', async (api, owner) => {
    const { projectId } = await goingJob(api, owner)
    const holder = await api.services.database.pool.connect()
    await holder.query('begin')
    await holder.query('lock table jobs in exclusive mode')
    await expect.poll(() => api.whyNotReady(), soon).toBe('jobs')
    expect(await silent(owner, projectId)).toEqual([true])
    await holder.query('rollback')
    holder.release()
    await expect.poll(() => api.whyNotReady(), soon).toBeUndefined()
    expect(await silent(owner, projectId)).toEqual([false])
  }))

async function withOwner(
  engine: DatabaseEngine,
  body: (api: TestApi, owner: TestPerson) => Promise<void>,
): Promise<void> {
  const api = await openTestApi(engine)
  try {
    await body(api, await api.person('Olga'))
  } finally {
    await api.remove()
  }
}

async function newJob(owner: TestPerson) {
  const { userId: createdBy } = owner
  const projectId = await newProject(owner)
  const input = { codec: 'parallax' }
  return { projectId, id: mintId(), kind: 'import', input, createdBy, createdAt: new Date() }
}

/** A job that goes on until the server is told to stop. */
async function goingJob({ services }: TestApi, owner: TestPerson) {
  const job = await newJob(owner)
  const work = ({ signal }: { readonly signal: AbortSignal }) =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  await startJob(services, { ...job, work })
  const state = async () => (await getJob(services.db, job.projectId, job.id))?.state
  await expect.poll(state).toBe('running')
  return job
}

/** What the screens are told of the jobs of a project. */
async function silent({ call }: TestPerson, project: ProjectId): Promise<readonly boolean[]> {
  return (await call.jobs.list({ project })).map(({ isSilent }) => isSilent)
}
