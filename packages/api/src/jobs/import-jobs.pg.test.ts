import { Readable } from 'node:stream'
import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { newProject } from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import { startPreview } from './import-jobs.ts'

const documentCount = 300

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

  test('what is put away is gone', async () => {
    const project = await newProject(owner)
    const preview = await upload(project)
    await owner.call.imports.dismiss({ project, preview })
    expect(await owner.call.imports.current({ project })).toBeNull()
    expect(await api.services.importFiles.find(preview)).toBeUndefined()
  })
})
