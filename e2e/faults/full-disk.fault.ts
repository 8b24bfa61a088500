import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOwnPostgres } from '../../scripts/postgres.mjs'
import { entityOperation } from './entity-operation.ts'
import { isFullRun, rounds } from './rounds.ts'
import { cookieOf } from './sample-project.ts'
import { sendByHand } from './send-by-hand.ts'
import { openStage, type Round, type Stage } from './stage.ts'

const count = rounds(1, 10)
const megabyte = 1_000_000
const diskMegabytes = 400
const reserveMegabytes = 60

type SmallDisk = ReturnType<typeof mountDisk>

/** Mounts a disk of its own; throws where that is not allowed. */
function mountDisk() {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallax-disk-'))
  const remove = () => {
    spawnSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
  const how = ['-t', 'tmpfs', '-o', `size=${diskMegabytes}m`, 'tmpfs', folder]
  if (spawnSync('mount', how).status !== 0) {
    remove()
    throw new Error('a disk of its own can only be mounted by root')
  }
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    fillUpTo: (leftBytes: number) => {
      const { bavail, bsize } = statfsSync(folder)
      const bytes = String(Math.floor(bavail * bsize - leftBytes))
      expect(spawnSync('fallocate', ['-l', bytes, ballast]).status).toBe(0)
    },
    empty: () => rmSync(ballast),
    remove,
  }
}

function mayMount(): boolean {
  try {
    mountDisk().remove()
    return true
  } catch {
    process.stderr.write('F16 was not played: a disk of its own can only be mounted by root.\n')
    return false
  }
}

const canMount = mayMount()

describe.runIf(canMount)('on a disk of its own', () => {
  let disk: SmallDisk
  let stage: Stage
  const usual = process.env.TMPDIR
  beforeAll(async () => {
    disk = mountDisk()
    process.env.TMPDIR = disk.folder
    stage = await openStage('pglite', 'a full disk', count, {
      PARALLAX_DISK_RESERVE_MB: String(reserveMegabytes),
    })
  })
  afterAll(async () => {
    await stage.close()
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
    disk.remove()
  })

  test('F16: with the disk full nothing is taken and everything can be read; with room again all goes on', async () => {
    for (let number = 0; number < count; number++) {
      const round = await stage.setUp(number)
      const writers = [await round.join('ada'), await round.join('ben')]
      await round.work(writers, 20)
      await round.calmDown()

      // A third of the reserve is left.
      disk.fillUpTo((reserveMegabytes * megabyte) / 3)
      await expectReadiness(503)
      const { project } = round
      const operations = [entityOperation(project)]
      const refused = await sendByHand(stage.server, 'ada', { project, operations })
      expect(refused).toMatchObject({ status: 507, retryAfterS: 15 })
      expect(refused.body).toContain('The disk of the server is full')
      expect((await upload(project)).status).toBe(507)
      // What people do meanwhile stays with them, and a reader comes in as always.
      await round.work(writers, 20)
      writers.push(await round.join('jude'))

      disk.empty()
      await expectReadiness(200)
      expect(await round.findings(), `round ${number}`).toEqual([])
      expect((await upload(project)).status).toBe(200)
      await round.close()
    }
  })

  async function expectReadiness(status: number): Promise<void> {
    const ask = async () => (await fetch(`${stage.server.baseUrl}/readyz`)).status
    await expect.poll(ask, { timeout: 60_000, interval: 100 }).toBe(status)
  }

  function upload(project: string): Promise<Response> {
    const { baseUrl: origin, secret } = stage.server
    const parameters = new URLSearchParams({ project, filename: 'story.txt' })
    return fetch(`${origin}/api/uploads?${parameters}`, {
      method: 'POST',
      headers: { origin, cookie: cookieOf('ada', secret), 'content-type': 'text/plain' },
      body: 'A boat came in.\n',
    })
  }
})

const countOnServer = rounds(0, 5)
/** So many operations fill what PostgreSQL has made room for before. */
const mostRequests = 400

describe.runIf(isFullRun && canMount)('with a PostgreSQL on a disk of its own', () => {
  let small: SmallDisk
  const lent = process.env.TEST_DATABASE_URL
  let postgres: Awaited<ReturnType<typeof startOwnPostgres>>
  let stage: Stage
  beforeAll(async () => {
    small = mountDisk()
    chmodSync(small.folder, 0o755)
    const folder = mkdtempSync(path.join(small.folder, 'postgres-'))
    postgres = await startOwnPostgres({ folder })
    process.env.TEST_DATABASE_URL = postgres.url
    stage = await openStage('postgresql', 'the full disk of a database', countOnServer)
  })
  afterAll(async () => {
    await stage.close()
    process.env.TEST_DATABASE_URL = lent
    postgres.stop()
    small.remove()
  })

  test('F16: what PostgreSQL has no room for is told to come again, and with room again all goes on', async () => {
    const { pid } = stage.server
    for (let number = 0; number < countOnServer; number++) {
      const round = await stage.setUp(number)
      const writers = [await round.join('ada'), await round.join('ben')]
      await round.work(writers, 20)
      await round.calmDown()
      small.fillUpTo(0)
      expect(await writeUntilRefused(round)).toBeOneOf([503, 507])
      await round.work(writers, 20)
      small.empty()
      // Without room for its log PostgreSQL ends; whoever runs it starts it again.
      if (!postgres.isRunning()) postgres.start()
      expect(await round.findings(), `round ${number}`).toEqual([])
      expect(stage.server.pid, 'it is the same process').toBe(pid)
      await round.close()
    }
  })

  /** Writes by hand for as long as it is taken, and gives the answer when it is not any more. */
  async function writeUntilRefused({ project, history }: Round): Promise<number> {
    const client = 'olga by hand'
    for (let request = 0; request < mostRequests; request++) {
      const operations = Array.from({ length: 100 }, () => entityOperation(project))
      for (const { id: op, stream } of operations)
        history.push({ kind: 'invoke', client, stream: stream.id, op })
      const { status, retryAfterS } = await sendByHand(stage.server, 'olga', {
        project,
        operations,
      })
      for (const { id: op } of operations) history.push({ kind: 'info', client, op })
      if (status === 429) await passing(retryAfterS * 1_000)
      else if (status !== 200) return status
    }
    throw new Error('the disk was never full')
  }
})
