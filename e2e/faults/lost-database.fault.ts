import { setTimeout as passing } from 'node:timers/promises'
import type { Choose } from '@parallax/domain/test'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOwnPostgres } from '../../scripts/postgres.mjs'
import { entityOperation } from './entity-operation.ts'
import type { RealClient } from './real-client.ts'
import { isFullRun, rounds } from './rounds.ts'
import { cookieOf } from './sample-project.ts'
import { sendByHand } from './send-by-hand.ts'
import { openStage, type Round, type Stage } from './stage.ts'

const killCount = rounds(2, 50)
const restartCount = rounds(2, 50)
const lockCount = rounds(1, 20)
const names = ['olga', 'jude', 'ada', 'ben'] as const

describe('with a PostgreSQL of its own', () => {
  let postgres: Awaited<ReturnType<typeof startOwnPostgres>>
  let stage: Stage
  const lent = process.env.TEST_DATABASE_URL

  beforeAll(async () => {
    postgres = await startOwnPostgres()
    process.env.TEST_DATABASE_URL = postgres.url
    stage = await openStage('postgresql', 'a lost database', killCount + restartCount + lockCount)
  })
  afterAll(async () => {
    await stage.close()
    process.env.TEST_DATABASE_URL = lent
    postgres.stop()
  })

  test('F3: a database that is killed and started again costs nothing that was acknowledged', async () => {
    for (let number = 0; number < killCount; number++) {
      await whileWorking(number, async ({ choose }) => {
        if (number % 2 === 0) return killAnyButMain(choose)
        postgres.kill()
        await expectReadiness(503)
        await expectWaitingPage()
        await passing(200 + choose.below(isFullRun ? 20_000 : 1_000))
        await startAgain()
      })
    }
  })

  test('F4: a database that is restarted, or throws everybody out, costs nothing either', async () => {
    for (let number = killCount; number < killCount + restartCount; number++) {
      await whileWorking(number, async () => {
        if (number % 2 === 0) postgres.restart('fast')
        else await throwEverybodyOut()
      })
      await expect.poll(listeners, { timeout: 20_000 }).toBe(1)
    }
  })

  test('F5: while somebody holds a table, what is too much is told to come again and reading goes on', async () => {
    for (let number = 0; number < lockCount; number++) {
      const round = await stage.setUp(killCount + restartCount + number)
      const page = await round.join('ben')
      const release = await lockTables()
      const sending = Array.from({ length: 15 }, () => submitHundred(round))
      const refused = await Promise.any(sending.map(refusedWith429))
      expect(refused.retryAfterS).toBeGreaterThan(0)
      await expectKept(round, page)
      // Somebody opens the project meanwhile, with all that a page reads.
      const reader = await round.join('jude')
      expect(reader.session?.store.heads()).toHaveLength(page.session?.store.heads().length ?? 0)
      if (isFullRun) await expectAllHeldUp(sending)
      await release()
      await Promise.all(sending)
      expect(await round.findings(), `round ${number}`).toEqual([])
      expect(page.stateOfSaving.waiting).toBe(0)
      await round.close()
    }
  })

  /** Who opens a page meanwhile is told why there is none, and when to ask again. */
  async function expectWaitingPage(): Promise<void> {
    const { baseUrl, secret } = stage.server
    const headers = { cookie: cookieOf('olga', secret), accept: 'text/html' }
    const asked = () => fetch(`${baseUrl}/projects`, { headers })
    await expect.poll(async () => (await asked()).status).toBe(503)
    const answer = await asked()
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.text()).toContain('The database cannot be reached at the moment.')
  }

  /** A page whose person has too much waiting keeps what they do. */
  async function expectKept(round: Round, page: RealClient): Promise<void> {
    const { answered, invokedCount } = page
    while (page.invokedCount < invokedCount + 5) await round.work([page], 1)
    await passing(1_500)
    expect(page.answered).toBe(answered)
    expect(page.stateOfSaving.waiting).toBeGreaterThan(4)
    expect(page.stateOfSaving.kind).not.toBe('saved')
  }

  /** A person can have a thousand waiting, which the database is given up for; the rest is turned away. */
  async function expectAllHeldUp(sending: readonly Promise<Reply>[]): Promise<void> {
    const replies = await Promise.all(sending)
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([429, 503]))
    expect(replies.every(({ retryAfterS }) => retryAfterS > 0)).toBe(true)
  }

  /** Sends a hundred operations once, and writes down what is heard of them. */
  async function submitHundred({ project, history }: Round): Promise<Reply> {
    const operations = Array.from({ length: 100 }, () => entityOperation(project))
    const client = 'ben by hand'
    for (const { id: op, stream } of operations)
      history.push({ kind: 'invoke', client, stream: stream.id, op })
    const reply = await sendByHand(stage.server, 'ben', { project, operations })
    for (const { id: op } of operations) history.push({ kind: 'info', client, op })
    return reply
  }

  /** People work, the database suffers, they go on working, and nothing is wrong in the end. */
  async function whileWorking(number: number, suffer: (round: Round) => Promise<void>) {
    const round = await stage.setUp(number)
    const writers = await Promise.all(names.map((name) => round.join(name)))
    const working = round.work(writers, 60, 25)
    await passing(50 + round.choose.below(600))
    await suffer(round)
    await working
    await round.work(writers, 10)
    expect(await round.findings(), `round ${number}`).toEqual([])
    await expectReadiness(200)
    await round.close()
  }

  async function expectReadiness(status: number): Promise<void> {
    const ask = async () => (await fetch(`${stage.server.baseUrl}/readyz`)).status
    await expect.poll(ask, { timeout: 60_000, interval: 100 }).toBe(status)
  }

  /** Processes of the killed one may still be going; until they are gone it cannot start. */
  async function startAgain(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        postgres.start()
        return
      } catch (refusal) {
        if (attempt === 50) throw refusal
        await passing(200)
      }
    }
  }

  /** Kills one of its processes: what serves us, what listens for us, or what works for all. */
  async function killAnyButMain(choose: Choose): Promise<void> {
    const found = await asked(
      `select pid from pg_stat_activity where pid <> pg_backend_pid() order by backend_type, pid`,
    )
    process.kill(Number(choose.from(found).pid), 'SIGKILL')
  }

  async function throwEverybodyOut(): Promise<void> {
    await asked(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and application_name like 'parallax%'`,
    )
  }

  async function listeners(): Promise<number> {
    const found = await asked(
      `select pid from pg_stat_activity where application_name = 'parallax listen'`,
    ).catch(() => [])
    return found.length
  }

  async function lockTables(): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: stage.server.place.databaseUrl })
    await client.connect()
    await client.query('begin')
    await client.query('lock table changes, records in share row exclusive mode')
    return async () => {
      await client.query('rollback')
      await client.end()
    }
  }

  async function asked(statement: string): Promise<readonly { readonly pid: unknown }[]> {
    const client = new pg.Client({ connectionString: postgres.url })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<{ pid: unknown }>(statement)).rows
    } finally {
      await client.end().catch(() => undefined)
    }
  }
})

type Reply = Awaited<ReturnType<typeof sendByHand>>

async function refusedWith429(sending: Promise<Reply>): Promise<Reply> {
  const reply = await sending
  if (reply.status !== 429) throw new Error(`it was answered ${reply.status}`)
  return reply
}
