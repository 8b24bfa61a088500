import { setTimeout as passing } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RealClient } from './real-client.ts'
import { isFullRun } from './rounds.ts'
import { openStage, type Round, type Stage } from './stage.ts'

/** As many as the server lets four people have at once: twenty each. */
const pageCount = 80
const names = ['olga', 'jude', 'ada', 'ben'] as const

describe.runIf(isFullRun)('on postgresql', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('postgresql', 'a herd that comes back', 1)
  })
  afterAll(() => stage.close())

  test('F29: eighty pages whose server was restarted come back, and writing is soon as it was', async () => {
    const round = await stage.setUp(0)
    const pages: RealClient[] = []
    for (let page = 0; page < pageCount; page += 1)
      pages.push(await round.join(names[page % names.length] ?? 'ada', { direct: true }))
    await round.calmDown()
    const before = await slowAnswer(round, pages)
    await stage.server.restart()
    await passing(10_000)
    const after: number[] = []
    // What a busy machine does by itself in between is not the same every time.
    for (let tries = 0; tries < 5 && !after.some((ms) => ms < before * 2 + 100); tries += 1)
      after.push(await slowAnswer(round, pages))
    expect(Math.min(...after)).toBeLessThan(before * 2 + 100)
    expect(pages.flatMap(({ ended }) => ended)).toEqual([])
    expect(await round.findings()).toEqual([])
    await round.close()
  })
})

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
