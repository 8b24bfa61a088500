import { setOpenSignUp } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { documentIdSchema, type ProjectId, projectIdSchema } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentData, entity, operation, registryOf, sampleText } from '../../test/sample-work.ts'
import { cookiesOf, type ServedApi, serveApi } from '../../test/serve-api.ts'
import { mintId } from '../mint-id.ts'
import { projectStreams } from '../submit/project-streams.ts'

describe.each(testEngines)('the doors on %s', (engine) => {
  let api: ServedApi
  let cookie: string
  let project: ProjectId

  beforeAll(async () => {
    api = await serveApi(engine)
    cookie = await api.cookieOf('Olga')
    await setOpenSignUp(api.services.db, true)
    project = await newProject()
  })
  afterAll(() => api.remove())

  type Headers = Readonly<Record<string, string>>
  const get = (path: string, headers: Headers = {}) =>
    fetch(`${api.origin}${path}`, { headers: { cookie, ...headers } })
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Headers = {}) =>
    fetch(`${api.origin}${path}`, {
      method: 'POST',
      headers: { cookie, origin: api.origin, ...headers },
      body,
    })
  const mutate = (name: string, input: unknown, headers: Headers = {}) =>
    post(`/api/trpc/${name}`, JSON.stringify(input), {
      'content-type': 'application/json',
      ...headers,
    })

  async function newProject(): Promise<ProjectId> {
    const id = projectIdSchema.parse(mintId())
    const made = await mutate('projects.create', { id, name: 'News', mode: 'together' })
    expect(made.status).toBe(200)
    return id
  }

  describe('who may ask', () => {
    const rename = (headers: Headers) =>
      mutate('projects.update', { project, name: 'Renamed' }, headers)

    test.each([
      ['our origin', 200, {}],
      ['our other name', 200, { origin: 'LOCALHOST' }],
      ['another origin', 403, { origin: 'https://evil.example' }],
      ['no origin at all', 403, { origin: '' }],
      ['a page without an origin', 403, { origin: 'null' }],
      ['our port over HTTPS', 403, { origin: 'HTTPS' }],
      ['a sibling site', 403, { 'sec-fetch-site': 'same-site' }],
      ['another site', 403, { 'sec-fetch-site': 'cross-site' }],
      ['ourselves, and saying so', 200, { 'sec-fetch-site': 'same-origin' }],
      ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
      ['plain text', 415, { 'content-type': 'text/plain' }],
      ['several parts', 415, { 'content-type': 'multipart/form-data; boundary=x' }],
      ['bytes', 415, { 'content-type': 'application/octet-stream' }],
    ])('a change from %s is answered %i', async (_, status, headers) => {
      const { port } = new URL(api.origin)
      const named: Headers = headers
      const origin = { LOCALHOST: `http://localhost:${port}`, HTTPS: `https://localhost:${port}` }
      const replaced = Object.entries(named).map(([name, value]) => [
        name,
        name === 'origin'
          ? (Object.entries(origin).find(([k]) => k === value)?.[1] ?? value)
          : value,
      ])
      const { origin: given, ...rest } = Object.fromEntries(replaced)
      const answer = await rename(given === undefined ? rest : { origin: given, ...rest })
      expect(answer.status).toBe(status)
    })

    test('nothing is changed by a GET', async () => {
      const input = encodeURIComponent(JSON.stringify({ project, name: 'By GET' }))
      const answer = await get(`/api/trpc/projects.update?input=${input}`)
      expect(answer.status).toBe(405)
    })

    test.each([
      ['cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
      ['same-site', { 'sec-fetch-site': 'same-site' }, 403],
      ['a foreign origin', { origin: 'https://evil.example' }, 403],
      ['our own page', { 'sec-fetch-site': 'same-origin' }, 200],
      ['the address bar', { 'sec-fetch-site': 'none' }, 200],
    ])('data asked for from %s', async (_, headers, status) => {
      expect((await get('/api/trpc/projects.list', headers as Headers)).status).toBe(status)
      expect((await get(`/api/exports/${project}/csv`, headers as Headers)).status).toBe(status)
    })

    test('a batch of more than ten is refused before any of it runs', async () => {
      const names = Array.from({ length: 11 }, () => 'projects.list').join(',')
      expect((await get(`/api/trpc/${names}?batch=1&input={}`)).status).toBe(400)
    })

    test('of better-auth only the doors we use are open', async () => {
      for (const path of ['list-sessions', 'update-user', 'delete-user', 'change-email']) {
        expect((await mutate(`../auth/${path}`, {})).status, path).toBe(404)
      }
      expect((await post('/api/auth//sign-in/email', '{}')).status).toBe(404)
    })

    test('a fault tells its nature to the log and nothing to the outside', async () => {
      const answer = await get(
        `/api/trpc/projects.get?input=${encodeURIComponent('{"project":1}')}`,
      )
      const text = await answer.text()
      expect(answer.status).toBe(400)
      expect(text).not.toMatch(/stack|node_modules|select |zod/i)
    })

    test('everything that is somebody’s own is kept by no cache', async () => {
      const answer = await get('/api/trpc/session.me')
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    })
  })

  describe('uploading', () => {
    const upload = (
      body: string | Uint8Array<ArrayBuffer>,
      filename: string,
      to: string = project,
    ) => post(`/api/uploads?project=${to}&filename=${encodeURIComponent(filename)}`, body)

    test('a text comes back as it went in, and its file too', async () => {
      const answer = await upload(sampleText, '../näive “name”.txt')
      const uploaded = await read(answer)
      expect(uploaded).toMatchObject({
        filename: 'näive “name”.txt',
        encoding: 'utf-8',
        lengthUtf16: sampleText.length,
        sameText: [],
        proposal: { title: 'Bridge reopens after repairs', byline: ['Mara Lind'] },
      })
      const text = await get(`/api/texts/${project}/${uploaded.textSha256}`)
      expect(await text.text()).toBe(sampleText)
      expect(text.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
      const source = await get(`/api/sources/${project}/${uploaded.sourceSha256}`)
      expect(await source.text()).toBe(sampleText)
      expect(source.headers.get('content-type')).toBe('application/octet-stream')
      expect(source.headers.get('content-disposition')).toMatch(/^attachment; .*n%C3%A4ive/)
      expect(source.headers.get('content-security-policy')).toContain('sandbox')
    })

    test('a file that cannot be taken is named, with the reason', async () => {
      const answer = await upload('', 'empty.txt')
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ error: { code: 'empty', filename: 'empty.txt' } })
    })

    test('more than 20 MB is answered, not cut off', async () => {
      const answer = await upload(new Uint8Array(20_000_001).fill(97), 'large.txt')
      expect(answer.status).toBe(413)
      expect(await answer.json()).toMatchObject({ error: { code: 'too-large' } })
    })

    test('to a project that is not yours as to one that is not there', async () => {
      const stranger = await api.cookieOf('Stefan')
      const asked = [project, mintId()].map((to) =>
        post(`/api/uploads?project=${to}&filename=a.txt`, 'text', { cookie: stranger }),
      )
      const [theirs, never] = await Promise.all(asked)
      expect([theirs?.status, never?.status]).toEqual([404, 404])
      expect(await theirs?.text()).toBe(await never?.text())
      const texts = [`/api/texts/${project}`, `/api/sources/${project}`, `/api/texts/${mintId()}`]
      for (const path of texts) {
        const answer = await get(`${path}/${'0'.repeat(64)}`, { cookie: stranger })
        expect(answer.status).toBe(404)
      }
    })
  })

  describe('the first page of a document', () => {
    const page = (of: string, document: string, headers: Headers = {}) =>
      get(`/api/documents/${of}/${document}/page`, headers)

    test('a member is given its text, its name and its zones, and no cache keeps them', async () => {
      const document = await importSample()
      const answer = await page(project, document)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(await answer.json()).toMatchObject({
        title: 'Bridge reopens after repairs',
        startUtf16: 0,
        text: sampleText,
        zones: expect.arrayContaining([expect.objectContaining({ kind: 'headline' })]),
      })
      const later = await get(`/api/documents/${project}/${document}/page?from=40`)
      expect(await read(later)).toMatchObject({ startUtf16: sampleText.indexOf('By Mara') })
    })

    test('what is not yours is answered as what never existed', async () => {
      const document = await importSample()
      const other = await newProject()
      const stranger = { cookie: await api.cookieOf('Stella') }
      const answers = await Promise.all([
        page(mintId(), mintId()),
        page(project, mintId()),
        page(project, projectStreams(project).registry),
        page(other, document),
        page(project, document, stranger),
        page(project, document, { cookie: '' }),
        page(project, 'no-id'),
        get(`/api/documents/${project}/${document}`),
        get(`/api/documents/${project}/${document}/page/more`),
      ])
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
      const bodies = await Promise.all(answers.map((answer) => answer.text()))
      expect(new Set(bodies).size).toBe(1)
    })

    async function importSample(): Promise<string> {
      const uploaded = await read(
        await post(`/api/uploads?project=${project}&filename=bridge.txt`, sampleText),
      )
      const document = documentIdSchema.parse(mintId())
      const stream = { kind: 'document' as const, id: document }
      const data = documentData(uploaded)
      const done = operation('document.import', stream, { id: document, data })
      const { result } = await read(
        await mutate('operations.submit', { project, operations: [done] }),
      )
      expect(result.data.answers[0].result).toBe('ok')
      return document
    }
  })

  describe('following', () => {
    const follow = async (
      { feed = mintId(), streams }: { feed?: string; streams: readonly object[] },
      headers: Headers = {},
    ) => {
      const asked = encodeURIComponent(JSON.stringify({ feed, projects: [{ project, streams }] }))
      const answer = await get(`/api/feed?follow=${asked}`, headers)
      expect(answer.headers.get('content-type')).toBe('text/event-stream')
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(answer.headers.get('x-accel-buffering')).toBe('no')
      return readEvents(answer)
    }
    const addEntity = async (name: string) => {
      const create = operation('entity.create', registryOf(project), entity(project, name))
      const answer = await mutate('operations.submit', { project, operations: [create] })
      const { result } = await read(answer)
      return result.data.answers[0].seq as number
    }
    const registry = () => registryOf(project).id

    test('every change is told once and in order, and a break changes nothing', async () => {
      const before = await addEntity('First')
      const events = await follow({ streams: [{ id: registry(), seq: before }] })
      const told: number[] = []
      const second = await addEntity('Second')
      const heard = await events.until(({ entries }) => entries.at(-1)?.seq === second)
      told.push(...heard.seqs)
      await events.stop()
      const missed = [await addEntity('Third'), await addEntity('Fourth')]
      const resumed = await follow(
        { streams: [{ id: registry(), seq: before }] },
        { 'last-event-id': heard.lastId },
      )
      told.push(...(await resumed.until(({ entries }) => entries.at(-1)?.seq === missed[1])).seqs)
      await resumed.stop()
      expect(told).toEqual([second, ...missed])
    })

    test('streams can be added to a feed and taken out', async () => {
      const feed = mintId()
      const events = await follow({ feed, streams: [] })
      const seq = await addEntity('Fifth')
      await untilWatched({
        project,
        feed,
        add: [{ id: registry(), seq: seq - 1 }],
        remove: [],
        wish: 1,
      })
      expect((await events.until(({ entries }) => entries.length > 0)).seqs).toEqual([seq])
      await events.stop()
    })

    async function untilWatched(input: object): Promise<void> {
      const answer = await mutate('changes.watch', input)
      if (answer.status !== 200) await untilWatched(input)
    }

    test('a reader ahead of the log is told to open the stream anew', async () => {
      const events = await follow({ streams: [{ id: registry(), seq: 1_000_000 }] })
      const heard = await events.untilKind('reload')
      expect(heard.event).toEqual({ kind: 'reload', stream: registry() })
      await events.stop()
    })

    test('who is removed, or signs out, hears of it at once and nothing after', async () => {
      const guest = await api.cookieOf('Gustav')
      const created = await mutate('invitations.create', { project, role: 'viewer' })
      const { token } = (await read(created)).result.data
      const own = { cookie: guest }
      await mutate('invitations.accept', { token }, own)
      const me = await read(await get('/api/trpc/session.me', own))
      const events = await follow({ streams: [{ id: registry(), seq: 0 }] }, own)
      await events.until(({ entries }) => entries.length > 0)
      await mutate('members.remove', { project, user: me.result.data.user.id })
      const heard = await events.untilKind('access')
      expect(heard.event).toEqual({ kind: 'access', project, access: 'removed' })
      await addEntity('Not for Gustav')
      const again = await follow({ streams: [{ id: registry(), seq: 0 }] }, own)
      expect((await again.next()).event).toEqual(heard.event)
      await post('/api/auth/sign-out', '{}', { ...own, 'content-type': 'application/json' })
      for (const each of [events, again]) {
        const rest = await each.rest()
        expect(rest.map(({ event }) => event)).toEqual([{ kind: 'ended', reason: 'signed-out' }])
      }
    })

    test('a request that makes no sense, and one of nobody, are answered so', async () => {
      for (const asked of ['', 'no JSON', '{}', '{"feed":"1","projects":[]}'])
        expect((await get(`/api/feed?follow=${encodeURIComponent(asked)}`)).status).toBe(400)
      const fine = encodeURIComponent(JSON.stringify({ feed: mintId(), projects: [] }))
      expect((await get(`/api/feed?follow=${fine}`, { cookie: '' })).status).toBe(401)
      expect((await post(`/api/feed?follow=${fine}`, '')).status).toBe(404)
      const head = { method: 'HEAD', headers: { cookie } }
      expect((await fetch(`${api.origin}/api/feed?follow=${fine}`, head)).status).toBe(404)
    })

    test('signing out ends the feeds of that session', async () => {
      const answer = await fetch(`${api.origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { origin: api.origin, 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'olga@example.org', password: 'reads the news' }),
      })
      const own = { cookie: cookiesOf(answer) }
      const events = await follow({ streams: [] }, own)
      const out = await post('/api/auth/sign-out', '{}', {
        ...own,
        'content-type': 'application/json',
      })
      expect(out.status).toBe(200)
      const heard = await events.rest()
      expect(heard.at(-1)?.event).toEqual({ kind: 'ended', reason: 'signed-out' })
      expect((await get('/api/trpc/session.me', own)).status).toBe(401)
    })
  })

  test('a project goes out as a file and into an empty one, and comes out the same', async () => {
    const opened = await mutate('projects.openSample', {})
    const { project: sample } = (await read(opened)).result.data
    const file = await get(`/api/exports/${sample}/parallax?layers=all`)
    expect(file.headers.get('content-disposition')).toContain('Sample project.jsonl')
    const lines = await file.text()
    const target = await newProject()
    const taken = await post(`/api/imports/${target}/parallax`, lines)
    expect(taken.status).toBe(202)
    const { jobId } = await read(taken)
    expect(await jobResult(target, jobId)).toMatchObject({ state: 'done' })
    const again = await (await get(`/api/exports/${target}/parallax`)).text()
    const withoutManifest = (text: string) => text.split('\n').slice(1)
    expect(withoutManifest(again)).toEqual(withoutManifest(lines))
    const table = await get(`/api/exports/${target}/csv`)
    expect((await table.text()).split('\r\n').length).toBeGreaterThan(10)
  })

  test('a file with a fault is taken in not at all, and its line is named', async () => {
    const target = await newProject()
    const taken = await post(`/api/imports/${target}/parallax`, '{"kind":"manifest"}\n')
    const { jobId } = await read(taken)
    const job = await jobResult(target, jobId)
    expect(job).toMatchObject({ state: 'failed' })
    expect(job.error).toMatch(/line 1/)
  })

  async function jobResult(of: string, job: string): Promise<{ state: string; error: string }> {
    const input = encodeURIComponent(JSON.stringify({ project: of, job }))
    const answer = await read(await get(`/api/trpc/jobs.get?input=${input}`))
    const { data } = answer.result
    return data.state === 'running' ? jobResult(of, job) : data
  }
})

/** What an answer says. Each test knows the shape that it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: a test fails by itself where the shape is another
async function read(answer: Response): Promise<any> {
  return await answer.json()
}

type Told = { readonly id: string; readonly event: Record<string, unknown> }
type Entries = { readonly entries: readonly { readonly seq: number }[] }

/** The events of a feed, one after the other. */
function readEvents(answer: Response) {
  const told = eventsOf(answer)[Symbol.asyncIterator]()
  const next = async (): Promise<Told> => {
    const { value, done } = await told.next()
    if (done === true) throw new Error('The stream has ended.')
    return value
  }
  return {
    next,
    until: async (isEnough: (event: Entries) => boolean) => {
      const seqs: number[] = []
      for (;;) {
        const { id, event } = await next()
        const entries = (event.entries ?? []) as Entries['entries']
        seqs.push(...entries.map(({ seq }) => seq))
        if (isEnough({ entries })) return { seqs, lastId: id }
      }
    },
    untilKind: async (kind: string) => {
      for (;;) {
        const told = await next()
        if (told.event.kind === kind) return told
      }
    },
    rest: async () => {
      const all: Told[] = []
      for (let at = await told.next(); at.done !== true; at = await told.next()) all.push(at.value)
      return all
    },
    stop: async () => {
      await told.return?.(undefined)
    },
  }
}

async function* eventsOf(answer: Response): AsyncGenerator<Told, void, void> {
  if (answer.body === null) return
  let text = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n')
      const id = lines.find((line) => line.startsWith('id: '))?.slice(4)
      const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
      if (id !== undefined && data !== undefined) yield { id, event: JSON.parse(data) }
    }
  }
}
