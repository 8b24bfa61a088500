import type { Page } from '@playwright/test'
import { type MainThread, mainThreadOf } from './main-thread.ts'
import { type Bar, type Effort, type Figure, inTurns } from './measure.ts'
import { logLogSlope } from './slope.ts'
import { type DocumentSize, evenly } from './surface-page/generated-document.ts'
import type { SceneName, Side } from './surface-page/page.ts'

/** How the rows are measured and where they go. */
export type Setting = {
  readonly effort: Effort
  readonly report: (figure: Figure) => void
  /** Also prints which functions each row spends its time in. */
  readonly profiled: boolean
  /** The keys of the sizes to measure; none means all. */
  readonly keys: readonly string[]
}

type Row = {
  readonly subject: string
  readonly limit: string
  readonly size: DocumentSize
  readonly scene: SceneName
  readonly bar?: Bar
}

const oneFrameMs = 16.7
const halfAFrameMs = 8.3

const large = { key: '1m', name: '1 MB, 50,000 records', size: evenly(1_000_000, 50_000) }
const usual = { key: '318k', name: '318 KB, 9,000 records', size: evenly(318_000, 9_000) }
const dense = { key: '10k', name: '10 KB, 5,000 records', size: evenly(10_000, 5_000) }
/** The three documents; a run may be narrowed to some of them by their keys. */
export const sizes = [usual, large, dense] as const

const atMost = (ms: number): Bar => ({ timesLimit: 0, plus: ms })

/** The rows by the names that one asks for them with. */
export const surfaceRows: Readonly<Record<'open' | 'add' | 'scroll' | 'live', readonly Row[]>> = {
  open: sizes.map(({ name, size }) => ({
    subject: `open, warm: ${name}`,
    limit: 'its first screen as plain HTML',
    scene: 'open',
    size,
    ...(size === usual.size ? { bar: { timesLimit: 1.5, plus: 30 } } : {}),
    ...(size === large.size ? { bar: atMost(250) } : {}),
  })),
  add: sizes.map(({ name, size }) => ({
    subject: `add a record in view: ${name}`,
    limit: 'put a mark into one paragraph of plain HTML',
    scene: 'add',
    size,
    bar: atMost(oneFrameMs),
  })),
  scroll: sizes.flatMap(({ name, size }): Row[] => [
    {
      subject: `wheel, a frame: ${name}`,
      limit: 'the same screens as plain HTML',
      scene: 'wheel',
      size,
      bar: atMost(halfAFrameMs),
    },
    {
      subject: `fling, a frame: ${name}`,
      limit: 'the same screens as plain HTML',
      scene: 'fling',
      size,
      bar: atMost(oneFrameMs),
    },
  ]),
  live: sizes.flatMap(({ name, size }): Row[] => [
    {
      subject: `20 moving remote selections, a frame: ${name}`,
      limit: '20 moving highlights over plain HTML',
      scene: 'peers',
      size,
      bar: atMost(5.5),
    },
    {
      subject: `4 remote adds in view, a frame: ${name}`,
      limit: 'put marks into 4 paragraphs of plain HTML',
      scene: 'remoteAdds',
      size,
      bar: atMost(oneFrameMs),
    },
  ]),
}

/** Measures rows one after the other on the page with the surface. */
export async function measureRows(
  page: Page,
  rows: readonly Row[],
  { effort, report, profiled, keys }: Setting,
): Promise<void> {
  const thread = await mainThreadOf(page)
  const wanted = sizes.filter(({ key }) => keys.includes(key)).map(({ size }) => size)
  const asked = rows.filter(({ size }) => wanted.length === 0 || wanted.includes(size))
  for (const { subject, limit, size, scene, bar } of asked) {
    await page.evaluate((described) => surfacePage.load(described), size)
    const measure = (side: Side) => () => perTimeMs(page, thread, { scene, side })
    const pairs = await inTurns(effort.rounds, {
      limit: measure('limit'),
      subject: measure('subject'),
    })
    report({ subject, limit, unit: 'ms CPU', pairs, ...(bar && { bar }) })
    if (profiled) await printProfile(page, thread, scene)
  }
}

/** Three sizes, each four times the one before. */
const series = [1, 4, 16] as const

type Slope = { readonly name: string; readonly sizeAt: (times: number) => DocumentSize }

const workRegion = { fromUtf16: 0, toUtf16: 62_500, recordCount: 3_125 }

const slopes: readonly Slope[] = [
  {
    name: 'length at the same density',
    sizeAt: (times) => ({
      lengthUtf16: 62_500 * times,
      maxNesting: 5,
      regions: Array.from({ length: times }, (_, index) => ({
        fromUtf16: index * 62_500,
        toUtf16: (index + 1) * 62_500,
        recordCount: 3_125,
      })),
    }),
  },
  {
    name: 'length with 3,125 records',
    sizeAt: (times) => ({ lengthUtf16: 62_500 * times, maxNesting: 5, regions: [workRegion] }),
  },
  {
    name: 'records of 1 MB, the same in view',
    sizeAt: (times) => ({
      lengthUtf16: 1_000_000,
      maxNesting: 5,
      regions: [
        workRegion,
        { fromUtf16: 62_500, toUtf16: 1_000_000, recordCount: 3_125 * (times - 1) },
      ],
    }),
  },
]

/** How the cost of adding a record grows with the document. */
export async function measureSlopes(page: Page, { effort, report }: Setting): Promise<void> {
  const thread = await mainThreadOf(page)
  for (const { name, sizeAt } of slopes) {
    const slopeOf = (side: Side) => async () => {
      const points: { size: number; cost: number }[] = []
      for (const times of series) {
        await page.evaluate((described) => surfacePage.load(described), sizeAt(times))
        points.push({ size: times, cost: await perTimeMs(page, thread, { scene: 'add', side }) })
      }
      return logLogSlope(points)
    }
    const pairs = await inTurns(effort.rounds, {
      limit: slopeOf('limit'),
      subject: slopeOf('subject'),
    })
    report({
      subject: `add a record in view, CPU against ${name}, ×1 ×4 ×16`,
      limit: 'put a mark into one paragraph of plain HTML',
      unit: 'slope',
      pairs,
      bar: atMost(0.1),
    })
  }
}

async function perTimeMs(
  page: Page,
  thread: MainThread,
  act: { readonly scene: SceneName; readonly side: Side },
): Promise<number> {
  await page.evaluate(({ scene, side }) => surfacePage.scenes[scene].prepare(side), act)
  let times = 1
  const { cpuMs } = await thread.workOf(async () => {
    times = await page.evaluate(({ scene, side }) => surfacePage.scenes[scene].run(side), act)
  })
  return cpuMs / times
}

const profiledFunctions = 15

async function printProfile(page: Page, thread: MainThread, scene: SceneName): Promise<void> {
  const prepare = () => page.evaluate((name) => surfacePage.scenes[name].prepare('subject'), scene)
  const run = () => page.evaluate((name) => surfacePage.scenes[name].run('subject'), scene)
  await prepare()
  const { cpuMs, scriptMs, styleMs, layoutMs } = await thread.workOf(run)
  const parts = { script: scriptMs, style: styleMs, layout: layoutMs }
  const shares = Object.entries(parts).map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
  console.log(`  all of it ${cpuMs.toFixed(1)} ms CPU: ${shares.join(', ')}`)
  await prepare()
  for (const { place, selfMs } of (await thread.profileOf(run)).slice(0, profiledFunctions))
    console.log(`  ${selfMs.toFixed(1).padStart(8)} ms  ${place}`)
}
