import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import type { LossReport } from '@parallax/formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestPerson, testPassword } from '../../test/open-test-api.ts'
import { importDocument, join, newProject } from '../../test/sample-work.ts'
import { cookiesOf, type ServedApi, serveApi } from '../../test/serve-api.ts'

describe.each(testEngines)('exports of a person on %s', (engine) => {
  let api: ServedApi
  let owner: TestPerson
  let reader: TestPerson
  let project: ProjectId

  beforeAll(async () => {
    api = await serveApi(engine)
    owner = await api.person('Olga')
    reader = await api.person('Rita')
    project = await newProject(owner, 'News of Nordhaven')
    await importDocument(api.services, owner, project)
    await join(owner, project, reader, 'viewer')
  })
  afterAll(() => api.remove())

  const wish = (format: string, more: object = {}) => ({
    project,
    format,
    documents: 'all' as const,
    layers: 'all' as const,
    ...more,
  })
  async function ended(by: TestPerson, jobId: string) {
    const state = async () => (await by.call.jobs.get({ project, job: jobId })).state
    await expect.poll(state, { timeout: 20_000 }).toMatch(/done|failed/)
    return by.call.jobs.get({ project, job: jobId })
  }
  const fetchMade = (by: TestPerson, jobId: string) => fetchExport(by, `made/${jobId}`)
  const cookies = new Map<string, string>()
  /** Signs in once: the budget of sign-ins is not what is tried here. */
  async function cookieOf({ email }: TestPerson): Promise<string> {
    const known = cookies.get(email)
    if (known !== undefined) return known
    const signedIn = await fetch(`${api.origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: api.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: testPassword }),
    })
    cookies.set(email, cookiesOf(signedIn))
    return cookiesOf(signedIn)
  }
  async function fetchExport(by: TestPerson, path: string): Promise<Response> {
    const headers = { cookie: await cookieOf(by) }
    return fetch(`${api.origin}/api/exports/${project}/${path}`, { headers })
  }

  test('a check tells what would be lost, and makes no file', async () => {
    const { jobId } = await owner.call.exports.check(wish('csv'))
    const job = await ended(owner, jobId)
    expect(job).toMatchObject({ kind: 'export-check', format: 'csv', state: 'done' })
    const { report } = job.result as { readonly report: LossReport }
    expect(report.in.document).toBe(1)
    expect(report.dropped.every(({ count }) => count > 0)).toBe(true)
    expect((await fetchMade(owner, jobId)).status).toBe(404)
  })

  test('a file waits for whoever asked for it, and for nobody else', async () => {
    const { jobId } = await owner.call.exports.start(wish('parallax'))
    expect(await ended(owner, jobId)).toMatchObject({ state: 'done' })
    const answer = await fetchMade(owner, jobId)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('"kind":"manifest"')
    expect((await fetchMade(reader, jobId)).status).toBe(404)
    const others = await reader.call.jobs.list({ project })
    expect(others.map(({ id }) => id)).not.toContain(jobId)
  })

  test('with a side file everything goes along, and the report', async () => {
    const { jobId } = await owner.call.exports.start(wish('csv', { hasSideFile: true }))
    const job = await ended(owner, jobId)
    expect(job.result).toMatchObject({ mediaType: 'application/zip' })
    const bytes = Buffer.from(await (await fetchMade(owner, jobId)).arrayBuffer())
    for (const name of ['project.csv', 'everything.jsonl', 'report.json'])
      expect(bytes.includes(name)).toBe(true)
  })

  test.each(['all', 'mine', 'adjudicated'])(
    'the layers %s are given at once, too',
    async (layers) => {
      const answer = await fetchExport(owner, `parallax?layers=${layers}`)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('"kind":"end"')
    },
  )

  test('one person’s layers are given at once, and nobody’s are not', async () => {
    expect((await fetchExport(owner, `parallax?layers=of:${reader.userId}`)).status).toBe(200)
    expect((await fetchExport(owner, 'parallax?layers=of:somebody')).status).toBe(400)
    const stranger = await api.person('Sten')
    expect((await fetchExport(owner, `parallax?layers=of:${stranger.userId}`)).status).toBe(400)
    const { userId: of } = stranger
    await expect(owner.call.exports.start(wish('csv', { layers: { of } }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('a format that is not there is not found', async () => {
    await expect(owner.call.exports.start(wish('papyrus'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
