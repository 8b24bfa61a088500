/// <reference path="./sql-wasm-inline.d.ts" />
import { ok, type Result, refuse } from '@parallax/domain'
import { type Tables, UnreadableFile } from '@parallax/formats'
import type { Database } from 'sql.js'

/** What every SQLite file begins with. */
const mark = 'SQLite format 3\u0000'

/**
 * The tables of an SQLite file, held in memory until they are closed. SQLite itself is loaded when
 * the first such file comes.
 */
export async function openTables(file: string, bytes: Uint8Array): Promise<Result<Tables, string>> {
  const start = Buffer.from(bytes.subarray(0, mark.length)).toString('latin1')
  if (start !== mark) return refuse('It is no SQLite database.')
  const { default: loadSqlite } = await import('sql.js/dist/sql-wasm-inline.js')
  const { Database } = await loadSqlite()
  const database = new Database(bytes)
  return ok({
    rows: (table) => (hasTable(database, file, table) ? rowsOf(database, file, table) : undefined),
    close: () => database.close(),
  })
}

/** Whether there is a plain table of this name. */
function hasTable(database: Database, file: string, table: string): boolean {
  return guarded(file, () => {
    const found = database.exec(
      "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE AND sql NOT LIKE 'CREATE VIRTUAL%'",
      [table],
    )
    return found.length > 0
  })
}

/** One row at a time. The name is one of our own: it never comes from a file. */
function* rowsOf(
  database: Database,
  file: string,
  table: string,
): Generator<ReadonlyMap<string, unknown>> {
  const statement = guarded(file, () => database.prepare(`SELECT * FROM "${table}" ORDER BY 1`))
  try {
    const columns = statement.getColumnNames().map((name) => name.toLowerCase())
    while (guarded(file, () => statement.step())) {
      const values = statement.get()
      yield new Map(columns.map((column, index) => [column, values[index]]))
    }
  } finally {
    statement.free()
  }
}

/** SQLite throws for a file that is broken inside: that is a problem of the file. */
function guarded<T>(file: string, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UnreadableFile(file, `The database cannot be read: ${message}.`)
  }
}
