import { expect, test } from 'vitest'
import { openFailingDisk } from '../../test/failing-disk.ts'
import { openTestDatabase, type TestDatabase } from '../../test/open-test-database.ts'
import { sampleAppend, sampleEntry } from '../../test/sample-append.ts'
import { appendInProjects } from '../../test/sample-projects.ts'
import { appendChanges } from '../append-changes.ts'
import { troubleOf } from '../database-trouble.ts'
import { changesSince } from '../repositories/changes.ts'
import { loadStream } from '../repositories/streams.ts'

test('a statement that takes too long is ended, and the database goes on', async () => {
  const database = await openTestDatabase('pglite', { statementTimeoutMs: 4_000 })
  const kept = sampleAppend()
  await appendInProjects(database.db, [kept])
  const endless = database.pool.query(
    'with recursive t(n) as (select 1 union all select (n + 1) % 1000 from t) select count(*) from t',
  )
  const waiting = database.pool.query('select 1')
  const outcomes = await Promise.allSettled([endless, waiting])
  expect(
    outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.message),
  ).toEqual(Array(2).fill('A statement took more than 4 s and was ended.'))
  const stream = await loadStream(database.db, kept.projectId, kept.streamId)
  expect(stream?.seq).toBe(1)
  const later = sampleAppend({ ...kept, expectedSeq: 1, entries: [sampleEntry()] })
  expect(await appendChanges(database.db, [later])).toEqual([{ result: 'appended' }])
  await database.remove()
})

type Outcome = 'acknowledged' | 'unknown'

test.each(['ENOSPC', 'EIO'] as const)(
  'F17: whichever write of an append the disk fails (%s), what was acknowledged is there and the next succeeds',
  async (code) => {
    const disk = openFailingDisk()
    const database = await openTestDatabase('pglite', { workerUrl: disk.workerUrl })
    const first = sampleAppend()
    await appendInProjects(database.db, [first])
    const appended = [first.entries[0]?.opId]
    let failed = 1
    for (let nth = 1; failed > 0; nth += 1) {
      const seq = await headOf(database, first)
      const entry = sampleEntry()
      disk.failAt(nth, code)
      const outcome = await append(
        database,
        sampleAppend({ ...first, expectedSeq: seq, entries: [entry] }),
      )
      failed = disk.heal()
      expect(outcome).toBe(failed > 0 ? 'unknown' : 'acknowledged')
      // Whatever the answer was, the log tells: all of it or nothing.
      if ((await headOf(database, first)) > seq) appended.push(entry.opId)
      else expect(outcome).toBe('unknown')
      expect(await logOf(database, first)).toEqual(appended)
    }
    await database.remove()
  },
)

async function append(
  { db }: TestDatabase,
  change: Parameters<typeof appendChanges>[1][number],
): Promise<Outcome> {
  try {
    expect(await appendChanges(db, [change])).toEqual([{ result: 'appended' }])
    return 'acknowledged'
  } catch (error) {
    expect(troubleOf(error)).toBe('away')
    return 'unknown'
  }
}

type Named = { readonly projectId: string; readonly streamId: string }

async function headOf({ db }: TestDatabase, { projectId, streamId }: Named): Promise<number> {
  return (await loadStream(db, projectId, streamId))?.seq ?? 0
}

async function logOf({ db }: TestDatabase, { projectId, streamId }: Named) {
  const log = await changesSince(db, projectId, { streamId, afterSeq: 0, limit: 1_000 })
  return log.map(({ opId }) => opId)
}
