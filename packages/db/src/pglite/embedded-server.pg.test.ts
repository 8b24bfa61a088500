import { expect, test } from 'vitest'
import { openTestDatabase } from '../../test/open-test-database.ts'
import { sampleAppend, sampleEntry } from '../../test/sample-append.ts'
import { appendChanges } from '../append-changes.ts'
import { loadStream } from '../repositories/streams.ts'

test('a statement that takes too long is ended, and the database goes on', async () => {
  const database = await openTestDatabase('pglite', { statementTimeoutMs: 4_000 })
  const kept = sampleAppend()
  await appendChanges(database.db, [kept])
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
