import { failStatements } from '@parallax/db/test'
import { type ProjectId, projectIdSchema } from '@parallax/domain'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleText } from '../../test/sample-work.ts'
import { type ServedApi, serveApi } from '../../test/serve-api.ts'
import { mintId } from '../mint-id.ts'

const idPattern = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

describe('the name of a request', () => {
  const lines: string[] = []
  let api: ServedApi
  let cookie: string
  let project: ProjectId

  beforeAll(async () => {
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
    api = await serveApi('postgresql', { log })
    cookie = await api.cookieOf('Olga')
    project = projectIdSchema.parse(mintId())
    await change('projects.create', { id: project, name: 'News', mode: 'together' })
  })
  afterAll(() => api.remove())

  const get = (path: string) => fetch(`${api.origin}${path}`, { headers: { cookie } })
  const post = (path: string, body: string) =>
    fetch(`${api.origin}${path}`, {
      method: 'POST',
      headers: { cookie, origin: api.origin, 'content-type': 'application/json' },
      body,
    })
  const change = (name: string, input: unknown) => post(`/api/trpc/${name}`, JSON.stringify(input))
  const upload = () => post(`/api/uploads?project=${project}&filename=a.txt`, sampleText)
  const toldOf = (id: string | null) =>
    lines.map((line) => JSON.parse(line)).filter(({ request }) => request === id)

  test.each<[string, () => Promise<Response>]>([
    ['a question', () => get(`/api/trpc/session.me`)],
    ['what is not there', () => get('/api/no-such-door')],
    ['what is malformed', () => post('/api/trpc/projects.update', '{')],
    ['a batch', () => change('projects.update?batch=1', { 0: { project, name: 'Papers' } })],
    ['an upload', upload],
    ['a script', () => get('/api/v1/projects')],
    ['a person who signs in', () => post('/api/auth/sign-in/email', '{}')],
  ])('stands in the answer to %s and in the log', async (_, ask) => {
    const id = (await ask()).headers.get('x-request-id')
    expect(id).toMatch(idPattern)
    await expect.poll(() => toldOf(id)).toHaveLength(1)
  })

  test.each<[string, () => Promise<Response>]>([
    ['a change', () => change('projects.update', { project, name: 'Papers' })],
    ['a batch', () => change('projects.update?batch=1', { 0: { project, name: 'Papers' } })],
    ['an upload', upload],
    ['the page for new people', () => get('/api/setup')],
    [
      'a person who signs in',
      () =>
        post('/api/auth/sign-in/email', `{"email": "olga@example.org", "password": "${mintId()}"}`),
    ],
  ])('is told with a fault of ours, to %s', async (_, ask) => {
    const failing = failStatements(api.services.database.pool)
    failing.failAt(1, { sqlState: 'XX000' }, Number.POSITIVE_INFINITY)
    const answer = await ask()
    failing.heal()
    const id = answer.headers.get('x-request-id')
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain(`request ${id}`)
    expect(toldOf(id).some(({ err }) => err?.stack)).toBe(true)
  })
})
