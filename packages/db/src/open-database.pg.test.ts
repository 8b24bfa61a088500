import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../test/open-test-database.ts'
import { openDatabase } from './open-database.ts'
import { projects } from './schema/projects.ts'

describe.each(testEngines)('a database on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine, { idleTransactionTimeoutMs: 1_000, poolSize: 4 })
  })
  afterAll(() => database.remove())

  const project = () => ({
    id: randomUUID(),
    name: 'One',
    mode: 'together' as const,
    createdBy: randomUUID(),
    createdAt: new Date('2026-01-02T03:04:05.678Z'),
  })
  const nameOf = async (id: string) =>
    (await database.db.select().from(projects)).find((row) => row.id === id)?.name

  test('gives back what was put in, to the millisecond', async () => {
    const row = project()
    await database.db.insert(projects).values(row)
    const rows = await database.db.select().from(projects)
    expect(rows).toEqual([{ ...row, isSample: false, archivedAt: null }])
  })

  test('using `db` inside a transaction throws, and rolls it back, instead of hanging', async () => {
    const row = project()
    const inside = database.db.transaction(async (tx) => {
      await tx.insert(projects).values(row)
      await database.db.select().from(projects)
    })
    await expect(inside).rejects.toThrow('inside a transaction')
    const nested = database.db.transaction(async () => database.db.transaction(async () => 1))
    await expect(nested).rejects.toThrow('inside a transaction')
    const direct = database.db.transaction(async () => database.pool.query('select 1'))
    await expect(direct).rejects.toThrow('inside a transaction')
    expect(await nameOf(row.id)).toBeUndefined()
    expect(await database.db.execute(sql`select 1 as one`)).toMatchObject({ rows: [{ one: 1 }] })
  })

  test('what a transaction leaves running may use `db` once it is over', async () => {
    let later: Promise<unknown> | undefined
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`)
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
        database.db.execute(sql`select 2 as two`),
      )
    })
    expect(await later).toMatchObject({ rows: [{ two: 2 }] })
  })

  test('a transaction inside a transaction is a savepoint', async () => {
    const [kept, dropped] = [project(), project()]
    await database.db.transaction(async (tx) => {
      await tx.insert(projects).values(kept)
      const inner = tx.transaction(async (inside) => {
        await inside.insert(projects).values(dropped)
        throw new Error('no')
      })
      await expect(inner).rejects.toThrow('no')
    })
    expect([await nameOf(kept.id), await nameOf(dropped.id)]).toEqual(['One', undefined])
  })

  test('an SQL error carries its code and does not poison the pool', async () => {
    for (let round = 0; round < 12; round += 1) {
      await expect(database.pool.query('select nonsense')).rejects.toMatchObject({ code: '42703' })
      await expect(database.pool.query('select $1::int', ['x'])).rejects.toMatchObject({
        code: '22P02',
      })
      const { rows } = await database.pool.query('select $1::int as n', [round])
      expect(rows).toEqual([{ n: round }])
    }
  })

  test('twenty transactions at once each see their own work', async () => {
    const id = randomUUID()
    await database.db.insert(projects).values({ ...project(), id, name: '0' })
    const add = () =>
      database.db.transaction(async (tx) => {
        const { rows } = await tx.execute<{ name: string }>(
          sql`select name from projects where id = ${id} for update`,
        )
        const next = String(Number(rows[0]?.name) + 1)
        await tx.execute(sql`update projects set name = ${next} where id = ${id}`)
      })
    await Promise.all(Array.from({ length: 20 }, add))
    expect(await nameOf(id)).toBe('20')
  })

  test('a failed transaction frees the connection for others', async () => {
    const failures = Array.from({ length: 10 }, () =>
      database.db.transaction(async (tx) => tx.execute(sql`select 1 / 0`)),
    )
    const results = await Promise.allSettled(failures)
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(await database.db.execute(sql`select 3 as three`)).toMatchObject({
      rows: [{ three: 3 }],
    })
  })

  test('a transaction that stops in the middle is rolled back, and does not stop others', async () => {
    const row = project()
    const stalled = database.db.transaction(async (tx) => {
      await tx.insert(projects).values(row)
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      await tx.execute(sql`select 1`)
    })
    const outcome = expect(stalled).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await nameOf(row.id)).toBeUndefined()
    await outcome
  })

  test('a large answer and a large question go through whole', async () => {
    const long = 'ü🙂'.repeat(400_000)
    const { rows } = await database.pool.query(
      'select $1::text as text, g from generate_series(1, 3) g',
      [long],
    )
    expect(rows.map((row) => row.text === long)).toEqual([true, true, true])
  })

  test('a client may send several statements at once', async () => {
    const answers: unknown = await database.pool.query('select 1 as a; select 2 as b')
    expect(answers).toMatchObject([{ rows: [{ a: 1 }] }, { rows: [{ b: 2 }] }])
  })
})

test('a server that cannot be reached is named, without its password', async () => {
  const opening = openDatabase({ databaseUrl: 'postgres://me:secret@127.0.0.1:9/none' })
  await expect(opening).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:9\/none cannot be used: .*9\b/)
  await expect(opening).rejects.not.toThrow('secret')
})

test('a database has to be somewhere', async () => {
  await expect(openDatabase({})).rejects.toThrow('databaseUrl or a dataFolder')
})
