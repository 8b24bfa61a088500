import pg from 'pg'
import { expect } from 'vitest'
import type { Round, Stage } from '../stage.ts'

/**
 * F32: statements fail in the middle of feeds and writing, because the database ends its connections.
 * The requests that needed them fail, and nothing else does.
 */
export async function failStatements(round: Round, { server }: Stage): Promise<void> {
  const clients = [await round.join('ada'), await round.join('ben'), await round.join('jude')]
  const { pid } = server
  for (let failures = 0; failures < 4; failures++) {
    const working = round.work(clients, 12)
    await endConnections(server.place.databaseUrl ?? '')
    await working
  }
  await round.calmDown()
  expect(clients.map(({ ended }) => ended)).toEqual([[], [], []])
  expect(server.pid, 'it is the same process').toBe(pid)
}

/** Ends every connection to a database but the one that says so. */
async function endConnections(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
  } finally {
    await client.end()
  }
}
