import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { isFullRun } from '../test/env.ts'
import {
  failStatements,
  failuresAt,
  openTestDatabase,
  type TestDatabase,
  testEngines,
} from '../test/open-test-database.ts'
import { migrateDatabase } from './migrate-database.ts'
import { openDatabase } from './open-database.ts'

describe.each(testEngines)('migrating on %s', (engine) => {
  test('a schema that is up to date is left as it is, whoever looks at once', async () => {
    const database = await openTestDatabase(engine)
    const before = await database.pool.query('select * from drizzle.__drizzle_migrations')
    await Promise.all([1, 2, 3].map(() => migrateDatabase(database)))
    const after = await database.pool.query('select * from drizzle.__drizzle_migrations')
    expect(after.rows).toEqual(before.rows)
    await database.remove()
  })

  test('a schema of a newer version is refused and not touched', async () => {
    const database = await openTestDatabase(engine)
    await database.db.execute(sql`
      insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`)
    await expect(migrateDatabase(database)).rejects.toThrow(
      'written by another, probably newer, version of Parallax',
    )
    const { rows } = await database.pool.query('select hash from drizzle.__drizzle_migrations')
    expect(rows.at(-1)).toEqual({ hash: 'later' })
    await database.remove()
  })

  test('the audit log can be added to and read, and nothing else', async () => {
    const database = await openTestDatabase(engine)
    await database.pool.query(
      `insert into audit_log (id, action, subject, at) values (gen_random_uuid(), 'x', '{}', now())`,
    )
    for (const attempt of [`update audit_log set action = 'y'`, 'delete from audit_log']) {
      await expect(database.pool.query(attempt)).rejects.toThrow('only ever added to')
    }
    await database.remove()
  })
})

test('processes that start together on an empty server migrate it once', async () => {
  const template = await openTestDatabase('postgresql')
  await clearSchema(template)
  const others = await Promise.all([1, 2, 3].map(() => openDatabase(template.options)))
  await Promise.all(others.map((database) => migrateDatabase(database)))
  const { rows } = await template.pool.query('select count(*)::int as n from instance_settings')
  expect(rows).toEqual([{ n: 1 }])
  await Promise.all(others.map((database) => database.close()))
  await template.remove()
})

/** Each statement in the full rounds, some of them else. */
const stride = isFullRun ? 1 : 9

test('F17: whichever statement of migrating fails, there is all of the schema or none, and the next try succeeds', async () => {
  const template = await openTestDatabase('postgresql')
  const tables = await countTables(template)
  await clearSchema(template)
  const database = await openDatabase(template.options)
  const failing = failStatements(database.pool)
  const failsAt = async (nth: number, how: 'before' | 'after') => {
    failing.failAt(nth, how)
    const failed = await migrateDatabase(database).then(
      () => false,
      () => true,
    )
    const hasFailed = failing.heal()
    expect(failed).toBe(hasFailed)
    const made = await countTables(template)
    // The last answer may be lost when all has been done.
    const isThere = !hasFailed || (how === 'after' && made > 0)
    expect(made, `statement ${nth}, ${how}`).toBe(isThere ? tables : 0)
    await migrateDatabase(database)
    expect(await countTables(template)).toBe(tables)
    if (hasFailed) await clearSchema(template)
    return hasFailed
  }
  for (let nth = 1, hasFailed = true; hasFailed; nth += stride)
    for (const how of failuresAt(nth)) hasFailed = await failsAt(nth, how)
  const { rows } = await template.pool.query('select count(*)::int as n from instance_settings')
  expect(rows).toEqual([{ n: 1 }])
  await database.close()
  await template.remove()
})

test('F17: whichever statement of migrating gives way to another, it is tried again and nobody sees it', async () => {
  const template = await openTestDatabase('postgresql')
  const tables = await countTables(template)
  const database = await openDatabase(template.options)
  const failing = failStatements(database.pool)
  for (let nth = 1, hasFailed = true; hasFailed; nth += isFullRun ? 1 : 40) {
    await clearSchema(template)
    failing.failAt(nth, { sqlState: nth % 2 === 0 ? '40001' : '40P01' }, 2)
    await migrateDatabase(database)
    hasFailed = failing.heal()
    expect(await countTables(template), `statement ${nth}`).toBe(tables)
  }
  await database.close()
  await template.remove()
})

async function clearSchema({ pool }: Pick<TestDatabase, 'pool'>): Promise<void> {
  await pool.query('drop schema if exists drizzle cascade')
  await pool.query('drop schema public cascade')
  await pool.query('create schema public')
}

async function countTables({ pool }: Pick<TestDatabase, 'pool'>): Promise<number> {
  const { rows } = await pool.query(
    `select count(*)::int as n from pg_tables where schemaname = 'public'`,
  )
  return rows[0].n
}
