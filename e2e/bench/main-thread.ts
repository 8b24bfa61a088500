import type { CDPSession, Page } from '@playwright/test'

/** What the main thread of a page worked, by its own clock: others on the machine do not count. */
export type Work = {
  readonly cpuMs: number
  /** What of it was script, style and layout. The rest is painting, parsing and collecting garbage. */
  readonly scriptMs: number
  readonly styleMs: number
  readonly layoutMs: number
}

/** Reads the clock of one page's main thread. */
export type MainThread = {
  /** The work that an action makes. Garbage of before is collected first. */
  readonly workOf: (act: () => Promise<unknown>) => Promise<Work>
  /** All that it has worked so far. */
  readonly cpuMs: () => Promise<number>
  /** The bytes of the page's heap once its garbage is collected. */
  readonly heapBytes: () => Promise<number>
  /** The functions that took longest during an action, by their own time. */
  readonly profileOf: (act: () => Promise<unknown>) => Promise<readonly SelfTime[]>
}

export type SelfTime = { readonly place: string; readonly selfMs: number }

/** Opens the clock of a page's main thread. */
export async function mainThreadOf(page: Page): Promise<MainThread> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('HeapProfiler.enable')
  return {
    workOf: async (act) => {
      await session.send('HeapProfiler.collectGarbage')
      const before = await readWork(session)
      await act()
      return difference(await readWork(session), before)
    },
    cpuMs: async () => (await readWork(session)).cpuMs,
    heapBytes: async () => {
      await session.send('HeapProfiler.collectGarbage')
      return (await readMetrics(session)).get('JSHeapUsedSize') ?? 0
    },
    profileOf: (act) => profile(session, act),
  }
}

async function readMetrics(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}

async function readWork(session: CDPSession): Promise<Work> {
  const metrics = await readMetrics(session)
  const msOf = (name: string) => (metrics.get(name) ?? 0) * 1_000
  return {
    cpuMs: msOf('TaskDuration'),
    scriptMs: msOf('ScriptDuration'),
    styleMs: msOf('RecalcStyleDuration'),
    layoutMs: msOf('LayoutDuration'),
  }
}

function difference(after: Work, before: Work): Work {
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    scriptMs: after.scriptMs - before.scriptMs,
    styleMs: after.styleMs - before.styleMs,
    layoutMs: after.layoutMs - before.layoutMs,
  }
}

const samplingIntervalUs = 200

async function profile(
  session: CDPSession,
  act: () => Promise<unknown>,
): Promise<readonly SelfTime[]> {
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: samplingIntervalUs })
  await session.send('Profiler.start')
  await act()
  const { profile: taken } = await session.send('Profiler.stop')
  await session.send('Profiler.disable')
  const ownUs = new Map<number, number>()
  for (const [index, id] of (taken.samples ?? []).entries())
    ownUs.set(id, (ownUs.get(id) ?? 0) + (taken.timeDeltas?.[index] ?? 0))
  const selfMs = new Map<string, number>()
  for (const { id, callFrame } of taken.nodes) {
    const { functionName, url, lineNumber } = callFrame
    const place = `${functionName || '(nameless)'} ${url.split('/').at(-1)}:${lineNumber + 1}`
    selfMs.set(place, (selfMs.get(place) ?? 0) + (ownUs.get(id) ?? 0) / 1_000)
  }
  return [...selfMs]
    .map(([place, own]) => ({ place, selfMs: own }))
    .filter(({ place }) => !place.startsWith('(idle)'))
    .toSorted((a, b) => b.selfMs - a.selfMs)
}
