import { setOpenSignUp } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedApi, serveApi } from '../../test/serve-api.ts'
import { mintId } from '../mint-id.ts'

const json = { 'content-type': 'application/json' }

describe.each(testEngines)('calls of procedures on %s', (engine) => {
  let api: ServedApi
  let owner: string
  let stranger: string
  const project = mintId()

  beforeAll(async () => {
    api = await serveApi(engine)
    owner = await api.cookieOf('Olga')
    await setOpenSignUp(api.services.db, true)
    stranger = await api.cookieOf('Stefan')
    const made = await post('projects.create', { id: project, name: 'News', mode: 'together' })
    expect(made.status).toBe(200)
  })
  afterAll(() => api.remove())

  const post = (path: string, input: unknown, headers: Record<string, string> = {}) =>
    send(path, JSON.stringify(input), headers)
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${api.origin}/api/trpc/${path}`, {
      method: 'POST',
      headers: { ...json, cookie: owner, origin: api.origin, ...headers },
      body,
    })
  const read = async (answer: Response) => ({ status: answer.status, body: await answer.json() })

  test.each<[string, number, string, unknown, Record<string, string>]>([
    ['that is done', 200, 'projects.update', { project, name: 'Papers' }, {}],
    ['without what it needs', 400, 'projects.update', { project, name: 7 }, {}],
    ['that names no project', 400, 'projects.update', { name: 'Papers' }, {}],
    ['of somebody who is not signed in', 401, 'projects.update', { project }, { cookie: '' }],
    ['of what is not there', 404, 'projects.update', { project: mintId(), name: 'Papers' }, {}],
    ['by no procedure', 404, 'projects.shred', { project }, {}],
    ['by a question', 405, 'projects.get', { project }, {}],
    [
      'that says it is JSON of some kind',
      200,
      'projects.update',
      { project, name: 'Papers' },
      json,
    ],
  ])('a change %s is answered %i, alone as in a batch', async (...asked) => {
    const [, status, path, input, headers] = asked
    const alone = await read(await post(path, input, headers))
    const batch = await read(await post(`${path}?batch=1`, { 0: input }, headers))
    expect(alone.status).toBe(status)
    expect([alone.body]).toEqual(batch.body)
  })

  test('to whom a project does not belong, it is not there', async () => {
    const of = (named: string) =>
      post('projects.update', { project: named, name: 'Mine' }, { cookie: stranger }).then(read)
    expect(await of(project)).toEqual(await of(mintId()))
  })

  test.each(['{', '', '{"project":"\\ud800', '[1,2'])(
    'a body that is no JSON (%j) is refused',
    async (body) => {
      const answer = await read(await send('projects.update', body))
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { message: 'The request is malformed.' } },
      })
    },
  )

  test('a body that is too large is answered, and the next one is heard', async () => {
    const large = await read(
      await post('projects.update', { project, name: 'x'.repeat(26_000_000) }),
    )
    expect(large).toMatchObject({
      status: 413,
      body: { error: { data: { code: 'PAYLOAD_TOO_LARGE' } } },
    })
    expect((await post('projects.update', { project, name: 'Papers' })).status).toBe(200)
  })

  test('an answer is nobody else’s, and kept by no cache', async () => {
    const answer = await post('projects.update', { project, name: 'Papers' })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  })
})
