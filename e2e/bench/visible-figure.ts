import type { Browser, Page } from '@playwright/test'
import { openContext } from './bench-browser.ts'
import { serveFanOut } from './fan-out.ts'
import { type Effort, type Figure, inTurns, median } from './measure.ts'
import { invite, type Visitor } from './visitor.ts'
import { newWorkplace, type Workplace } from './workplace.ts'

/** One frame of a screen with 60 of them a second. */
const frameMs = 1_000 / 60

const sentence =
  'Islanders in Westhaven asked the harbour master for another boat before winter comes. '
/** More words than a run marks, close together, so that none has to be scrolled to. */
const text = `Islanders ask for a boat\n\n${`${sentence.repeat(5)}\n`.repeat(8)}`

type Two = { readonly from: Page; readonly to: Page; readonly close: () => Promise<void> }

/** From a key in one browser until the mark stands in another person's browser. */
export async function measureVisible(
  browser: Browser,
  owner: Visitor,
  project: Workplace['project'],
  { effort, engine }: { readonly effort: Effort; readonly engine: string },
): Promise<Figure> {
  const workplace = await newWorkplace(owner, project, text)
  const address = `${owner.origin}/p/${project}/documents/${workplace.document}`
  const colleague = await invite(owner, project)
  const fanOut = await serveFanOut()
  const ours = await openTwo(browser, address, [owner, colleague])
  const raw = await openTwo(browser, fanOut.origin, [undefined, undefined])
  try {
    await Promise.all([ours.from, ours.to].map((page) => page.locator('.cm-content').waitFor()))
    await Promise.all([ours, raw].flatMap(({ from, to }) => [settled(from), settled(to)]))
    const pairs = await inTurns(effort.rounds, {
      limit: async () => (await medianOf(effort.gestures, () => press(raw, 'x'))) + frameMs,
      subject: () =>
        medianOf(effort.gestures, async () => {
          await selectNextWord(ours.from)
          return press(ours, '1')
        }),
    })
    return {
      subject: `key to the mark in a second browser, ${engine}`,
      limit: 'raw POST and event stream between two browsers, and one frame',
      unit: 'ms',
      pairs,
    }
  } finally {
    await ours.close()
    await raw.close()
    await fanOut.close()
  }
}

async function openTwo(
  browser: Browser,
  address: string,
  [first, second]: readonly [Visitor | undefined, Visitor | undefined],
): Promise<Two> {
  const contexts = [await openContext(browser, first), await openContext(browser, second)] as const
  const from = await contexts[0].newPage()
  const to = await contexts[1].newPage()
  await Promise.all([from.goto(address), to.goto(address)])
  const close = async () => {
    for (const context of contexts) await context.close()
  }
  return { from, to, close }
}

/** Streams of events stay open, so the network never falls silent: a second must do. */
function settled(page: Page): Promise<void> {
  return page.waitForTimeout(1_000)
}

async function medianOf(gestures: number, measure: () => Promise<number>): Promise<number> {
  const measured: number[] = []
  for (let gesture = 0; gesture < gestures; gesture += 1) measured.push(await measure())
  return median(measured)
}

async function press({ from, to }: Two, key: string): Promise<number> {
  await to.evaluate(() => markWatch.arm())
  await from.keyboard.press(key)
  const paintedMs = await to.evaluate(() => markWatch.painted)
  return paintedMs - (await from.evaluate(() => markWatch.actedMs))
}

const usedWords = new WeakMap<Page, number>()

/** Double-clicks a word on the screen that this bench has not yet marked. */
async function selectNextWord(page: Page): Promise<void> {
  const used = usedWords.get(page) ?? 0
  usedWords.set(page, used + 1)
  const place = await page.evaluate((skipped) => {
    const places: { x: number; y: number }[] = []
    const content = document.querySelector('.cm-content')
    if (content === null) return undefined
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const word of (node.nodeValue ?? '').matchAll(/\p{L}{4,}/gu)) {
        const range = document.createRange()
        range.setStart(node, word.index)
        range.setEnd(node, word.index + word[0].length)
        const { x, y, width, height } = range.getBoundingClientRect()
        if (y > 120 && y < innerHeight - 120) places.push({ x: x + width / 2, y: y + height / 2 })
      }
    }
    return places[skipped]
  }, used)
  if (place === undefined) throw new Error('Every word on the screen is marked.')
  await page.mouse.dblclick(place.x, place.y)
}
