import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as passing } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { entityOperation } from './entity-operation.ts'
import type { RealClient } from './real-client.ts'
import { isFullRun, rounds } from './rounds.ts'
import { cookieOf } from './sample-project.ts'
import { openStage, type Round, type Stage } from './stage.ts'

const count = rounds(1, 50)
const feedCount = 50
const names = ['olga', 'jude', 'ada', 'ben'] as const
/** By then it takes no connections any more, and finishes what it has. */
const longestOpenMs = 1_000
/** With nothing that hangs it takes as long as what is under way, and that is not long. */
const longestUnhinderedMs = 5_000

describe.each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(engine, 'a server that is told to end', count)
  })
  afterAll(() => stage.close())

  test('F2: told to end with fifty feeds open, a server ends by itself and in order', async () => {
    const { server } = stage
    for (let number = 0; number < count; number++) {
      const round = await stage.setUp(number)
      const pages: RealClient[] = []
      for (let page = 0; page < feedCount; page++)
        pages.push(await round.join(names[page % names.length] ?? 'ada'))
      const working = round.work(pages, 60)
      await passing(round.choose.below(500))
      const begun = await beginSubmit(server, round)
      const unused = connect(Number(new URL(server.baseUrl).port), '127.0.0.1')
      await once(unused, 'connect')
      const asking = await askReadiness(server.baseUrl)
      await passing(300)
      const startedMs = performance.now()
      // Throws unless it ends with code 0 within ten seconds.
      const ending = server.end()
      setTimeout(begun.goOn, longestOpenMs)
      await ending
      expect(performance.now() - startedMs).toBeLessThan(longestUnhinderedMs)
      expectUnreadyAtLast(await asking.untilRefused)
      expect(await begun.seq, 'what had begun is answered').toBeGreaterThan(0)
      expect(
        pages.flatMap(({ client, farewells }) => (farewells.length > 0 ? [] : client)),
      ).toEqual([])
      expect(new Set(pages.flatMap(({ farewells }) => farewells))).toEqual(new Set(['shutdown']))
      await working
      await server.start()
      expect(await round.findings(), `round ${number}`).toEqual([])
      await round.close()
    }
  })
})

describe.runIf(isFullRun)('with something that hangs', () => {
  test('F2: a request that never comes to its end does not keep a server from ending', async () => {
    const stage = await openStage('pglite', 'a request that hangs', 1)
    const { seq } = await beginSubmit(stage.server, await stage.setUp(0))
    const letGo = expect(seq).rejects.toThrow('socket hang up')
    // Throws unless it ends with code 0 within ten seconds.
    await stage.close()
    await letGo
  })

  test('F2: a server that stands still is ended the hard way after 25 seconds', async () => {
    const preload = `data:text/javascript,${encodeURIComponent(standStill)}`
    const settings = { NODE_OPTIONS: `--import=${preload}` }
    const server = await startJourneyServer('pglite', 'a server that stands still', settings)
    const { pid = 0 } = server
    const startedMs = performance.now()
    process.kill(pid, 'SIGTERM')
    await expect.poll(() => isAlive(pid), { timeout: 60_000, interval: 100 }).toBe(false)
    const tookMs = performance.now() - startedMs
    expect(tookMs).toBeGreaterThan(24_000)
    expect(tookMs).toBeLessThan(28_000)
    await expect(server.stop()).rejects.toThrow('ended by SIGKILL')
  })
})

/** A moment after the signal the server does nothing any more, for ever. */
const standStill = `process.on('SIGTERM', () => setTimeout(() => { for (;;); }, 100))`

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    // There is no such process.
    return false
  }
}

type Begun = {
  /** Sends the rest of it. */
  readonly goOn: () => void
  /** Where the server has put it in the log. */
  readonly seq: Promise<number>
}

/** Begins to submit an operation, whose second half is still to come. */
async function beginSubmit(server: JourneyServer, round: Round): Promise<Begun> {
  const { project, history } = round
  const operation = entityOperation(project)
  const body = Buffer.from(JSON.stringify({ project, operations: [operation] }))
  const { baseUrl: origin, secret } = server
  const submitting = request(`${origin}/api/trpc/operations.submit`, {
    method: 'POST',
    headers: {
      origin,
      cookie: cookieOf('jude', secret),
      'content-type': 'application/json',
      'content-length': body.length,
    },
  })
  const client = 'jude by halves'
  history.push({ kind: 'invoke', client, stream: operation.stream.id, op: operation.id })
  submitting.write(body.subarray(0, 20))
  const seq = seqIn(once(submitting, 'response'))
  const noteAnswer = (seq: number) =>
    void history.push({ kind: 'ok', client, op: operation.id, seq })
  seq.then(noteAnswer, () => undefined)
  await passing(50)
  return { goOn: () => submitting.end(body.subarray(20)), seq }
}

async function seqIn(responding: Promise<unknown[]>): Promise<number> {
  const [response] = (await responding) as [IncomingMessage] // that is what the event brings
  const body = (await response.setEncoding('utf8').toArray()).join('')
  // The server is of this very checkout: its answers have the shape that is read here.
  const told = JSON.parse(body) as { result: { data: { answers: readonly { seq: number }[] } } }
  return told.result.data.answers[0]?.seq ?? 0
}

/** One time that it was asked whether the server is ready: what it said, 0 when nobody took the call. */
type Ask = { readonly status: number; readonly tookMs: number }

/**
 * Asks whether the server is ready, over and over, until nobody takes the call. From another thread:
 * fifty pages leave this one little time to ask. Resolves once it was answered for the first time.
 */
async function askReadiness(
  baseUrl: string,
): Promise<{ readonly untilRefused: Promise<readonly Ask[]> }> {
  const thread = new Worker(asking, { eval: true, workerData: `${baseUrl}/readyz` })
  await once(thread, 'message')
  const untilRefused = once(thread, 'message').then(([asks]) => asks)
  return { untilRefused }
}

const asking = `
  const { parentPort, workerData } = require('node:worker_threads')
  const asks = []
  const ask = async () => {
    const startMs = performance.now()
    const answer = await fetch(workerData).then((given) => given.text().then(() => given), () => undefined)
    asks.push({ status: answer ? answer.status : 0, tookMs: performance.now() - startMs })
    if (asks.length === 1) parentPort.postMessage('answered')
    if (answer) void ask()
    else parentPort.postMessage(asks)
  }
  void ask()`

/** So long the server says that it is going; who waits longer for one answer may never hear it. */
const saidForMs = 300

/** It is heard that it is going before it is gone, and from then on nothing else. */
function expectUnreadyAtLast(asks: readonly Ask[]): void {
  const statuses = asks.map(({ status }) => status)
  const hasWaited = asks.slice(-2).some(({ tookMs }) => tookMs > saidForMs)
  if (!hasWaited) expect(statuses).toContain(503)
  if (statuses.includes(503)) expect(statuses.slice(statuses.indexOf(503))).not.toContain(200)
}
