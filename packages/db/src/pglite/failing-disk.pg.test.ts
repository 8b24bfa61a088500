import { expect, test } from 'vitest'
import { openFailingDisk } from '../../test/failing-disk.ts'
import { openTestDatabase, type TestDatabase } from '../../test/open-test-database.ts'
import { sampleAppend, sampleEntry } from '../../test/sample-append.ts'
import { appendChanges } from '../append-changes.ts'
import { troubleOf } from '../database-trouble.ts'
import { changesSince } from '../repositories/changes.ts'
import { loadStream } from '../repositories/streams.ts'

type Outcome = 'acknowledged' | 'unknown'

test.each(['ENOSPC', 'EIO'] as const)(
  'F17: whichever write of an append the disk fails (%s), what was acknowledged is there and the next succeeds',
  async (code) => {
    const disk = openFailingDisk()
    const database = await openTestDatabase('pglite', { workerUrl: disk.workerUrl })
    const first = sampleAppend()
    await appendChanges(database.db, [first])
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
