import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { findPackageFolder } from '../package-folder.ts'
import { schema } from './schema.ts'

/** Tables of the whole installation: nothing in them belongs to one project. */
const instanceTables = new Set([
  'access_tokens',
  'accounts',
  'audit_log',
  'instance_settings',
  'password_resets',
  'projects',
  'rate_limits',
  'sessions',
  'user_preferences',
  'users',
  'verifications',
])

/** What only those write who hold the head of a stream, which goes with its project. */
const underHeads = new Set(['changes', 'counters', 'record_refs', 'records', 'refusals'])

const tables = Object.values(schema)
  .filter((table) => is(table, PgTable))
  .map((table) => getTableConfig(table))
const projectTables = tables.filter(({ name }) => !instanceTables.has(name))

test.each(projectTables.map((table) => [table.name, table] as const))(
  'every key of %s begins with the project, so that it can be distributed by project, and goes with it',
  (_name, table) => {
    const keys = [
      ...table.primaryKeys.map((key) => key.columns),
      ...table.uniqueConstraints.map((key) => key.columns),
    ]
    expect(keys.length).toBeGreaterThan(0)
    for (const columns of keys) expect(columns[0]?.name).toBe('project_id')
    expect(table.columns.filter((column) => column.primary || column.isUnique)).toEqual([])
    const targets = table.foreignKeys.map(
      (key) => getTableConfig(key.reference().foreignTable).name,
    )
    expect(targets).toEqual(underHeads.has(table.name) ? [] : ['projects'])
  },
)

test('the list of tables of the whole installation is exact', () => {
  const names = tables.map((table) => table.name)
  expect([...instanceTables].filter((name) => !names.includes(name))).toEqual([])
  expect(projectTables.length).toBeGreaterThan(8)
})

test('the migrations make exactly this schema: `drizzle-kit generate` has nothing to add', async () => {
  const meta = join(findPackageFolder(), 'drizzle/meta')
  const journal = JSON.parse(readFileSync(join(meta, '_journal.json'), 'utf8'))
  const last = String(journal.entries.at(-1).idx).padStart(4, '0')
  const snapshot = JSON.parse(readFileSync(join(meta, `${last}_snapshot.json`), 'utf8'))
  const current = generateDrizzleJson(schema, snapshot.id)
  expect(await generateMigration(snapshot, current)).toEqual([])
})
