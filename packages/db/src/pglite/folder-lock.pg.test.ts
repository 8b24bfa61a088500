import { randomUUID } from 'node:crypto'
import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { makeTestPlace, openTestDatabase } from '../../test/open-test-database.ts'
import { startWriter } from '../../test/start-writer.ts'
import { openDatabase } from '../open-database.ts'
import { changesSince } from '../repositories/changes.ts'

test('a second process is refused, told why, and does the first no harm', async () => {
  const place = await makeTestPlace('pglite')
  const folder = place.options.dataFolder ?? ''
  const [projectId, streamId] = [randomUUID(), randomUUID()]
  const first = await startWriter(folder, projectId, streamId)
  await first.acknowledgedAtLeast(5)
  const second = await startWriter(folder, projectId, randomUUID())
  expect(await second.ended).not.toBe(0)
  expect(second.acknowledged()).toEqual([])
  expect(second.complaint()).toContain(`The data folder ${folder} is in use by process`)
  expect(second.complaint()).toContain(`process ${first.child.pid} on `)
  expect(second.complaint()).toContain('DATABASE_URL')
  await expect(openDatabase(place.options)).rejects.toThrow('is in use by process')
  await first.acknowledgedAtLeast(first.acknowledged().length + 5)
  first.child.kill('SIGKILL')
  await first.ended
  const database = await openDatabase(place.options)
  const log = await changesSince(database.db, projectId, { streamId, afterSeq: 0, limit: 100_000 })
  const stored = new Set(log.map((line) => line.opId))
  expect(first.acknowledged().filter((opId) => !stored.has(opId))).toEqual([])
  await database.close()
  await place.remove()
})

test('the same process is refused as well, until it has closed the folder', async () => {
  const database = await openTestDatabase('pglite')
  const { options } = database
  await expect(openDatabase(options)).rejects.toThrow('is in use')
  await database.close()
  const again = await openDatabase(options)
  expect(await again.db.execute(sql`select 1 as one`)).toMatchObject({ rows: [{ one: 1 }] })
  await again.close()
  await database.remove()
})

test('a fresh note of another machine keeps a folder shut, a stale one does not', async () => {
  const place = await makeTestPlace('pglite')
  const note = join(place.options.dataFolder ?? '', 'in-use.json')
  writeFileSync(note, JSON.stringify({ pid: 12, host: 'another-machine' }))
  await expect(openDatabase(place.options)).rejects.toThrow('process 12 on another-machine')
  const sixMinutesAgo = new Date(Date.now() - 6 * 60_000)
  utimesSync(note, sixMinutesAgo, sixMinutesAgo)
  const database = await openDatabase(place.options)
  await database.close()
  expect(existsSync(note)).toBe(false)
  await place.remove()
})
