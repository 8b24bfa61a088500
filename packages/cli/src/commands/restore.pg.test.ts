import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Api, handleApiRequest, openApi } from '@parallax/api'
import { openDatabase } from '@parallax/db'
import { makeTestPlace, type TestPlace } from '@parallax/db/test'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAt } from '../../test/run-at.ts'
import type { Place } from '../place.ts'
import { exitCodes } from '../terminal.ts'

let folder: string
let testPlace: TestPlace
let dataFolder: string
let api: Api
let server: Server

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-keeping-'))
  testPlace = await makeTestPlace('pglite')
  dataFolder = testPlace.options.dataFolder ?? ''
  await startServer()
})
afterAll(async () => {
  await stopServer()
  await testPlace.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** A server on the folder, as the product's own is: it has the lock, and leaves its note. */
async function startServer(): Promise<void> {
  api = await openApi({
    dataFolder,
    address: { publicUrl: undefined, port: 3000 },
    log: pino({ level: 'silent' }),
  })
  server = createServer(
    (request, response) => void handleApiRequest(api.services, request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  writeFileSync(
    join(dataFolder, 'server.json'),
    JSON.stringify({ address: `http://127.0.0.1:${port}` }),
  )
}

async function stopServer(): Promise<void> {
  if (!server.listening) return
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await api.close()
  rmSync(join(dataFolder, 'server.json'), { force: true })
}

function run(args: readonly string[], place: Place = { dataFolder }) {
  return runAt(place, args)
}

test('a backup while a server has the folder is made by that server, and is whole', async () => {
  const file = join(folder, 'running.parallax-backup')
  expect(await run(['backup', file])).toMatchObject({ exitCode: exitCodes.done })
  expect(await run(['verify', file])).toMatchObject({
    exitCode: exitCodes.done,
    said: expect.stringContaining('Whole and unaltered'),
  })
})

test('without a server it is read from the folder; a folder is given a new file', async () => {
  await stopServer()
  const into = join(folder, 'many')
  mkdirSync(into)
  const { exitCode, out } = await run(['backup', into, '--json'])
  expect(exitCode).toBe(exitCodes.done)
  const { file } = JSON.parse(out)
  expect(readdirSync(into)).toEqual([
    expect.stringMatching(/^parallax-\d{8}-\d{4}\.parallax-backup$/),
  ])
  const again = await run(['backup', file])
  expect(again).toMatchObject({
    exitCode: exitCodes.refused,
    said: expect.stringContaining('already'),
  })
})

test('restoring into an empty folder gives a sound installation', async () => {
  const file = join(folder, 'running.parallax-backup')
  const place = { dataFolder: join(folder, 'restored') }
  expect(await run(['restore', file], place)).toMatchObject({ exitCode: exitCodes.done })
  const { exitCode, out } = await run(['doctor'], place)
  expect(out).toMatch(/ok {3}data: sound/)
  expect(exitCode).toBe(exitCodes.done)
})

test('what is there is replaced only when asked, and is kept', async () => {
  const file = join(folder, 'running.parallax-backup')
  const place = { dataFolder: join(folder, 'restored') }
  expect(await run(['restore', file], place)).toMatchObject({
    exitCode: exitCodes.refused,
    said: expect.stringContaining('--replace'),
  })
  const { exitCode, out } = await run(['restore', file, '--replace', '--json'], place)
  expect(exitCode).toBe(exitCodes.done)
  expect(existsSync(join(JSON.parse(out).kept, 'pglite'))).toBe(true)
})

test('a damaged file is named, and what is there stays', async () => {
  const file = join(folder, 'cut.parallax-backup')
  await run(['backup', file])
  truncateSync(file, Math.floor(statSync(file).size / 2))
  const place = { dataFolder: join(folder, 'restored') }
  const before = readdirSync(folder)
  expect(await run(['restore', file, '--replace'], place)).toMatchObject({
    exitCode: exitCodes.refused,
    said: expect.stringContaining('cut off'),
  })
  expect(readdirSync(folder)).toEqual(before)
})

test('the doctor names what is damaged', async () => {
  const place = { dataFolder: join(folder, 'restored') }
  const database = await openDatabase(place)
  await database.pool.query('update instance_settings set open_sign_up = true')
  await database.pool.query(
    `with project as (
       insert into projects (id, name, mode, created_by, created_at)
       values (gen_random_uuid(), 'News', 'together', gen_random_uuid(), now()) returning id)
     insert into texts (project_id, sha256, text) select id, repeat('0', 64), 'x' from project`,
  )
  await database.close()
  const { exitCode, out } = await run(['doctor'], place)
  expect(exitCode).toBe(exitCodes.refused)
  expect(out).toMatch(/BAD {2}data: 1 problems/)
  expect(out).toContain('is not what its hash says')
})
