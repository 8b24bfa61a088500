import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isFullRun } from '../../test/env.ts'
import { makeTestPlace, openTestDatabase } from '../../test/open-test-database.ts'
import { sampleAppend, sampleEntry } from '../../test/sample-append.ts'
import { appendInProjects } from '../../test/sample-projects.ts'
import { startWriter } from '../../test/start-writer.ts'
import { appendChanges } from '../append-changes.ts'
import { openDatabase } from '../open-database.ts'
import { changesSince } from '../repositories/changes.ts'
import { countsOf } from '../repositories/counters.ts'
import { loadStream } from '../repositories/streams.ts'

test('every commit is synced to the disk before it is acknowledged', async () => {
  const database = await openTestDatabase('pglite')
  const first = sampleAppend()
  await appendInProjects(database.db, [first])
  for (let seq = 1; seq <= 30; seq += 1) {
    const before = await database.syncCount?.()
    await appendChanges(database.db, [
      sampleAppend({ ...first, expectedSeq: seq, entries: [sampleEntry()], records: [] }),
    ])
    expect(await database.syncCount?.()).toBeGreaterThan(before ?? Number.NaN)
  }
  await database.remove()
})

/** Each is followed by a recovery, which takes the embedded engine seconds. */
const kills = isFullRun ? 20 : 4

/** Kills a writer again and again; answers with what it had acknowledged. */
async function killAgainAndAgain(folder: string, projectId: string, streamId: string) {
  const acknowledged: string[] = []
  for (let kill = 0; kill < kills; kill += 1) {
    const writer = await startWriter(folder, projectId, streamId)
    await writer.acknowledgedAtLeast(1 + Math.floor(Math.random() * 40))
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10))
    writer.child.kill('SIGKILL')
    await writer.ended
    acknowledged.push(...writer.acknowledged())
  }
  return acknowledged
}

test.concurrent.each([1, 2])(
  'F1: killed at random moments, it has everything it acknowledged (%i of 2)',
  async () => {
    const place = await makeTestPlace('pglite')
    const [projectId, streamId] = [randomUUID(), randomUUID()]
    const acknowledged = await killAgainAndAgain(
      place.options.dataFolder ?? '',
      projectId,
      streamId,
    )
    const { db, close } = await openDatabase(place.options)
    const log = await changesSince(db, projectId, { streamId, afterSeq: 0, limit: 100_000 })
    const stored = new Set(log.map((line) => line.opId))
    expect(acknowledged.length).toBeGreaterThanOrEqual(kills)
    expect(acknowledged.filter((opId) => !stored.has(opId))).toEqual([])
    const stream = await loadStream(db, projectId, streamId)
    const [count] = await countsOf(db, projectId, [streamId])
    expect([stream?.seq, stream?.records.length, count?.n]).toEqual(Array(3).fill(log.length))
    await close()
    await place.remove()
  },
  isFullRun ? 1_800_000 : 180_000,
)

test('the log on the disk stays small, however much is written', async () => {
  const database = await openTestDatabase('pglite')
  await database.pool.query('create table filler (content text)')
  await database.pool.query('alter table filler alter content set storage external')
  for (let round = 0; round < 2; round += 1) {
    await database.pool.query(
      "insert into filler select repeat('x', 8000) from generate_series(1, 10000)",
    )
    await new Promise((resolve) => setTimeout(resolve, 2_500))
  }
  const { rows } = await database.pool.query(
    'select (pg_current_wal_lsn() - redo_lsn)::float8 as bytes from pg_control_checkpoint()',
  )
  expect(rows[0].bytes).toBeLessThan(70e6)
  const wal = readdirSync(join(database.options.dataFolder ?? '', 'pglite/pg_wal'))
  expect(wal.length).toBeLessThan(16)
  await database.remove()
})
