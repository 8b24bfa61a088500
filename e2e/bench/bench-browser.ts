import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../browser/find-browser.mjs'
import type { Visitor } from './visitor.ts'

/** What `watchMarks` leaves on a page. Times are milliseconds since the epoch, to the microsecond. */
type Watch = {
  /** The last key or click of a person. */
  actedMs: number
  /** From now on looks for the next mark; `painted` is when it stood there, `shown` when its frame was painted. */
  arm(): void
  painted: Promise<number>
  shown: Promise<number>
}

declare global {
  var markWatch: Watch
}

/** What holds marks on our screen and says how many, and one mark on a page without script. */
export const markSelector = '[data-records], mark'

export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const found = await findBrowser()
  console.log(`Browser: ${found.origin}`)
  return chromium.launch({
    executablePath: found.executablePath,
    args: [...browserArguments, ...more],
    chromiumSandbox: false,
    env: environmentWith(found.env),
  })
}

function environmentWith(extra: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(own), ...extra }
}

/** A browser of its own for this person, signed in, whose pages note when marks appear. */
export async function openContext(browser: Browser, visitor?: Visitor): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } })
  if (visitor !== undefined) {
    await context.addCookies(
      visitor.cookie.split('; ').map((pair) => {
        const [name = ''] = pair.split('=')
        return { name, value: pair.slice(name.length + 1), url: visitor.origin }
      }),
    )
  }
  await context.addInitScript(watchMarks, markSelector)
  return context
}

/** Runs in the page, before its own scripts. */
function watchMarks(selector: string): void {
  const nowMs = () => performance.timeOrigin + performance.now()
  const countMarks = () => {
    let count = 0
    for (const element of document.querySelectorAll<HTMLElement>(selector))
      count += Number(element.dataset.records ?? 1)
    return count
  }
  const arm = () => {
    const before = document.documentElement === null ? 0 : countMarks()
    watch.painted = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (countMarks() <= before) return
        observer.disconnect()
        resolve(nowMs())
      })
      observer.observe(document, { childList: true, subtree: true, attributes: true })
    })
    watch.shown = shownAfter(watch.painted)
  }
  /** What is put into the page within a frame is painted by it, what comes between two by the next. */
  const shownAfter = (painted: Promise<number>) =>
    new Promise<number>((resolve) => {
      let standsThere = false
      void painted.then(() => {
        standsThere = true
      })
      const frame = () => {
        const { port1, port2 } = new MessageChannel()
        // A message sent in a frame arrives after that frame was painted.
        port1.onmessage = () => {
          if (standsThere) resolve(nowMs())
          else requestAnimationFrame(frame)
        }
        port2.postMessage(null)
      }
      requestAnimationFrame(frame)
    })
  const never = new Promise<number>(() => {})
  const watch: Watch = { actedMs: performance.timeOrigin, arm, painted: never, shown: never }
  globalThis.markWatch = watch
  const act = () => {
    watch.actedMs = nowMs()
  }
  for (const name of ['keydown', 'click']) addEventListener(name, act, { capture: true })
  arm()
}

/** Milliseconds from going to an address until its first marks are on the screen. */
export async function openingMs(page: Page, address: string): Promise<number> {
  await page.goto(address)
  return await page.evaluate(async () => (await markWatch.shown) - performance.timeOrigin)
}
