import { setTimeout as passing } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOwnPostgres } from '../../scripts/postgres.mjs'
import { entityOperation } from './entity-operation.ts'
import { isFullRun, rounds } from './rounds.ts'
import { sendByHand } from './send-by-hand.ts'
import { openStage, type Round, type Stage } from './stage.ts'

const killCount = rounds(1, 50)
const restartCount = rounds(2, 50)
const lockCount = isFullRun ? 20 : 0
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
        if (choose.below(2) === 0) await killBackend()
        else {
          postgres.kill()
          await expectReadiness(503)
          await passing(200 + choose.below(isFullRun ? 20_000 : 1_000))
          await startAgain()
        }
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

  test.runIf(isFullRun)(
    'F5: while somebody holds a table, writing is told to come again and reading goes on',
    async () => {
      for (let number = 0; number < lockCount; number++) {
        const round = await stage.setUp(killCount + restartCount + number)
        const reader = await round.join('ada')
        const release = await lockChanges()
        const requests = Array.from({ length: 15 }, () =>
          sendByHand(stage.server, 'ben', {
            project: round.project,
            operations: Array.from({ length: 100 }, () => entityOperation(round.project)),
          }),
        )
        const answers = await Promise.all(requests)
        // A person can have a thousand waiting; the rest is turned away at once.
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([429, 503]))
        expect(answers.every(({ retryAfterS }) => retryAfterS > 0)).toBe(true)
        expect(reader.session?.store.heads().length).toBeGreaterThan(0)
        await release()
        await round.work([reader], 20)
        expect(await round.findings(), `round ${number}`).toEqual([])
        await round.close()
      }
    },
  )

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

  async function killBackend(): Promise<void> {
    const pids = await asked(
      `select pid from pg_stat_activity where application_name = 'parallax' limit 1`,
    )
    for (const { pid } of pids) process.kill(Number(pid), 'SIGKILL')
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

  async function lockChanges(): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: stage.server.place.databaseUrl })
    await client.connect()
    await client.query('begin')
    await client.query('lock table changes in share row exclusive mode')
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
