import { createHash, randomUUID } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { migrateDatabase } from '../src/migrate-database.ts'
import {
  type Database,
  type DatabaseEngine,
  type DatabaseOptions,
  openDatabase,
} from '../src/open-database.ts'
import { findPackageFolder } from '../src/package-folder.ts'

export { isFullRun } from './env.ts'
export {
  type FailingStatements,
  type Failure,
  failStatements,
  failuresAt,
} from './failing-statements.ts'

/** What every database test is run on. */
export const testEngines: readonly DatabaseEngine[] = ['pglite', 'postgresql']

/** A database of one's own: migrated and empty. */
export type TestDatabase = Database & {
  /** How to open the same database once more. */
  readonly options: DatabaseOptions
  /** Closes it and removes everything. */
  remove(): Promise<void>
}

/** Where a new database is, before anybody has opened it. */
export type TestPlace = { readonly options: DatabaseOptions; remove(): Promise<void> }

/** A fresh database on this engine, copied from a template that is made once per schema. */
export async function openTestDatabase(
  engine: DatabaseEngine,
  options: DatabaseOptions = {},
): Promise<TestDatabase> {
  const place = await makeTestPlace(engine)
  const all = { ...options, ...place.options }
  const database = await openDatabase(all)
  return {
    ...database,
    options: all,
    remove: async () => {
      await database.close()
      await place.remove()
    },
  }
}

/** A fresh database that nobody has opened, for tests that open it themselves. */
export function makeTestPlace(engine: DatabaseEngine): Promise<TestPlace> {
  return engine === 'pglite' ? makeFolder() : makeServerDatabase()
}

/**
 * The embedded engine's program. As long as somebody holds it, every worker of this process that
 * loads the same bytes shares what was compiled of them: opening a database takes half as long.
 */
let engineProgram: Promise<unknown> | undefined

async function compileEngine(): Promise<unknown> {
  // From where this file stands, also when it is bundled elsewhere.
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return compiler.compile(await readFile(join(dirname(entry), 'pglite.wasm')))
}

type Compiler = { readonly compile: (bytes: Uint8Array) => Promise<unknown> }

// Node has it; its types leave it to those of browsers.
const { WebAssembly: compiler } = globalThis as unknown as { readonly WebAssembly: Compiler }

async function makeFolder(): Promise<TestPlace> {
  engineProgram ??= compileEngine()
  await engineProgram
  const template = await templateFolder()
  const dataFolder = mkdtempSync(join(tmpdir(), 'parallax-db-'))
  cpSync(template, dataFolder, { recursive: true })
  return {
    options: { dataFolder },
    remove: async () => rmSync(dataFolder, { recursive: true, force: true }),
  }
}

async function templateFolder(): Promise<string> {
  const cache = join(findPackageFolder(), 'node_modules/.cache')
  const template = join(cache, `pglite-${schemaHash()}`)
  if (existsSync(template)) return template
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(join(cache, 'draft-'))
  await migrateAndClose({ dataFolder: draft })
  // Another test process may have been faster; its template is as good.
  if (existsSync(template)) rmSync(draft, { recursive: true })
  else renameSync(draft, template)
  return template
}

async function makeServerDatabase(): Promise<TestPlace> {
  const name = `parallax_test_${randomUUID().replaceAll('-', '')}`
  await onServer(async (client) => {
    const template = await templateDatabase(client)
    await client.query(`create database ${name} template ${template}`)
  })
  return {
    options: { databaseUrl: urlOf(name) },
    remove: () =>
      onServer(async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

/** One process makes the template while the others wait. */
async function templateDatabase(client: pg.Client): Promise<string> {
  const name = `parallax_template_${schemaHash()}`
  await client.query('select pg_advisory_lock(4711)')
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) {
    await client.query(`create database ${name}_draft`)
    await migrateAndClose({ databaseUrl: urlOf(`${name}_draft`) })
    await client.query(`alter database ${name}_draft rename to ${name}`)
  }
  return name
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(databaseName: string): string {
  const url = new URL(serverUrl())
  url.pathname = `/${databaseName}`
  return url.href
}

/** Read each time: a test may have brought a server of its own meanwhile. */
function serverUrl(): string {
  const named = process.env.TEST_DATABASE_URL
  if (named !== undefined && named !== '') return named
  throw new Error(
    'Database tests need TEST_DATABASE_URL, a PostgreSQL server where databases may be created. ' +
      '`npm test` starts one.',
  )
}

async function migrateAndClose(options: DatabaseOptions): Promise<void> {
  const database = await openDatabase(options)
  await migrateDatabase(database)
  await database.close()
}

function schemaHash(): string {
  const folder = join(findPackageFolder(), 'drizzle')
  const worker = join(findPackageFolder(), 'src/pglite/pglite-worker.mjs')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => join(folder, name))
  const hash = createHash('sha256')
  for (const file of [...files, worker]) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
