import type { Browser, Page } from '@playwright/test'
import { type Engine, startJourneyServer } from '../journeys/journey-server.ts'
import { openContext, startBrowser } from './bench-browser.ts'
import { buildProduct } from './build-product.ts'
import { markGestures, type TracedGesture, type TracedWork, tracedWork } from './gesture-tasks.ts'
import { mainThreadOf } from './main-thread.ts'
import { percentile, slowInteractionMs, watchVitals } from './page-vitals.ts'
import { newGeneratedWorkplace } from './product-document.ts'
import type { Setting } from './surface-figures.ts'
import { evenly } from './surface-page/generated-document.ts'
import { signUp, type Visitor } from './visitor.ts'
import { fiveMinutes, type GestureCost, workFor, workUnasked } from './working-session.ts'
import { newProject } from './workplace.ts'

const engine: Engine = 'pglite'

/** What the whole product costs while somebody works in it, and while they go from text to text. */
export async function measureProduct(
  browser: Browser,
  wanted: ReadonlySet<string>,
  setting: Setting,
): Promise<void> {
  await buildProduct()
  const server = await startJourneyServer(engine, 'the bench')
  try {
    const owner = await signUp(server.baseUrl, 'Olga Owner')
    if (wanted.has('session')) await measureSession(browser, owner, setting)
    if (wanted.has('heap')) await withoutCompiling((own) => measureHeap(own, owner, setting))
  } finally {
    await server.stop()
  }
}

async function measureSession(browser: Browser, owner: Visitor, setting: Setting): Promise<void> {
  const project = await newProject(owner)
  const { document } = await newGeneratedWorkplace(owner, project, evenly(318_000, 9_000))
  const context = await openContext(browser, owner)
  await watchVitals(context)
  await markGestures(context)
  const page = await context.newPage()
  try {
    await page.goto(`${owner.origin}/p/${project}/documents/${document}`)
    await page.locator('.cm-content').waitFor()
    await page.locator('.inspector h2, .inspector h3').first().waitFor()
    const thread = await mainThreadOf(page)
    await workFor(page, thread, 1)
    const rounds = setting.effort.rounds < 7 ? 2 : fiveMinutes
    const costs = await workFor(page, thread, rounds)
    // Again for single tasks and frames: the trace that tells them apart costs main-thread time itself.
    const traced: TracedWork[] = []
    for (let at = 0; at < setting.effort.rounds; at += 1)
      traced.push(await tracedWork(browser, page, () => workUnasked(page, rounds)))
    const shift = await page.evaluate(() => pageVitals.shift)
    const oursMs = await slowInteractionMs(page)
    const emptyMs = await emptyPageMs(page, owner, 2 * costs.length)
    reportSession({ costs, traced, shift, oursMs, emptyMs }, setting)
  } finally {
    await context.close()
  }
}

type Session = {
  readonly costs: readonly GestureCost[]
  /** The same five minutes again and again. */
  readonly traced: readonly TracedWork[]
  readonly shift: number
  readonly oursMs: number
  readonly emptyMs: number
}

function reportSession(session: Session, { report, profiled }: Setting): void {
  const { costs, traced, shift, oursMs, emptyMs } = session
  const gestures = traced.flatMap((work) => work.gestures)
  const name = `of ${costs.length} interactions, 318 KB, 9,000 records`
  const slowMs = (pick: (cost: GestureCost) => number) => percentile(costs.map(pick), 0.98) ?? 0
  const one = (limit: number, subject: number) => [{ limit, subject }]
  const bar = (plus: number) => ({ timesLimit: 0, plus })
  const cpu = 'ms CPU'
  const presses = `of ${traced[0]?.gestures.length} keys and presses, 318 KB, 9,000 records`
  const limit = 'what is allowed'
  report({
    ...{ subject: `98th percentile until the frame that answers, ${presses}`, limit, unit: cpu },
    ...{ bar: bar(25), pairs: traced.map((work) => ({ limit: 25, subject: slowestMs(work) })) },
  })
  report({
    ...{ subject: `98th percentile until the frame after that, ${name}`, limit, unit: cpu },
    pairs: one(
      25,
      slowMs(({ cpuMs }) => cpuMs),
    ),
  })
  report({
    ...{ subject: 'the same with all that follows within 150 ms', limit, unit: cpu },
    pairs: one(
      25,
      slowMs(({ withAfterwardsMs }) => withAfterwardsMs),
    ),
  })
  report({
    ...{ subject: `longest task ${name}`, limit, unit: cpu, bar: bar(50) },
    pairs: traced.map(({ tasksMs: [longest = 0] }) => ({ limit: 50, subject: longest })),
  })
  report({
    ...{ subject: `layout shift in the text ${name}`, limit: 'none', unit: 'shift', bar: bar(0) },
    pairs: one(0, shift),
  })
  report({
    subject: `98th percentile until the next frame, by the clock, ${name}`,
    limit: 'as many keys and clicks on an empty page',
    ...{ unit: 'ms', pairs: one(emptyMs, oursMs) },
  })
  if (!profiled) return
  const dearest = costs.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 25)
  for (const { name: gesture, cpuMs, withAfterwardsMs } of dearest)
    console.log(
      `  ${cpuMs.toFixed(1).padStart(8)} ms, ${withAfterwardsMs.toFixed(1).padStart(6)} in all  ${gesture}`,
    )
  for (const line of byName(gestures)) console.log(line)
}

function slowestMs({ gestures }: TracedWork): number {
  const costs = gestures.map(({ untilPaintedMs }) => untilPaintedMs)
  return percentile(costs, 0.98) ?? 0
}

/** What each kind of gesture costs until the frame that answers it, the dearest kind first. */
function byName(gestures: readonly TracedGesture[]): readonly string[] {
  const kinds = new Map<string, number[]>()
  for (const { name, untilPaintedMs } of gestures)
    kinds.set(name, [...(kinds.get(name) ?? []), untilPaintedMs])
  const rows = [...kinds].map(([name, costs]) => {
    return { name, n: costs.length, mid: percentile(costs, 0.5) ?? 0, most: Math.max(...costs) }
  })
  return rows
    .toSorted((a, b) => b.most - a.most)
    .slice(0, 15)
    .map(({ name, n, mid, most }) => {
      return `  ${mid.toFixed(1).padStart(8)} ms, at most ${most.toFixed(1)}, ${n} × ${name}`
    })
}

/** Keys and clicks on a page of the same build with nothing on it but the frame. */
async function emptyPageMs(page: Page, { origin }: Visitor, count: number): Promise<number> {
  await page.goto(`${origin}/there/is/nothing/here`)
  await page.getByRole('link').first().waitFor()
  for (let at = 0; at < count; at += 1) {
    if (at % 2 === 0) await page.keyboard.press('j')
    else await page.mouse.click(40, 40)
    await page.waitForTimeout(20)
  }
  return await slowInteractionMs(page)
}

/**
 * A browser that only interprets. The engine compiles what runs again and again, step by step over
 * hundreds of documents, and keeps that on the same heap: all that grew there was its code.
 */
async function withoutCompiling(measure: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await startBrowser([
    '--js-flags=--jitless --no-lazy-feedback-allocation --no-flush-bytecode',
  ])
  try {
    await measure(browser)
  } finally {
    await browser.close()
  }
}

async function measureHeap(browser: Browser, owner: Visitor, setting: Setting): Promise<void> {
  const count = setting.effort.rounds < 7 ? 60 : 200
  const quarter = Math.floor(count / 4)
  const project = await newProject(owner)
  for (let at = 0; at < quarter + count; at += 1)
    await newGeneratedWorkplace(owner, project, evenly(6_000 + at, 60))
  const context = await openContext(browser, owner)
  const page = await context.newPage()
  try {
    await page.goto(`${owner.origin}/p/${project}/documents`)
    const link = page.locator('a[href*="/documents/"]').first()
    await link.click()
    const thread = await mainThreadOf(page)
    await page.locator('.surface-host .cm-line').first().waitFor()
    let way: Way = 'Next document'
    const openNext = async (documents: number) => {
      const heapMb: number[] = []
      for (let at = 0; at < documents; at += 1) {
        way = await goOn(page, way)
        await page.waitForTimeout(150)
        heapMb.push((await thread.heapBytes()) / 1_000_000)
      }
      return heapMb
    }
    // The first round is thrown away, as everywhere: in it the engine still compiles what runs.
    const warmingMb = await openNext(quarter - 1)
    const heapMb = await openNext(count)
    const pairs = [{ limit: mean(heapMb.slice(0, quarter)), subject: mean(heapMb.slice(-quarter)) }]
    setting.report({
      subject: `heap of the last ${quarter} of ${count} documents opened one after another`,
      limit: `that of the first ${quarter}`,
      unit: 'MB',
      pairs,
      bar: { timesLimit: 1.03, plus: 0 },
    })
    if (setting.profiled)
      console.log(`  MB, warming: ${megabytes(warmingMb)}\n  MB: ${megabytes(heapMb)}`)
  } finally {
    await context.close()
  }
}

type Way = 'Next document' | 'Previous document'

/** On to a neighbour, as a person goes: by the button of the bar, and back from the last one. */
async function goOn(page: Page, way: Way): Promise<Way> {
  const shown = await page.locator('.surface-host').getAttribute('data-document')
  const button = page.getByRole('button', { name: way }).first()
  const other = way === 'Next document' ? 'Previous document' : 'Next document'
  if (await button.isDisabled()) return await goOn(page, other)
  await button.click()
  await page.locator(`.surface-host:not([data-document="${shown}"]) .cm-line`).first().waitFor()
  return way
}

function megabytes(all: readonly number[]): string {
  return all.map((mb) => mb.toFixed(2)).join(' ')
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
