import { setTimeout as passing } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ListeningPage } from './listening-page.ts'
import type { RealClient } from './real-client.ts'
import { isFullRun } from './rounds.ts'
import { writeViewers } from './sample-project.ts'
import { openStage, type Round, type Stage, withDatabase } from './stage.ts'

/** As many as the server lets one person have at once. */
const pagesEach = 20
const names = ['olga', 'jude', 'ada', 'ben'] as const
const viewerCount = 21
/** Pages that write and pages that only follow: five hundred. */
const herd = (names.length + viewerCount) * pagesEach

describe.runIf(isFullRun)('on postgresql', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('postgresql', 'a herd that comes back', 1)
  })
  afterAll(() => stage.close())

  test(`F29: ${herd} pages whose server was restarted come back, and writing is soon as it was`, async () => {
    const round = await stage.setUp(0)
    const pages: RealClient[] = []
    for (let page = 0; page < names.length * pagesEach; page += 1)
      pages.push(await round.join(names[page % names.length] ?? 'ada', { direct: true }))
    await round.calmDown()
    const listeners = await listen(stage, round, pages)
    const before = await slowAnswer(round, pages)
    await stage.server.restart()
    await passing(10_000)
    const after: number[] = []
    // What a busy machine does by itself in between is not the same every time.
    for (let tries = 0; tries < 5 && !after.some((ms) => ms < before * 2 + 100); tries += 1)
      after.push(await slowAnswer(round, pages))
    expect(Math.min(...after)).toBeLessThan(before * 2 + 100)
    expect([...pages, ...listeners].flatMap(({ ended }) => ended)).toEqual([])
    await expectAllHeard(pages, listeners)
    expect(listeners.filter(({ connectedCount }) => connectedCount < 2)).toEqual([])
    for (const listener of listeners) listener.close()
    expect(await round.findings()).toEqual([])
    await round.close()
  })
})

/** Pages of other people, who only follow. */
async function listen(
  { server }: Stage,
  { project }: Round,
  pages: readonly RealClient[],
): Promise<readonly ListeningPage[]> {
  const { baseUrl: origin, secret } = server
  const viewers = await withDatabase(server, (database) =>
    writeViewers(database, { project, secret, count: viewerCount }),
  )
  const heads = headsOf(pages)
  const listeners = viewers.flatMap((viewer) =>
    Array.from(
      { length: pagesEach },
      () => new ListeningPage({ origin, project, ...viewer, heads }),
    ),
  )
  await expectAllHeard(pages, listeners)
  return listeners
}

function headsOf(pages: readonly RealClient[]) {
  return pages.find(({ session }) => session)?.session?.store.heads() ?? []
}

async function expectAllHeard(
  pages: readonly RealClient[],
  listeners: readonly ListeningPage[],
): Promise<void> {
  const unheard = () => listeners.filter((each) => !each.hasHeard(headsOf(pages))).length
  await expect.poll(unheard, { timeout: 60_000, interval: 100 }).toBe(0)
}

const edits = 40

/** One edit after the other: how long the second slowest waits for its answer, in milliseconds. */
async function slowAnswer(round: Round, pages: readonly RealClient[]): Promise<number> {
  const times: number[] = []
  for (let edit = 0; edit < edits; edit += 1) {
    const page = round.choose.from(pages)
    const startedMs = performance.now()
    page.act()
    while (page.stateOfSaving.waiting > 0) await passing(2)
    times.push(performance.now() - startedMs)
  }
  return times.sort((a, b) => b - a)[1] ?? 0
}
