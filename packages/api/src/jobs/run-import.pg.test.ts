import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failSilentJobs, getJob } from '@parallax/db'
import { failStatements, failuresAt, testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { importDocument, newProject } from '../../test/sample-work.ts'
import { exportProject } from '../exchange/export-project.ts'
import { everything } from '../exchange/project-heads.ts'
import { startImport } from './run-import.ts'

describe.each(testEngines)('an import as a job on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let folder: string
  let file: string
  let lineCount: number

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-job-'))
    file = join(folder, 'project.jsonl')
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    const project = await newProject(owner)
    await importDocument(api.services, owner, project)
    await importDocument(api.services, owner, project, 'A second one.\n')
    const lines = await linesOf(project)
    lineCount = lines.length
    writeFileSync(file, lines.join(''))
  })
  afterAll(async () => {
    await api.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  test('F31: whichever statement fails, the job says what is there: everything or nothing', async () => {
    const failing = failStatements(api.services.database.pool)
    const failsAt = async (nth: number, how: 'before' | 'after') => {
      const project = await newProject(owner, `Take ${nth}`)
      const empty = await sizeOf(project)
      failing.failAt(nth, how)
      const job = await runImport(project)
      const hasFailed = failing.heal()
      await expectWhole(project, { job, isThere: (await sizeOf(project)) > empty })
      expect(job === 'done' || hasFailed).toBe(true)
      return hasFailed
    }
    for (let nth = 1, hasFailed = true; hasFailed; nth += 1)
      for (const how of failuresAt(nth)) hasFailed = await failsAt(nth, how)
  })

  test('F17: whichever statement of an import gives way to another, it is tried again and nobody sees it', async () => {
    const failing = failStatements(api.services.database.pool)
    for (let nth = 1, hasFailed = true; hasFailed; nth += 1) {
      const project = await newProject(owner, `Given way ${nth}`)
      failing.failAt(nth, { sqlState: nth % 2 === 0 ? '40001' : '40P01' }, 2)
      const job = await runImport(project)
      hasFailed = failing.heal()
      expect(job, `statement ${nth}`).toBe('done')
      expect((await linesOf(project)).length).toBe(lineCount)
    }
  })

  /** The job tells the truth, and what is missing can be had by trying again. */
  async function expectWhole(
    project: ProjectId,
    { job, isThere }: { readonly job: string | undefined; readonly isThere: boolean },
  ): Promise<void> {
    // A job that could not even be noted was answered with a fault.
    if (job !== undefined) expect(job).toBe(isThere ? 'done' : 'failed')
    if (!isThere) expect(await runImport(project)).toBe('done')
    expect((await linesOf(project)).length).toBe(lineCount)
  }

  test('F31: told to stop, an import leaves nothing and says so', async () => {
    const other = await openTestApi(engine)
    const person = await other.person('Petra')
    const project = await newProject(person)
    const { promise: ended, resolve } = whenCalled()
    const started = startImport(other.services, importOf(project, person), async () => resolve())
    await other.services.jobs.stop()
    await ended
    const job = await getJob(other.services.db, project, await started)
    expect(job?.state).toBe('failed')
    expect(job?.error).toContain('stopped')
    await other.remove()
  })

  test('F31: a job whose process is never heard of again is told to have failed', async () => {
    const { db } = api.services
    const project = await newProject(owner)
    await runImport(project)
    await db.execute(sql`
      update jobs set state = 'running', updated_at = now() - interval '2 minutes'
      where project_id = ${project}`)
    await failSilentJobs(db, 'Its process has gone.', 60)
    const [job] = await owner.call.jobs.list({ project })
    expect(job).toMatchObject({ state: 'failed', error: 'Its process has gone.' })
  })

  async function linesOf(project: ProjectId): Promise<readonly string[]> {
    const exportedAt = new Date('2031-04-01T10:00:00.000Z')
    const asked = {
      projectId: project,
      codec: 'parallax',
      selection: everything,
      exportedAt,
    } as const
    const pieces = await exportProject(api.services.db, asked)
    let text = ''
    for await (const piece of pieces ?? []) text += String(piece)
    return text.split(/(?<=\n)/)
  }

  function importOf(projectId: ProjectId, by: TestPerson) {
    const importedAt = new Date()
    return { projectId, importedBy: by.userId, codec: 'parallax', file, importedAt } as const
  }

  /** How the job ended; `undefined` when there is none. */
  async function runImport(project: ProjectId): Promise<string | undefined> {
    const { promise: ended, resolve } = whenCalled()
    try {
      const id = await startImport(api.services, importOf(project, owner), async () => resolve())
      await ended
      return (await getJob(api.services.db, project, id))?.state
    } catch {
      return undefined
    }
  }

  async function sizeOf(project: ProjectId): Promise<number> {
    const { rows } = await api.services.db.execute<{ n: number }>(
      sql`select count(*)::int as n from records where project_id = ${project}`,
    )
    return rows[0]?.n ?? 0
  }
})

function whenCalled() {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
