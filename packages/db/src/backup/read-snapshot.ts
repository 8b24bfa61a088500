import type { PoolClient } from 'pg'
import type { Database } from '../open-database.ts'
import { type KeptTable, keptTables } from './kept-tables.ts'

/** Some rows of one table, in the order of its key: each a JSON object on a line of its own. */
export type TableChunk = {
  readonly table: string
  readonly rowCount: number
  readonly lines: string
}

const rowsPerFetch = 500
const charactersPerChunk = 1_000_000

/**
 * Hands over every row that a backup keeps, as it all stood at one moment, table after table. On a
 * server nobody waits for it. The embedded engine has one session, which this holds until it is
 * done: `take` should be quick, such as a write to a file.
 */
export async function readSnapshot(
  database: Database,
  take: (chunk: TableChunk) => Promise<void>,
): Promise<void> {
  const client = await database.pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    if (database.engine === 'postgresql') {
      // However long it takes to read, it must not be cut off in the middle.
      await client.query('set local statement_timeout = 0')
      await client.query('set local idle_in_transaction_session_timeout = 0')
    }
    for (const table of keptTables) await readTable(client, table, take)
    await client.query('commit')
    client.release()
  } catch (fault) {
    client.release(true)
    throw fault
  }
}

async function readTable(
  client: PoolClient,
  { name, key }: KeptTable,
  take: (chunk: TableChunk) => Promise<void>,
): Promise<void> {
  const order = key.map((column) => `"${column}"`).join(', ')
  await client.query(
    `declare kept no scroll cursor for
     select row_to_json(t)::text as line from (select * from "${name}" order by ${order}) t`,
  )
  const chunk = new Chunk(name, take)
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${rowsPerFetch} from kept`)
    for (const { line } of rows) await chunk.add(line)
    if (rows.length < rowsPerFetch) break
  }
  await chunk.flush()
  await client.query('close kept')
}

/** Gathers lines until they are worth handing over. */
class Chunk {
  readonly #table: string
  readonly #take: (chunk: TableChunk) => Promise<void>
  #lines: string[] = []
  #characters = 0

  constructor(table: string, take: (chunk: TableChunk) => Promise<void>) {
    this.#table = table
    this.#take = take
  }

  async add(line: string): Promise<void> {
    this.#lines.push(line)
    this.#characters += line.length
    if (this.#characters >= charactersPerChunk) await this.flush()
  }

  async flush(): Promise<void> {
    const lines = this.#lines
    this.#lines = []
    this.#characters = 0
    if (lines.length === 0) return
    await this.#take({
      table: this.#table,
      rowCount: lines.length,
      lines: `${lines.join('\n')}\n`,
    })
  }
}
