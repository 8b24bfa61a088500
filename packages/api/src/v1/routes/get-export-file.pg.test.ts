import { createHash } from 'node:crypto'
import { testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../../../test/open-test-api.ts'
import { importDocument, join, newProject } from '../../../test/sample-work.ts'
import { type ServedApi, serveApi } from '../../../test/serve-api.ts'
import { patiently, type TokenClient, tokenClient } from '../../../test/token-client.ts'
import type { LayersWish } from '../../exchange/chosen-selection.ts'
import { mintId } from '../../mint-id.ts'

describe.each(testEngines)('exports for scripts on %s', (engine) => {
  let api: ServedApi
  let owner: TestPerson
  let project: ProjectId
  let client: TokenClient & { readonly word: string }

  beforeAll(async () => {
    api = await serveApi(engine)
    owner = await api.person('Olga')
    project = await newProject(owner, 'News: of “Nordhaven”')
    await importDocument(api.services, owner, project)
    client = await tokenClient(api.origin, owner, ['exports:read'])
  })
  afterAll(() => api.remove())

  const base = () => `/projects/${project}/exports`
  async function exported(wish: object, by: TokenClient = client) {
    const started = await by.post(base(), wish)
    expect(started.status, started.text).toBe(202)
    const path = `${base()}/${started.body.id}`
    expect(started.headers.get('location')).toBe(`/api/v1${path}`)
    await expect.poll(async () => (await by.get(path)).body.state, patiently).toMatch(/done|failed/)
    return { path, job: (await by.get(path)).body }
  }
  const fetchFile = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${api.origin}${path}`, {
      headers: { authorization: `Bearer ${client.word}`, ...headers },
    })

  test('a file is what the screen gives, and its hash is told beforehand', async () => {
    const { job } = await exported({ format: 'parallax' })
    expect(job).toMatchObject({ state: 'done', progressPercent: 100, error: null })
    const answer = await fetchFile(job.file.path)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(job.file.sha256)
    expect(bytes.length).toBe(job.file.sizeBytes)
    expect(answer.headers.get('etag')).toBe(`"${job.file.sha256}"`)
    expect(answer.headers.get('content-disposition')).toContain('Nordhaven')
    const lines = bytes.toString('utf8').trimEnd().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ kind: 'end', lines: lines.length - 1 })
  })

  test('any part of it is the same part of the whole, so a broken download goes on', async () => {
    const { job } = await exported({ format: 'parallax' })
    const whole = Buffer.from(await (await fetchFile(job.file.path)).arrayBuffer())
    const at = fc.nat(whole.length - 1)
    await fc.assert(
      fc.asyncProperty(at, at, async (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const answer = await fetchFile(job.file.path, { range: `bytes=${from}-${to}` })
        expect(answer.status).toBe(206)
        expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${whole.length}`)
        const part = Buffer.from(await answer.arrayBuffer())
        expect(part.equals(whole.subarray(from, to + 1))).toBe(true)
      }),
      { numRuns: 20 },
    )
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const answer = await fetchFile(job.file.path, headers)
      await answer.arrayBuffer()
      return answer.status
    }
    const etag = `"${job.file.sha256}"`
    expect(await ask({ range: 'bytes=5-', 'if-range': etag })).toBe(206)
    expect(await ask({ range: 'bytes=5-', 'if-range': '"another"' })).toBe(200)
    expect(await ask({ range: 'bytes=1-2,5-6' })).toBe(200)
    expect(await ask({ range: `bytes=${whole.length}-` })).toBe(416)
    expect(await ask({ 'if-none-match': `"x", W/${etag}` })).toBe(304)
    expect(await ask({ 'if-none-match': '"another"' })).toBe(200)
  })

  test('an export is its person’s alone: it may hold what others may not see', async () => {
    const guest = await api.person('Gus')
    await join(owner, project, guest, 'viewer')
    const { path, job } = await exported({ format: 'csv', layers: 'mine' })
    const other = await tokenClient(api.origin, guest, ['exports:read'])
    expect((await other.get(path)).status).toBe(404)
    expect((await other.get(job.file.path.slice('/api/v1'.length))).status).toBe(404)
    expect((await other.get(base())).body.exports).toEqual([])
    expect((await client.get(base())).body.exports[0].id).toBe(job.id)
  })

  test('what others write blind is not in the file, not even when its layer is named', async () => {
    const blind = await newProject(owner, 'Blind')
    const guest = await api.person('Bo')
    await join(owner, blind, guest, 'annotator')
    const sample = await importDocument(api.services, owner, blind)
    await api.services.db.execute(`
      update records set data = data || '{"kind":"annotator","owner":"${guest.userId}","blind":true}'
      where id = '${sample.layer}'`)
    const layersIn = async (by: TestPerson, layers: LayersWish) => {
      const theirs = await tokenClient(api.origin, by, ['exports:read'])
      const at = `/projects/${blind}/exports`
      const { body } = await theirs.post(at, { format: 'parallax', layers })
      const state = async () => (await theirs.get(`${at}/${body.id}`)).body.state
      await expect.poll(state, patiently).toBe('done')
      const { text } = await theirs.get(`${at}/${body.id}/file`)
      return text.split('\n').filter((line) => line.startsWith('{"kind":"layer"')).length
    }
    expect(await layersIn(guest, 'all')).toBe(1)
    expect(await layersIn(owner, 'all')).toBe(0)
    expect(await layersIn(owner, [sample.layer])).toBe(0)
    expect(await layersIn(guest, { of: guest.userId })).toBe(1)
    expect(await layersIn(owner, { of: guest.userId })).toBe(0)
    const offered = (by: TestPerson) => by.call.exports.people({ project: blind })
    expect(await offered(owner)).toEqual([])
    expect(await offered(guest)).toMatchObject([{ id: guest.userId, name: 'Bo', documents: 1 }])
  })

  test('one person’s layers are in a file without those of others', async () => {
    const several = await newProject(owner, 'Several')
    const ben = await api.person('Ben')
    await join(owner, several, ben, 'annotator')
    const { layer } = await importDocument(api.services, owner, several)
    const shared = (await importDocument(api.services, owner, several)).layer
    const guest = mintId()
    const theirs = await tokenClient(api.origin, ben, ['exports:read'])
    await api.services.db.execute(`
      insert into guests (project_id, id, name) values ('${several}', '${guest}', 'Gast')`)
    const own = async (id: string, whose: string) =>
      api.services.db.execute(`
        update records set data = data || '{"kind":"annotator","owner":"${whose}"}'
        where id = '${id}'`)
    await own(layer, ben.userId)
    await own(shared, guest)
    expect(await owner.call.exports.people({ project: several })).toEqual([
      { id: ben.userId, name: 'Ben', guest: false, documents: 1 },
      { id: guest, name: 'Gast', guest: true, documents: 1 },
    ])
    const idsIn = async (layers: LayersWish) => {
      const at = `/projects/${several}/exports`
      const { body } = await theirs.post(at, { format: 'parallax', layers })
      const state = async () => (await theirs.get(`${at}/${body.id}`)).body.state
      await expect.poll(state, patiently).toBe('done')
      const { text } = await theirs.get(`${at}/${body.id}/file`)
      const lines = text.split('\n').filter((line) => line.startsWith('{"kind":"layer"'))
      return lines.map((line) => JSON.parse(line).id)
    }
    expect(await idsIn({ of: ben.userId })).toEqual([layer])
    expect(await idsIn({ of: guest })).toEqual([shared])
    expect(await idsIn('adjudicated')).toEqual([])
    expect((await idsIn('all')).sort()).toEqual([layer, shared].sort())
    const nobody = await theirs.post(`/projects/${several}/exports`, {
      format: 'parallax',
      layers: { of: mintId() },
    })
    expect(nobody).toMatchObject({ status: 422, body: { code: 'no-such-person' } })
  })

  test('who exported is written down with the token’s name', async () => {
    await exported({ format: 'csv' })
    const { lines } = await owner.call.audit.ofProject({ project })
    expect(lines.find(({ action }) => action === 'export')?.subject).toMatchObject({
      format: 'csv',
      token: "Olga's script",
    })
  })

  test('kinds, fields and what offsets count are as one wished, and the report says what is not there', async () => {
    const ida = await api.person('Ida')
    await join(owner, project, ida, 'viewer')
    const theirs = await tokenClient(api.origin, ida, ['exports:read'])
    const wish = { kinds: ['mention'], without: ['authors', 'url'], offsetUnit: 'code-points' }
    const { path, job } = await exported({ format: 'csv', ...wish }, theirs)
    const [header = ''] = (await theirs.get(`${path}/file`)).text.split('\r\n')
    const columns = header.split(',')
    expect(columns).toEqual(expect.arrayContaining(['start_code_points', 'annotator', 'title']))
    for (const gone of ['url', 'created_by', 'annotator_id', 'start_utf16'])
      expect(columns).not.toContain(gone)
    expect(job.report.notes[0]).toMatch(/^Left out as asked: claims; .*addresses; who annotated/)
    for (const [impossible, word] of [
      [{ format: 'parallax', without: ['note'] }, 'left out'],
      [{ format: 'brat', offsetUnit: 'utf8' }, 'offsets'],
      [{ format: 'csv', without: ['authors'], sideFile: true }, 'side file'],
      [{ format: 'csv', without: ['everything'] }, 'without'],
    ] as const) {
      const answer = await theirs.post(base(), impossible)
      expect(answer.status).toBe(422)
      expect(answer.body.detail).toContain(word)
    }
  })

  test('what is wished for and cannot be is named, and starts nothing', async () => {
    const before = (await client.get(base())).body.exports.length
    for (const [wish, word] of [
      [{ format: 'docx' }, 'format'],
      [{}, 'format'],
      [{ format: 'csv', layers: ['x'] }, 'layers'],
      [{ format: 'csv', colour: 'red' }, 'colour'],
    ] as const) {
      const answer = await client.post(base(), wish)
      expect(answer.status).toBe(422)
      expect(answer.body.detail).toContain(word)
    }
    const notJson = await client.send(base(), 'format=csv')
    expect(notJson.status).toBe(415)
    expect((await client.get(base())).body.exports).toHaveLength(before)
  })

  test('a file that is too old is gone, and says so', async () => {
    const { job } = await exported({ format: 'csv' })
    const inTwoWeeks = new Date(Date.now() + 14 * 86_400_000)
    await api.services.exportFiles.sweep(inTwoWeeks)
    const answer = await client.get(job.file.path.slice('/api/v1'.length))
    expect(answer.body).toMatchObject({ status: 410, code: 'gone' })
  })
})
