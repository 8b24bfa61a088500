import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openExchange } from '@parallax/api'
import { claimInstance, openDatabase, schema } from '@parallax/db'
import { makeTestPlace, type TestPlace } from '@parallax/db/test'
import type { UserId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAt } from '../../test/run-at.ts'
import type { Place } from '../place.ts'
import { exitCodes } from '../terminal.ts'

const owner = '0190a0e5-7c1e-7000-8000-000000000001' as UserId
let folder: string
const places: TestPlace[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-doctor-'))
})
afterAll(async () => {
  for (const each of places) await each.remove()
  rmSync(folder, { recursive: true, force: true })
})

function run(args: readonly string[], place: Place) {
  return runAt(place, args)
}

async function serverPlace(): Promise<Place & { readonly databaseUrl: string }> {
  const made = await makeTestPlace('postgresql')
  places.push(made)
  const dataFolder = mkdtempSync(join(folder, 'data-'))
  return { databaseUrl: made.options.databaseUrl ?? '', dataFolder }
}

describe('a schema that is not of this version', () => {
  const lastMigration = '(select max(id) from drizzle.__drizzle_migrations)'
  const asOf: readonly (readonly [string, string, RegExp])[] = [
    [
      'older',
      `drop table releases; delete from drizzle.__drizzle_migrations where id >= ${lastMigration} - 1`,
      /starting the server/,
    ],
    [
      'newer',
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`,
      /a newer one has been here/,
    ],
    ['none', 'drop schema drizzle cascade; drop table streams cascade', /0 of \d+ changes made/],
  ]

  test.each(asOf)(
    'is named when it is %s, and the data not looked at',
    async (_, change, words) => {
      const place = await serverPlace()
      const database = await openDatabase({ databaseUrl: place.databaseUrl })
      await database.pool.query(change)
      await database.close()
      const { exitCode, out } = await run(['doctor'], place)
      expect(exitCode).toBe(exitCodes.refused)
      expect(out).toMatch(/BAD {2}schema: /)
      expect(out).toMatch(words)
      expect(out).toMatch(/BAD {2}data: not looked at/)
      const told = JSON.parse((await run(['doctor', '--json'], place)).out)
      expect(told.data).toBe(null)
    },
  )
})

test('an installation that moves from the embedded database to a server is whole there, and sound while people work', async () => {
  const made = await makeTestPlace('pglite')
  places.push(made)
  const embedded = { dataFolder: made.options.dataFolder ?? '' }
  const server = await serverPlace()
  const database = await openDatabase(embedded)
  await database.db.insert(schema.users).values({ id: owner, name: 'Olga', email: 'o@example.org' })
  await claimInstance(database.db, owner)
  await database.close()
  const before = await openExchange(embedded)
  for (const name of ['Bridges', 'Floods']) await before.createProject(name, 'together', owner)
  await before.close()

  const file = join(folder, 'moved.parallax-backup')
  expect(await run(['backup', file], embedded)).toMatchObject({ exitCode: exitCodes.done })
  expect(await run(['restore', file], server)).toMatchObject({ exitCode: exitCodes.done })
  expect((await run(['projects'], server)).out).toMatch(/Bridges\n.*Floods/)

  const working = await openExchange(server)
  let [count, isDone] = [0, false]
  const work = (async () => {
    while (!isDone) {
      await working.createProject(`Made meanwhile ${count}`, 'together', owner)
      count += 1
      await pause(1)
    }
  })()
  const looked = await run(['doctor'], server)
  isDone = true
  await work
  await working.close()
  expect(looked.out).toMatch(/ok {3}data: sound: \d+ streams/)
  expect(looked.exitCode).toBe(exitCodes.done)
  expect(count).toBeGreaterThan(0)
})
