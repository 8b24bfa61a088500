import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../test/open-test-database.ts'
import { sqlStateOf, troubleOf } from '../database-trouble.ts'
import { openDatabase } from '../open-database.ts'

describe('connections to a server', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase('postgresql')
  })
  afterAll(() => database.remove())

  test('wait no longer than five seconds for a lock, and a minute for an answer', async () => {
    for (const [name, limit] of [
      ['lock_timeout', '5s'],
      ['statement_timeout', '1min'],
      ['idle_in_transaction_session_timeout', '1min'],
    ]) {
      const { rows } = await database.pool.query(`show ${name}`)
      expect(rows).toEqual([{ [name ?? '']: limit }])
    }
  })

  test('give up on a lock that somebody holds, and on a statement that takes too long', async () => {
    const limits = { lockTimeoutMs: 200, statementTimeoutMs: 1_000 }
    const hasty = await openDatabase({ ...database.options, ...limits })
    const holder = await database.pool.connect()
    await holder.query('begin')
    await holder.query('lock table projects')
    const failed = async (statement: string) => {
      const startedMs = performance.now()
      const fault = await hasty.pool.query(statement).catch((caught: unknown) => caught)
      expect(troubleOf(fault)).toBe('busy')
      return { state: sqlStateOf(fault), tookMs: performance.now() - startedMs }
    }
    const locked = await failed('select from projects')
    expect(locked.state).toBe('55P03')
    // Not the five seconds that it is given where nothing else is said.
    expect(locked.tookMs).toBeLessThan(4_000)
    await holder.query('rollback')
    holder.release()
    const slow = await failed('select pg_sleep(20)')
    expect(slow.state).toBe('57014')
    expect(slow.tookMs).toBeLessThan(10_000)
    // Neither has cost the connection.
    expect((await hasty.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await hasty.close()
  })
})
