import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entityOperation } from './entity-operation.ts'
import { rounds } from './rounds.ts'
import { cookieOf } from './sample-project.ts'
import { sendByHand } from './send-by-hand.ts'
import { openStage, type Stage } from './stage.ts'

const count = rounds(1, 10)
const megabyte = 1_000_000
const diskMegabytes = 400
const reserveMegabytes = 60

const folder = mkdtempSync(path.join(tmpdir(), 'parallax-disk-'))
const mounting = spawnSync('mount', [
  '-t',
  'tmpfs',
  '-o',
  `size=${diskMegabytes}m`,
  'tmpfs',
  folder,
])
const canMount = mounting.status === 0
if (!canMount)
  process.stderr.write('F16 was not played: a disk of its own can only be mounted by root.\n')

describe.runIf(canMount)('on a disk of its own', () => {
  let stage: Stage
  const usual = process.env.TMPDIR
  beforeAll(async () => {
    process.env.TMPDIR = folder
    stage = await openStage('pglite', 'a full disk', count, {
      PARALLAX_DISK_RESERVE_MB: String(reserveMegabytes),
    })
  })
  afterAll(async () => {
    await stage.close()
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
    spawnSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })

  test('F16: with the disk full nothing is taken and everything can be read; with room again all goes on', async () => {
    for (let number = 0; number < count; number++) {
      const round = await stage.setUp(number)
      const writers = [await round.join('ada'), await round.join('ben')]
      await round.work(writers, 20)
      await round.calmDown()

      fill()
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

      empty()
      await expectReadiness(200)
      expect(await round.findings(), `round ${number}`).toEqual([])
      expect((await upload(project)).status).toBe(200)
      await round.close()
    }
  })

  /** Leaves a third of the reserve. */
  function fill(): void {
    const { bavail, bsize } = statfsSync(folder)
    const bytes = bavail * bsize - (reserveMegabytes * megabyte) / 3
    const { status } = spawnSync('fallocate', ['-l', String(Math.floor(bytes)), ballast()])
    expect(status).toBe(0)
  }

  function empty(): void {
    rmSync(ballast())
  }

  function ballast(): string {
    return path.join(folder, 'ballast')
  }

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
