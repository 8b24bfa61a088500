import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Api, handleApiRequest, openApi } from '@parallax/api'
import { makeTestPlace, type TestPlace } from '@parallax/db/test'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAt } from '../../test/run-at.ts'
import type { Place } from '../place.ts'
import { exitCodes } from '../terminal.ts'

let folder: string
let testPlace: TestPlace
let place: Place
let api: Api
let server: Server
let url: string
let cookie: string
let token: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-remote-'))
  testPlace = await makeTestPlace('pglite')
  place = { dataFolder: testPlace.options.dataFolder ?? '' }
  const address = { publicUrl: undefined, port: 3000 }
  server = createServer(
    (request, response) => void handleApiRequest(api.services, request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  api = await openApi({ ...place, address: { ...address, port }, log: pino({ level: 'silent' }) })
  url = `http://127.0.0.1:${port}`
  const account = { name: 'Olga', email: 'olga@example.org', password: 'reads the news' }
  const signedUp = await post('/api/auth/sign-up/email', account)
  cookie = signedUp.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  token = await newToken(['documents:read', 'exports:read', 'imports:write', 'releases:write'])
  await post('/api/trpc/projects.openSample', undefined)
})
afterAll(async () => {
  await stop()
  await testPlace.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function stop(): Promise<void> {
  if (!server.listening) return
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await api.close()
}

async function post(path: string, body: unknown): Promise<Response> {
  const headers = { origin: url, 'content-type': 'application/json', ...(cookie && { cookie }) }
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer
}

async function newToken(scopes: readonly string[]): Promise<string> {
  const made = await (await post('/api/trpc/tokens.create', { name: 'CI', scopes })).json()
  return (made as { result: { data: { word: string } } }).result.data.word
}

function run(args: readonly string[], at: Place = { ...place, token }) {
  return runAt(at, args)
}

const remotely = (...args: readonly string[]) => run([...args, '--server', url])
const afterFirstLine = (text: string) => text.slice(text.indexOf('\n'))

test('over HTTP a file is imported into a new project, and a second time adds no document', async () => {
  const { out } = await remotely('export', 'Sample project', '--to', 'parallax')
  const file = join(folder, 'sample.jsonl')
  writeFileSync(file, out)
  const imported = await remotely('import', file, '--project', 'A copy', '--json')
  expect(imported).toMatchObject({ exitCode: exitCodes.done })
  expect(JSON.parse(imported.out)).toMatchObject({ documents: 2 })
  const again = await remotely('import', file, '--project', 'A copy')
  expect(again).toMatchObject({ exitCode: exitCodes.done })
  const copy = await remotely('export', 'A copy', '--to', 'parallax')
  const documents = copy.out.split('\n').filter((line) => line.startsWith('{"kind":"document"'))
  expect(documents).toHaveLength(2)
})

test('the exit code tells bad data, wrong use, and what may not be or is not there', async () => {
  const narrow = { ...place, token: await newToken(['documents:read']) }
  const asked = ['export', 'Sample project', '--server', url]
  expect(await run(asked, narrow)).toMatchObject({ exitCode: exitCodes.unavailable, out: '' })
  const wrong = { ...place, token: 'plx_nothing' }
  expect(await run(['projects', '--server', url], wrong)).toMatchObject({
    exitCode: exitCodes.unavailable,
    said: expect.stringContaining('whole token'),
  })
  expect(await run(['projects', '--server', url], place)).toMatchObject({
    exitCode: exitCodes.usage,
    said: expect.stringContaining('PARALLAX_TOKEN'),
  })
  expect(await remotely('export', 'Nowhere')).toMatchObject({ exitCode: exitCodes.refused })
  expect(await remotely('doctor')).toMatchObject({
    exitCode: exitCodes.usage,
    said: expect.stringContaining('does not work over HTTP'),
  })
  expect(await run(['projects', '--server', 'ftp://x'])).toMatchObject({
    exitCode: exitCodes.usage,
  })
  const nobody = await run(['projects', '--server', 'http://127.0.0.1:1'])
  expect(nobody).toMatchObject({ exitCode: exitCodes.unavailable })
  expect(nobody.said).toContain('does not answer')
})

test('commands say over HTTP what they say on the data itself', async () => {
  const made = await remotely('release', 'make', 'Sample project', '--title', 'First', '--json')
  expect(JSON.parse(made.out)).toMatchObject({ number: 1 })
  const file = (name: string) => join(folder, name)
  const commands = (name: string): readonly (readonly string[])[] => [
    ['projects', '--json'],
    ['export', 'Sample project', '--to', 'parallax', '--out', file(name), '--quiet'],
    ['export', 'Sample project', '--to', 'csv', '--out', file('table.csv'), '--json'],
    ['export', 'Sample project', '--to', 'conll2003', '--out', file('never'), '--strict'],
    ['release', 'list', 'Sample project', '--json'],
    ['release', 'export', 'Sample project', '1', '--to', 'csv', '--report', file(`${name}.json`)],
    [
      'release',
      'export',
      'Sample project',
      '1',
      '--to',
      'conll2003',
      '--out',
      file('never'),
      '--strict',
    ],
    ['release', 'export', 'Sample project', '1', '--to', 'parallax', '--quiet'],
  ]
  const there: Awaited<ReturnType<typeof run>>[] = []
  for (const args of commands('there.jsonl')) there.push(await remotely(...args))
  await stop()
  const here: typeof there = []
  for (const args of commands('here.jsonl')) here.push(await run(args, place))
  expect(there).toEqual(here)
  const [one, other] = ['there.jsonl', 'here.jsonl'].map((name) => readFileSync(file(name), 'utf8'))
  expect(afterFirstLine(one ?? '')).toBe(afterFirstLine(other ?? ''))
  const reports = ['there', 'here'].map((name) => readFileSync(file(`${name}.jsonl.json`), 'utf8'))
  expect(reports[0]).toBe(reports[1])
  expect(here.filter(({ exitCode }) => exitCode === exitCodes.refused)).toHaveLength(2)
  expect(existsSync(file('never'))).toBe(false)
})
