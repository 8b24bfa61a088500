import { Readable } from 'node:stream'
import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { importDocument, newProject } from '../../test/sample-work.ts'
import { exportProject } from '../exchange/export-project.ts'
import { everything } from '../exchange/project-heads.ts'
import { mintId } from '../mint-id.ts'
import { startPreview } from './import-jobs.ts'

const documentCount = 300

/** Has the database write down how far every job was on its way. */
const notingProgress = `
  create table noted_progress (job uuid, percent int);
  create function note_progress() returns trigger language plpgsql as $$
  begin
    insert into noted_progress values (new.id, new.progress_percent);
    return new;
  end $$;
  create trigger note_progress after update on jobs
    for each row execute function note_progress();`

describe.each(testEngines)('an import in steps on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
  })
  afterAll(() => api.remove())

  async function upload(project: ProjectId): Promise<string> {
    const lines = Array.from({ length: documentCount }, (_, index) =>
      JSON.stringify({ id: index, text: `Ada spoke ${index} times.`, label: [[0, 3, 'Person']] }),
    )
    const id = mintId()
    const bytes = Readable.from([Buffer.from(lines.join('\n'))])
    const sizeBytes = await api.services.importFiles.put(id, bytes, () => undefined)
    const file = { id, upload: id, name: 'ada.jsonl', sizeBytes, format: 'doccano' }
    return startPreview(api.services, { projectId: project, userId: owner.userId }, file)
  }

  async function ended(project: ProjectId, job: string): Promise<string> {
    const state = async () => (await owner.call.jobs.get({ project, job })).state
    await expect.poll(state, { timeout: 50_000 }).not.toBe('running')
    return state()
  }

  const documents = async (project: ProjectId) =>
    (await owner.call.documents.list({ project })).total

  test('cancelled it has changed nothing, and the same upload can be started again', async () => {
    const project = await newProject(owner)
    const preview = await upload(project)
    expect(await ended(project, preview)).toBe('done')
    expect(await owner.call.imports.current({ project })).toMatchObject({
      file: { name: 'ada.jsonl' },
      preview: { documents: documentCount, format: { id: 'doccano' } },
      imported: null,
    })
    const first = await owner.call.imports.start({ project, preview, choices: {} })
    await owner.call.jobs.cancel({ project, job: first.job })
    const how = await ended(project, first.job)
    expect(await documents(project)).toBe(how === 'done' ? documentCount : 0)
    if (how !== 'done') {
      const again = await owner.call.imports.start({ project, preview, choices: {} })
      expect(await ended(project, again.job)).toBe('done')
    }
    expect(await documents(project)).toBe(documentCount)
  })

  test('a whole project says how far it is while it comes in', async () => {
    const { db, importFiles } = api.services
    const source = await newProject(owner, 'River')
    await importDocument(api.services, owner, source)
    const asked = { projectId: source, codec: 'parallax', selection: everything }
    const pieces = await exportProject(db, { ...asked, exportedAt: new Date(0) })
    const [project, id] = [await newProject(owner), mintId()]
    const sizeBytes = await importFiles.put(id, pieces ?? Readable.from([]), () => undefined)
    const file = { id, upload: id, name: 'river.jsonl', sizeBytes, format: null }
    const asker = { projectId: project, userId: owner.userId }
    const preview = await startPreview(api.services, asker, file)
    expect(await ended(project, preview)).toBe('done')
    await db.execute(sql.raw(notingProgress))
    const { job } = await owner.call.imports.start({ project, preview, choices: {} })
    expect(await ended(project, job)).toBe('done')
    const { rows } = await db.execute<{ percent: number }>(sql`
      select percent from noted_progress where job = ${job} order by percent`)
    expect(rows.map(({ percent }) => percent)).toContain(50)
  })

  test('what is put away is gone', async () => {
    const project = await newProject(owner)
    const preview = await upload(project)
    await owner.call.imports.dismiss({ project, preview })
    expect(await owner.call.imports.current({ project })).toBeNull()
    expect(await api.services.importFiles.find(preview)).toBeUndefined()
  })
})
