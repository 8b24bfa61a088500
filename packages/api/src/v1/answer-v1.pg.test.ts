import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../../test/open-test-api.ts'
import {
  importDocument,
  join,
  mention,
  newProject,
  operation,
  type SampleDocument,
  sampleText,
} from '../../test/sample-work.ts'
import { type ServedApi, serveApi } from '../../test/serve-api.ts'
import { clientWith, patiently, type TokenClient, tokenClient } from '../../test/token-client.ts'
import { mintId } from '../mint-id.ts'
import { type TokenScope, tokenScopes } from '../tokens/token-scopes.ts'
import { mintTokenWord } from '../tokens/token-word.ts'
import { routes } from './routes/registry.ts'

const nobody = '11111111-2222-4333-8444-555555555555'

describe.each(testEngines)('the api for scripts on %s', (engine) => {
  let api: ServedApi
  let owner: TestPerson
  let stranger: TestPerson
  let project: ProjectId
  let sample: SampleDocument
  let all: TokenClient

  beforeAll(async () => {
    api = await serveApi(engine)
    owner = await api.person('Olga')
    stranger = await api.person('Stella')
    project = await newProject(owner)
    sample = await importDocument(api.services, owner, project)
    all = await tokenClient(api.origin, owner, tokenScopes)
  })
  afterAll(() => api.remove())

  /** A route's path in this project; what is not there has the id of nobody. */
  const pathIn = (path: string, of: string = project) =>
    path.replace('{project}', of).replace(/\{\w+\}/g, nobody)
  const askRoute = (client: TokenClient, { method, path }: (typeof routes)[number], of?: string) =>
    method === 'GET' ? client.get(pathIn(path, of)) : client.post(pathIn(path, of), {})

  describe('who may ask', () => {
    test.each(routes.map((route) => [route.id, route] as const))(
      '%s answers nobody without a good token',
      async (_, route) => {
        const bad = [undefined, mintTokenWord(), `${mintTokenWord()}x`, 'plx_', owner.sessionToken]
        for (const word of bad) {
          const answer = await askRoute(clientWith(api.origin, word), route)
          expect(answer.status).toBe(401)
          expect(answer.headers.get('www-authenticate')).toContain('Bearer')
        }
      },
    )

    test('every route is opened by exactly the scopes that it declares', async () => {
      for (const scope of tokenScopes) {
        const client = await tokenClient(api.origin, owner, [scope])
        for (const route of routes) {
          const answer = await askRoute(client, route)
          const isRefused = answer.status === 403 && answer.body.code === 'scope-missing'
          expect(isRefused, `${route.id} with ${scope}`).toBe(!route.scopes.includes(scope))
        }
      }
    })

    test('no route is without a scope, and none without a door', () => {
      expect(routes.filter(({ scopes }) => scopes.length === 0)).toEqual([])
      const doors = routes.map(({ method, path }) => `${method} ${path}`)
      expect(new Set(doors).size).toBe(doors.length)
    })

    const inProjects = routes.filter(({ path }) => path.includes('{project}'))

    test.each(inProjects.map((route) => [route.id, route] as const))(
      '%s knows nothing of a project of others, nor of one that never was',
      async (_, route) => {
        const client = await tokenClient(api.origin, stranger, tokenScopes)
        for (const of of [project, mintId(), 'no-id']) {
          expect((await askRoute(client, route, of)).status, of).toBe(404)
        }
      },
    )

    test.each(inProjects.map((route) => [route.id, route] as const))(
      '%s is not opened by a token for another project of the same person',
      async (_, route) => {
        const other = await newProject(owner, 'Another')
        const client = await tokenClient(api.origin, owner, tokenScopes, other)
        expect((await askRoute(client, route)).status).toBe(404)
      },
    )

    test('a session opens nothing here, and a token nothing elsewhere', async () => {
      const cookie = await api.signUp('Carl').then((answer) => answer.headers.get('set-cookie'))
      const asked = await fetch(`${api.origin}/api/v1/projects`, {
        headers: { cookie: cookie?.split(';')[0] ?? '' },
      })
      expect(asked.status).toBe(401)
      const { word } = await tokenClient(api.origin, owner, tokenScopes)
      const authorization = `Bearer ${word}`
      for (const path of ['trpc/projects.list', `exports/${project}/csv`, 'backup']) {
        const answer = await fetch(`${api.origin}/api/${path}`, { headers: { authorization } })
        expect([401, 404]).toContain(answer.status)
      }
    })

    test('a page of another address is refused, whatever token it has', async () => {
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
      ] as const) {
        const answer = await all.get('/projects', headers)
        expect(answer.status).toBe(403)
        expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      }
    })

    test('a token says what is wrong with it', async () => {
      const person = await api.person('Tess')
      const { word, id } = await tokenClient(api.origin, person, ['documents:read'])
      const ask = async () => (await clientWith(api.origin, word).get('/projects')).body.code
      const cut = await clientWith(api.origin, word.slice(0, -1)).get('/projects')
      expect(cut.body).toMatchObject({ code: 'token-mistyped' })
      expect(await ask()).toBeUndefined()
      await api.services.db.execute(
        `update access_tokens set expires_at = now() - interval '1 hour' where id = '${id}'`,
      )
      expect(await ask()).toBe('token-expired')
      await person.call.tokens.withdraw({ id })
      expect(await ask()).toBe('token-withdrawn')
      expect(await person.call.tokens.list()).toEqual([])
    })

    test('a token does what its person may do now, not what they once could', async () => {
      const guest = await api.person('Gus')
      await join(owner, project, guest, 'viewer')
      const client = await tokenClient(api.origin, guest, tokenScopes)
      expect((await client.get(`/projects/${project}`)).body.role).toBe('viewer')
      await owner.call.members.remove({ project, user: guest.userId })
      expect((await client.get(`/projects/${project}`)).status).toBe(404)
      expect((await client.get('/projects')).body.projects).toEqual([])
    })

    test('a new password by a link withdraws every token, and the audit log says so', async () => {
      const person = await api.person('Rita')
      const { word } = await tokenClient(api.origin, person, ['documents:read'])
      await owner.call.instance
        .resetLink({ user: person.userId })
        .then(({ token }) =>
          api.callerFor(undefined).account.resetPassword({ token, password: 'another password' }),
        )
      const answer = await clientWith(api.origin, word).get('/projects')
      expect(answer.body).toMatchObject({ status: 401, code: 'token-withdrawn' })
      const { lines } = await owner.call.audit.ofInstance({})
      expect(lines.slice(0, 3).map(({ action }) => action)).toEqual([
        'token.withdraw',
        'password.reset-link',
        'token.create',
      ])
    })

    test('when a token was last used is known to the minute', async () => {
      const person = await api.person('Lena')
      const client = await tokenClient(api.origin, person, ['documents:read'])
      const lastUse = async () => (await person.call.tokens.list())[0]?.lastUsedAt
      expect(await lastUse()).toBeNull()
      await client.get('/projects')
      await expect.poll(lastUse, patiently).not.toBeNull()
      const first = await lastUse()
      const before = api.statements.length
      await client.get('/projects')
      const asked = api.statements.slice(before).filter((each) => each.startsWith('update'))
      expect(asked).toEqual([])
      expect(await lastUse()).toBe(first)
    })

    test('a token that asks too often is told when to come back, and others are not held up', async () => {
      const [busy, calm] = [
        await tokenClient(api.origin, owner, tokenScopes),
        await tokenClient(api.origin, owner, tokenScopes),
      ]
      // Used up by ten seconds from now: what comes back until the request arrives must not be enough.
      const soonMs = performance.now() + 10_000
      while (api.services.rates.take('script', `token ${busy.id}`, soonMs) === 0);
      const refused = await busy.get('/projects')
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await calm.get('/projects')).status).toBe(200)
    })
  })

  describe('what it says of itself', () => {
    test('the document is OpenAPI 3.1, and is had without a token', async () => {
      const { body, status } = await clientWith(api.origin, undefined).get('/openapi.json')
      expect(status).toBe(200)
      expect(await new Validator().validate(body)).toMatchObject({ valid: true })
      expect(body.openapi).toMatch(/^3\.1/)
      expect(Object.keys(body.paths)).toHaveLength(new Set(routes.map(({ path }) => path)).size)
    })

    test('an address that is not there, and a method that it does not take', async () => {
      expect((await all.get('/nowhere')).status).toBe(404)
      const answer = await all.post(`/projects/${project}`, {})
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')).toBe('GET')
    })

    test('what is misspelled in a query is named', async () => {
      const answer = await all.get(`/projects/${project}/documents?serach=bridge`)
      expect(answer.status).toBe(422)
      expect(answer.body.detail).toContain('serach')
    })
  })

  describe('what it tells', () => {
    test('the projects, and one of them with the names in it', async () => {
      const { body } = await all.get('/projects')
      expect(body.projects.find(({ id }: { id: string }) => id === project)).toMatchObject({
        name: 'News',
        role: 'owner',
        documents: 1,
      })
      const one = await all.get(`/projects/${project}`)
      expect(one.body.people).toEqual([{ id: owner.userId, name: 'Olga', guest: false }])
    })

    test('every document once, by pages of any size, also when more come in meanwhile', async () => {
      const many = await newProject(owner, 'Many')
      const ids = new Set<string>()
      for (let n = 0; n < 5; n += 1)
        ids.add((await importDocument(api.services, owner, many, `Text ${n}.\n`)).document)
      for (const limit of [1, 2, 5, 100]) {
        const found: string[] = []
        let cursor: string | null = null
        do {
          const at: string = cursor === null ? '' : `&cursor=${cursor}`
          const { body } = await all.get(`/projects/${many}/documents?limit=${limit}${at}`)
          found.push(...body.documents.map(({ id }: { id: string }) => id))
          cursor = body.nextCursor
        } while (cursor !== null)
        expect(found).toEqual([...ids].sort())
      }
      const found = await all.get(`/projects/${many}/documents?search=Text%203`)
      expect(found.body.documents).toHaveLength(1)
      const done = await all.get(`/projects/${many}/documents?status=submitted`)
      expect(done.body.documents).toEqual([])
      expect((await all.get(`/projects/${many}/documents?cursor=x`)).status).toBe(422)
    })

    test('a document with its text, its zones and what stands in its layers', async () => {
      const made = mention(project, 'Ada Quill')
      const { answers } = await owner.call.operations.submit({
        project,
        operations: [
          operation('records.create', sample.layerStream, { records: [made] }, { baseSeq: 1 }),
        ],
      })
      expect(answers[0]?.result).toBe('ok')
      const { body } = await all.get(`/projects/${project}/documents/${sample.document}`)
      expect(body).toMatchObject({ text: sampleText, meta: { title: expect.any(String) } })
      const [layer] = body.layers
      expect(layer).toMatchObject({ kind: 'shared', state: 'open' })
      const [{ extent }] = layer.records.map(({ data }: { data: object }) => data)
      expect(extent).toEqual([{ ...made.data.extent[0], text: 'Ada Quill' }])
      const inPython = await all.get(
        `/projects/${project}/documents/${sample.document}?offsets=codepoints`,
      )
      const [told] = inPython.body.layers[0].records
      const { startCodePoint, endCodePoint, text } = told.data.extent[0]
      expect([...inPython.body.text].slice(startCodePoint, endCodePoint).join('')).toBe(text)
      expect((await all.get(`/projects/${project}/documents/${mintId()}`)).status).toBe(404)
    })

    test('what somebody writes blind is told to nobody else', async () => {
      const guest = await api.person('Bo')
      await join(owner, project, guest, 'annotator')
      const layer = mintId()
      await api.services.db.execute(`
        insert into streams (project_id, id, kind, document_id, seq)
          values ('${project}', '${layer}', 'layer', '${sample.document}', 1);`)
      await api.services.db.execute(`
        insert into records (project_id, stream_id, id, kind, data, revs, deleted,
            created_by, created_at, updated_by, updated_at)
          values ('${project}', '${layer}', '${layer}', 'layer', '{"document":"${sample.document}",
            "kind":"annotator","owner":"${guest.userId}","blind":true,"state":"open","codebook":1}',
            '{}', false, '${guest.userId}', now(), '${guest.userId}', now())`)
      const layersOf = async (client: TokenClient) =>
        (await client.get(`/projects/${project}/documents/${sample.document}`)).body.layers.map(
          ({ id }: { id: string }) => id,
        )
      const own = await tokenClient(api.origin, guest, ['documents:read'])
      expect(await layersOf(own)).toContain(layer)
      expect(await layersOf(all)).not.toContain(layer)
      await api.services.db.execute(`delete from records where id = '${layer}'`)
      await api.services.db.execute(`delete from streams where id = '${layer}'`)
    })

    test('the codebook: the newest version, or the one that is named', async () => {
      const { body } = await all.get(`/projects/${project}/codebook`)
      expect(body).toMatchObject({ version: 1, versions: [1] })
      expect(body.content.label.length).toBeGreaterThan(0)
      expect((await all.get(`/projects/${project}/codebook?version=1`)).body).toEqual(body)
      expect((await all.get(`/projects/${project}/codebook?version=7`)).status).toBe(404)
    })

    test('a new project, unless the token is for one', async () => {
      const made = await all.post('/projects', { name: 'From a script' })
      expect(made.status).toBe(201)
      expect(made.headers.get('location')).toBe(`/api/v1/projects/${made.body.id}`)
      expect((await all.get(`/projects/${made.body.id}`)).body.name).toBe('From a script')
      const narrow = await tokenClient(api.origin, owner, tokenScopes, project)
      expect((await narrow.post('/projects', { name: 'Another' })).status).toBe(403)
      expect((await narrow.get('/projects')).body.projects).toHaveLength(1)
    })
  })
})

test('scopes are words that tell what they open', () => {
  const names: readonly TokenScope[] = tokenScopes
  for (const name of names) expect(name).toMatch(/^[a-z]+:(read|write)$/)
})
