import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../../../test/open-test-api.ts'
import { importDocument, join, newProject } from '../../../test/sample-work.ts'
import { type ServedApi, serveApi } from '../../../test/serve-api.ts'
import { patiently, type TokenClient, tokenClient } from '../../../test/token-client.ts'

describe.each(testEngines)('imports by scripts on %s', (engine) => {
  let api: ServedApi
  let owner: TestPerson
  let client: TokenClient
  let source: ProjectId

  beforeAll(async () => {
    api = await serveApi(engine)
    owner = await api.person('Olga')
    client = await tokenClient(api.origin, owner, ['imports:write', 'exports:read'])
    source = await newProject(owner)
    await importDocument(api.services, owner, source)
  })
  afterAll(() => api.remove())

  async function exportOf(project: ProjectId): Promise<string> {
    const base = `/projects/${project}/exports`
    const { body } = await client.post(base, { format: 'parallax' })
    await expect
      .poll(async () => (await client.get(`${base}/${body.id}`)).body.state, patiently)
      .toBe('done')
    return (await client.get(`${base}/${body.id}/file`)).text
  }

  async function imported(project: ProjectId, bytes: string) {
    const base = `/projects/${project}/imports`
    const started = await client.send(`${base}?format=parallax`, bytes)
    expect(started.status, started.text).toBe(202)
    const path = `${base}/${started.body.id}`
    await expect
      .poll(async () => (await client.get(path)).body.state, patiently)
      .toMatch(/done|failed/)
    return (await client.get(path)).body
  }

  const linesOf = (text: string) => text.split('\n').slice(1)

  test('what was exported is imported, and exported again as the same lines', async () => {
    const project = await newProject(owner, 'A copy')
    const file = await exportOf(source)
    const job = await imported(project, file)
    expect(job).toMatchObject({ state: 'done', counts: { documents: 1, layers: 1 }, problems: [] })
    const again = await exportOf(project)
    expect(linesOf(again).filter((line) => line.startsWith('{"kind":"document"'))).toEqual(
      linesOf(file).filter((line) => line.startsWith('{"kind":"document"')),
    )
    const second = await imported(project, file)
    expect(second).toMatchObject({ state: 'done', counts: { documents: 0, layers: 0, records: 0 } })
  })

  test('a file with mistakes is named by line, and nothing of it comes in', async () => {
    const project = await newProject(owner, 'Broken')
    const file = await exportOf(source)
    const job = await imported(project, file.replace('"kind":"document"', '"kind":"dokument"'))
    expect(job.state).toBe('failed')
    expect(job.problems[0]).toMatchObject({ message: expect.stringContaining('dokument') })
    expect(job.problems[0].line).toBeGreaterThan(1)
    expect((await client.get(`/projects/${project}`)).body.counts.documents).toBe(0)
  })

  test('only owners import, only what can be read, and not into an archive', async () => {
    const project = await newProject(owner, 'Guarded')
    const file = await exportOf(source)
    const guest = await api.person('Gus')
    await join(owner, project, guest, 'annotator')
    const theirs = await tokenClient(api.origin, guest, ['imports:write'])
    const path = `/projects/${project}/imports`
    expect((await theirs.send(`${path}?format=parallax`, file)).status).toBe(403)
    expect((await client.send(`${path}?format=csv`, file)).status).toBe(422)
    await owner.call.projects.archive({ project, archived: true })
    expect((await client.send(`${path}?format=parallax`, file)).status).toBe(409)
    expect((await client.get(path)).body.imports).toEqual([])
  })
})
