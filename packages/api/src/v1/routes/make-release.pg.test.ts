import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../../../test/open-test-api.ts'
import { importDocument, join, newProject } from '../../../test/sample-work.ts'
import { type ServedApi, serveApi } from '../../../test/serve-api.ts'
import { patiently, type TokenClient, tokenClient } from '../../../test/token-client.ts'

describe.each(testEngines)('releases by scripts on %s', (engine) => {
  let api: ServedApi
  let owner: TestPerson
  let project: ProjectId
  let client: TokenClient

  beforeAll(async () => {
    api = await serveApi(engine)
    owner = await api.person('Olga')
    project = await newProject(owner)
    await importDocument(api.services, owner, project)
    client = await tokenClient(api.origin, owner, ['releases:write', 'exports:read'])
  })
  afterAll(() => api.remove())

  const base = () => `/projects/${project}/releases`
  async function make(wish: object) {
    const started = await client.post(base(), wish)
    expect(started.status, started.text).toBe(202)
    const path = `/projects/${project}/release-jobs/${started.body.id}`
    expect(started.headers.get('location')).toBe(`/api/v1${path}`)
    await expect
      .poll(async () => (await client.get(path)).body.state, patiently)
      .toMatch(/done|failed/)
    return (await client.get(path)).body
  }

  test('a script makes a release, cites it, and gets the same file whenever it asks', async () => {
    const draw = { seed: 7, percents: { train: 80, validation: 10, test: 10 } }
    const job = await make({ title: 'First', draw })
    expect(job).toMatchObject({ state: 'done', number: 1, error: null })
    const { body } = await client.get(`${base()}/1`)
    expect(body).toMatchObject({ number: 1, summary: { release: { title: 'First' } } })
    expect(body.citation).toContain('First')
    expect((await client.get(base())).body.releases).toHaveLength(1)

    const file = await client.get(`${base()}/1/files/parallax`)
    await importDocument(api.services, owner, project, 'One more.\n')
    expect((await client.get(`${base()}/1/files/parallax`)).text).toBe(file.text)
    const manifest = JSON.parse((await client.get(`${base()}/1/manifest`)).text)
    expect(manifest.content.sha256).toBe(body.summary.content.sha256)
    expect(manifest.documents).toHaveLength(1)

    expect((await make({})).number).toBe(2)
    const differs = await client.get(`${base()}/1/comparison/2`)
    expect(JSON.stringify(differs.body)).toContain('1')
    const { lines } = await owner.call.audit.ofProject({ project })
    expect(lines.filter(({ action }) => action === 'release.make')).toHaveLength(2)
    expect(lines.find(({ action }) => action === 'export')?.subject).toMatchObject({ release: 1 })
  })

  test('what is not there, and who may not', async () => {
    for (const path of ['/9', '/0', '/x', '/9/manifest', '/9/files/csv', '/1/files/docx'])
      expect((await client.get(`${base()}${path}`)).status, path).toBe(404)
    const wrong = await client.post(base(), {
      draw: { percents: { train: 1, validation: 1, test: 1 } },
    })
    expect(wrong.status).toBe(422)
    const guest = await api.person('Ann')
    await join(owner, project, guest, 'annotator')
    const theirs = await tokenClient(api.origin, guest, ['releases:write', 'exports:read'])
    expect((await theirs.post(base(), {})).status).toBe(403)
    expect((await theirs.get(base())).status).toBe(200)
  })
})
