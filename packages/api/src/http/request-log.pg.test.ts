import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setOpenSignUp } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { projectIdSchema } from '@parallax/domain'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleText } from '../../test/sample-work.ts'
import { type ServedApi, serveApi } from '../../test/serve-api.ts'
import { verifyBackup } from '../backup/read-backup.ts'
import { mintId } from '../mint-id.ts'
import { backupKey } from './backup-door.ts'

const projectName = 'Bridges of Nordhaven'

describe.each(testEngines)('operating on %s', (engine) => {
  const lines: string[] = []
  let api: ServedApi
  let owner: string
  let folder: string
  const project = projectIdSchema.parse(mintId())

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-operating-'))
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
    api = await serveApi(engine, { log })
    owner = await api.cookieOf('Olga')
    await setOpenSignUp(api.services.db, true)
    await send('projects.create', { id: project, name: projectName, mode: 'together' })
    await fetch(`${api.origin}/api/uploads?project=${project}&filename=story.txt`, {
      method: 'POST',
      headers: { cookie: owner, origin: api.origin },
      body: sampleText,
    })
  })
  afterAll(async () => {
    await api.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const get = (path: string, headers: Readonly<Record<string, string>>) =>
    fetch(`${api.origin}${path}`, { headers })
  const send = (name: string, input: unknown) =>
    fetch(`${api.origin}/api/trpc/${name}`, {
      method: 'POST',
      headers: { cookie: owner, origin: api.origin, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
  const auditActions = async () => {
    const input = encodeURIComponent(JSON.stringify({ project }))
    const answer = await get(`/api/trpc/audit.ofProject?input=${input}`, { cookie: owner })
    const { result } = (await answer.json()) as {
      result: { data: { lines: { action: string; subject: object; actorName: string }[] } }
    }
    return result.data.lines
  }

  test('who exported what is written down before the first byte', async () => {
    await get(`/api/exports/${project}/parallax?layers=all`, { cookie: owner })
    expect((await auditActions())[0]).toMatchObject({
      action: 'export',
      actorName: 'Olga',
      subject: { format: 'parallax', documents: 'all', layers: 'all' },
    })
  })

  test('the owner of the instance fetches a backup that is whole', async () => {
    const answer = await get('/api/backup', { cookie: owner })
    expect(answer.status).toBe(200)
    const file = join(folder, 'fetched')
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
    expect(await verifyBackup(file)).toMatchObject({ engine, originals: 1 })
  })

  test('a backup is nobody else’s', async () => {
    const stranger = await api.cookieOf('Stella')
    const old = backupKey(api.services.secret, Date.now() - 5 * 60_000)
    const foreign = backupKey('another secret', Date.now())
    const key = (value: string) => ({ authorization: `Bearer ${value}` })
    for (const headers of [{}, { cookie: stranger }, key(old), key(foreign), key('')]) {
      expect((await get('/api/backup', headers)).status).toBe(404)
    }
    const now = backupKey(api.services.secret, Date.now())
    expect((await get('/api/backup', key(now))).status).toBe(200)
  })

  test('every request has a line with who, what and how, and no word of a document', async () => {
    const asked = ['projects.update', 'exports', 'unknown']
    const linesOf = () =>
      lines.map((line) => JSON.parse(line)).filter(({ door }) => asked.includes(door))
    const before = linesOf().length
    await send('projects.update', { project, name: `${projectName}!` })
    await get(`/api/exports/${project}/parallax`, { cookie: owner })
    await get('/api/no-such-door/Ada%20Quill', { cookie: owner })
    await expect.poll(() => linesOf().length - before).toBe(3)
    // Each when its answer has gone out, which of a file may be after the next one's.
    const told = new Map(
      linesOf()
        .slice(before)
        .map((line) => [line.door, line]),
    )
    expect([...told.keys()].toSorted()).toEqual(asked.toSorted())
    expect(told.get('projects.update')).toMatchObject({
      status: 200,
      isWhole: true,
      user: expect.stringMatching(/^[0-9a-f-]{36}$/),
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      durationMs: expect.any(Number),
    })
    expect(lines.join('')).not.toMatch(/Quill|Nordhaven|bridge|Olga/i)
  })

  test('the metrics count requests and operations, and name nobody', async () => {
    const { body, mediaType } = await api.services.metrics.text()
    expect(mediaType).toContain('text/plain')
    expect(body).toMatch(/parallax_request_seconds_count\{door="projects.create",status="2xx"\} 1/)
    expect(body).toMatch(/parallax_exported_bytes_total [1-9]/)
    expect(body).toMatch(/parallax_feeds 0/)
    expect(body).not.toMatch(/Quill|Nordhaven|Olga/)
    expect(body).not.toContain(project)
  })
})
