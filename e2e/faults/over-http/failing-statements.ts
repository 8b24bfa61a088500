import { spawnSync } from 'node:child_process'
import { setTimeout as passing } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import type { JourneyServer } from '../../journeys/journey-server.ts'
import { entityOperation } from '../entity-operation.ts'
import { sendByHand } from '../send-by-hand.ts'
import type { Round, Stage } from '../stage.ts'

/**
 * F32: statements fail in the middle of feeds and writing: PostgreSQL ends its connections, and of the
 * embedded database no write of a file is done. The requests that needed them fail, and nothing else.
 */
export async function failStatements(round: Round, { server }: Stage): Promise<void> {
  const clients = [await round.join('ada'), await round.join('ben'), await round.join('jude')]
  const { pid } = server
  const { databaseUrl } = server.place
  // The embedded database is opened anew each time, and pages give it seconds for that.
  const times = databaseUrl === undefined ? 2 : 4
  for (let failures = 0; failures < times; failures++) {
    const working = round.work(clients, 12)
    if (databaseUrl === undefined) await refuseWrites(round, server)
    else await endConnections(databaseUrl)
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

/** Whether a running process can be kept from writing files: Linux has a program for it. */
export const canRefuseWrites = spawnSync('prlimit', ['--version']).status === 0

/** No file takes anything from this server for a while, and whoever submits is told to come again. */
async function refuseWrites({ choose, project, history }: Round, server: JourneyServer) {
  const operation = entityOperation(project)
  const { id: op, stream } = operation
  const client = 'olga by hand'
  limitFiles(server, '1')
  history.push({ kind: 'invoke', client, stream: stream.id, op })
  const { status } = await sendByHand(server, 'olga', { project, operations: [operation] })
  expect([503, 507]).toContain(status)
  // Nobody knows whether it was written before the database gave up, and nobody sends it again.
  history.push({ kind: 'info', client, op })
  await passing(choose.below(200))
  limitFiles(server, 'unlimited')
}

function limitFiles({ pid }: JourneyServer, bytes: string): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])
  expect(status, String(stderr)).toBe(0)
}
