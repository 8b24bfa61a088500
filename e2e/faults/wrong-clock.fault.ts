import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { registryStreamId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { isFullRun } from './rounds.ts'

/** Debian's place for the library that tells a program another time. */
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'
const hasLibrary = existsSync(library)
if (isFullRun && !hasLibrary)
  process.stderr.write('F15 was not played: there is no libfaketime on this machine.\n')

const offsets = ['+0', '+1d', '-1d', '+3600', '-3600', '+0'] as const

describe.runIf(isFullRun && hasLibrary)('F15: a clock that is wrong and jumps', () => {
  let folder: string
  let server: JourneyServer
  let cookie: string
  const project = crypto.randomUUID()

  const setClock = (offset: string) => writeFileSync(path.join(folder, 'offset'), `${offset}\n`)

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'parallax-clock-'))
    setClock('+0')
    server = await startJourneyServer('pglite', 'a wrong clock', {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: path.join(folder, 'offset'),
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    })
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
    rmSync(folder, { recursive: true, force: true })
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
      setClock(offset)
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
