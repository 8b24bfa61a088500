import type { Choose } from '@parallax/domain/test'
import { expect, type Page, test } from '@playwright/test'
import { annotatePage } from '../journeys/annotate-page.ts'
import { courierArticle, gazetteArticle } from '../journeys/articles.ts'
import { freePort, startJourneyServer } from '../journeys/journey-server.ts'
import { makeProject } from '../journeys/project-doors.ts'
import { openDocument, projectOf, uploadByDrop } from '../journeys/project-steps.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { signedIn } from './signed-in.ts'
import { WatchedProject } from './watched-project.ts'

const tabCount = 10

/** The line is clear: there is nothing to choose. */
const noDice: Choose = {
  below: () => 0,
  onceIn: () => false,
  some: () => [],
  from: ([first]) => {
    if (first === undefined) throw new Error('there is nothing to choose from')
    return first
  },
}

test('F14: ten tabs of two projects over HTTP/1.1 are all live over one line to the server', async ({
  browser,
}) => {
  const metricsPort = await freePort()
  const server = await startJourneyServer('pglite', 'ten tabs', {
    METRICS_PORT: String(metricsPort),
  })
  const context = await browser.newContext({ baseURL: server.baseUrl })
  try {
    const first = await signedIn(context, server)
    const bridge = await addressIn(first, 'Bridge', gazetteArticle)
    const ferry = await addressIn(first, 'Ferry', courierArticle)
    const pages = [first]
    while (pages.length < tabCount) pages.push(await context.newPage())
    const [bridges, ferries] = [pages.slice(0, 6), pages.slice(6)]
    for (const page of bridges) await page.goto(bridge)
    for (const page of ferries) await page.goto(ferry)
    for (const page of pages) await expect(page.locator('.cm-content')).toBeVisible()

    const watched = [
      await WatchedProject.start(first, projectOf(bridges[0] ?? first), browser),
      await WatchedProject.start(first, projectOf(ferries[0] ?? first), browser),
    ] as const
    await tag(bridges[0], 'Oren Vash')
    await tag(ferries[0], 'Anton Reyes')
    for (const page of pages) await expect(annotatePage(page).rows).toHaveCount(1)
    expect(await feedsOf(metricsPort), 'one feed for ten tabs').toBe(1)

    // Whichever tab follows: one after the other is closed, and the next takes over.
    for (const closed of bridges.slice(0, 3)) await closed.close()
    await tag(bridges[3], 'Ferry Union')
    for (const page of bridges.slice(3)) await expect(annotatePage(page).rows).toHaveCount(2)
    await expect.poll(() => feedsOf(metricsPort)).toBe(1)
    await watched[0].expectSound({ showing: bridges.slice(3) })
    await watched[1].expectSound({ showing: ferries })
  } finally {
    await context.close()
    await server.stop()
  }
})

test('F14: a line that is dead without a word is noticed within 40 s, and nothing is lost', async ({
  browser,
}) => {
  const port = await freePort()
  const proxy = await startFaultProxy(port, noDice)
  const server = await startJourneyServer('pglite', 'a dead line', {
    PORT: String(port),
    PARALLAX_URL: proxy.origin,
  })
  const context = await browser.newContext({ baseURL: proxy.origin })
  try {
    const page = await signedIn(context, { baseUrl: proxy.origin })
    const address = await addressIn(page, 'Bridge', gazetteArticle)
    const reading = await context.newPage()
    await reading.clock.install()
    await reading.goto(address)
    await expect(reading.locator('.cm-content')).toBeVisible()
    await page.close()
    // The tab that is left has a line of its own once it says that it is connected.
    await expect(reading.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
    proxy.freeze('down')
    const again = reading.waitForRequest(/\/api\/feed/)
    await reading.clock.fastForward(40_000)
    await again
    await reading.clock.fastForward(20_000)
    const notLive = reading.getByText('Not live: colleagues’ changes do not arrive')
    await expect(notLive, 'the page says so').toBeVisible()
    proxy.thaw()
    await expect(notLive).toBeHidden()
    const watched = await WatchedProject.start(reading, projectOf(reading), browser)
    await tag(reading, 'Oren Vash')
    await expect(annotatePage(reading).rows).toHaveCount(1)
    await annotatePage(reading).expectSaved()
    await watched.expectSound({ showing: [reading] })
  } finally {
    await context.close()
    await server.stop()
    await proxy.close()
  }
})

test('F14, F19: a frozen tab loses the line and the outbox to another, and gets neither back', async ({
  browser,
}) => {
  const metricsPort = await freePort()
  const server = await startJourneyServer('pglite', 'a frozen tab', {
    METRICS_PORT: String(metricsPort),
  })
  const context = await browser.newContext({ baseURL: server.baseUrl })
  try {
    const frozen = await signedIn(context, server)
    await frozen.goto(await addressIn(frozen, 'Bridge', gazetteArticle))
    await annotatePage(frozen).expectSaved()
    const watched = await WatchedProject.start(frozen, projectOf(frozen), browser)
    const lifecycle = await context.newCDPSession(frozen)
    await lifecycle.send('Page.setWebLifecycleState', { state: 'frozen' })
    const other = await context.newPage()
    await hurry(other)
    const line = other.waitForRequest(/\/api\/feed/)
    await other.goto(frozen.url())
    await line
    await tag(other, 'Oren Vash')
    await annotatePage(other).expectSaved()

    await lifecycle.send('Page.setWebLifecycleState', { state: 'active' })
    await expect(annotatePage(frozen).rows).toHaveCount(1)
    await expect.poll(() => feedsOf(metricsPort), 'the older one is let go').toBe(1)
    await tag(frozen, 'Ferry Union')
    for (const page of [frozen, other]) await expect(annotatePage(page).rows).toHaveCount(2)
    expect(await feedsOf(metricsPort)).toBe(1)
    await watched.expectSound({ showing: [frozen, other] })
  } finally {
    await context.close()
    await server.stop()
  }
})

/** Has a page give up other tabs that are silent twenty times sooner: pings of 10 s, and waits of 40 s. */
async function hurry(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const patient = window.setTimeout.bind(window)
    const hurried = (run: TimerHandler, delayMs = 0, ...rest: unknown[]) =>
      patient(run, delayMs === 10_000 || delayMs >= 40_000 ? delayMs / 20 : delayMs, ...rest)
    window.setTimeout = hurried as typeof window.setTimeout // nothing here promisifies it
  })
}

/** Puts an article into a new project and leaves the page at it. Its address. */
async function addressIn(
  page: Page,
  name: string,
  article: Parameters<typeof uploadByDrop>[1][number],
): Promise<string> {
  const project = await makeProject(page, name)
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [article])
  await openDocument(page, article.title)
  return page.url()
}

async function tag(page: Page | undefined, words: string): Promise<void> {
  if (!page) throw new Error('there are as many tabs as were opened')
  await page.bringToFront()
  await annotatePage(page).tagNew(words, '1')
}

/** How many feeds the server has open, by its own count. */
async function feedsOf(metricsPort: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  return Number(/^parallax_feeds (\d+)$/m.exec(text)?.[1])
}
