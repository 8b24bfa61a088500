import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { registryStreamId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { isFullRun, rounds } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

/** Debian's place for the library that tells a program another time. */
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'
const hasLibrary = existsSync(library)
if (isFullRun && !hasLibrary)
  process.stderr.write('F15 was not played: there is no libfaketime on this machine.\n')

const offsets = ['+0', '+1d', '-1d', '+3600', '-3600', '+0'] as const

const count = rounds(0, 3)

/** A file that says by how much a program's clock is wrong, and the settings that make it look there. */
function wrongClock() {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallax-clock-'))
  const file = path.join(folder, 'offset')
  const set = (offset: string) => writeFileSync(file, `${offset}\n`)
  set('+0')
  const settings = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  return { set, settings, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const dayMs = 86_400_000

describe.runIf(isFullRun && hasLibrary).each(['postgresql', 'pglite'] as const)(
  'F15: on %s clocks that are wrong and jump',
  (engine) => {
    const clock = wrongClock()
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage(engine, 'wrong clocks', count, clock.settings)
    })
    afterAll(async () => {
      vi.useRealTimers()
      await stage.close()
      clock.remove()
    })

    test('pages and server disagree by a day, and people work on as ever', async () => {
      for (let number = 0; number < count; number++) {
        const round = await stage.setUp(number)
        const { choose } = round
        const pages = [await round.join('ada'), await round.join('ben')]
        for (let jumps = 0; jumps < 6; jumps++) {
          clock.set(choose.from(offsets))
          // Only what the pages take for the date: nothing that waits is hurried or held up.
          vi.useFakeTimers({ toFake: ['Date'], now: realNow() + choose.from([-1, 0, 1]) * dayMs })
          await round.work(pages, 12)
          await round.calmDown()
          vi.useRealTimers()
        }
        pages.push(await round.join('jude'))
        clock.set('+0')
        expect(pages.map(({ ended }) => ended)).toEqual([[], [], []])
        expect(pages.map(({ farewells }) => farewells)).toEqual([[], [], []])
        expect(await round.findings(), `round ${number}`).toEqual([])
        await round.close()
      }
    })
  },
)

function realNow(): number {
  return performance.timeOrigin + performance.now()
}

describe.runIf(isFullRun && hasLibrary)('F15: a clock that is wrong and jumps', () => {
  const clock = wrongClock()
  let server: JourneyServer
  let cookie: string
  const project = crypto.randomUUID()

  beforeAll(async () => {
    server = await startJourneyServer('pglite', 'a wrong clock', clock.settings)
    const signedUp = await post('/api/auth/sign-up/email', {
      name: 'Olga',
      email: 'olga@example.org',
      password: 'reads the news',
    })
    cookie = signedUp.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    await post('/api/trpc/projects.create', { id: project, name: 'News', mode: 'together' })
  })
  afterAll(async () => {
    await server.stop()
    clock.remove()
  })

  async function post(address: string, body: object): Promise<Response> {
    const origin = server.baseUrl
    const answer = await fetch(`${origin}${address}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', cookie: cookie ?? '' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
    return answer
  }

  /** Makes a story, and gives the seq that its change has got. */
  async function edit(title: string): Promise<number> {
    const id = crypto.randomUUID()
    const stream = { kind: 'registry', id: registryStreamId(project as never) }
    const operation = { id, stream, baseSeq: 0, group: id, after: null, type: 'set.create' }
    const story = { kind: 'story', title, documents: [], basis: 'manual' }
    const args = { id: crypto.randomUUID(), ...story }
    const answer = await post('/api/trpc/operations.submit', {
      project,
      operations: [{ ...operation, args }],
    })
    const { result } = (await answer.json()) as {
      result: { data: { answers: readonly { result: string; seq: number }[] } }
    }
    expect(result.data.answers[0]).toMatchObject({ result: 'ok' })
    return result.data.answers[0]?.seq ?? 0
  }

  test('edits keep the order they were acknowledged in, and nobody is signed out', async () => {
    const seqs: number[] = []
    for (const offset of offsets) {
      clock.set(offset)
      for (let n = 0; n < 5; n += 1) seqs.push(await edit(`Set ${offset} ${n}`))
    }
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
    expect(new Set(seqs).size).toBe(seqs.length)
    const input = { project, stream: registryStreamId(project as never), seq: 0 }
    const log = await fetch(
      `${server.baseUrl}/api/trpc/changes.since?input=${encodeURIComponent(JSON.stringify(input))}`,
      { headers: { cookie } },
    )
    const { result } = (await log.json()) as {
      result: { data: { entries: readonly { seq: number; at: string }[] } }
    }
    const entries = result.data.entries
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    // The clock did jump: otherwise this would have shown nothing.
    const moments = entries.map(({ at }) => Date.parse(at))
    expect(Math.max(...moments) - Math.min(...moments)).toBeGreaterThan(40 * 3_600_000)
  })
})
