import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { expect, test } from './server-fixture.ts'

declare global {
  /** How far what is in the reading column was moved without anybody's doing. */
  var columnShift: number | undefined
}

const screens = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

for (const viewport of screens)
  test(`at ${viewport.width} px the text stands first, and does not move when the editor takes over`, async ({
    page,
    signUpOwner,
  }) => {
    await signUpOwner(page)
    await page.setViewportSize(viewport)
    const address = await sampleDocument(page)
    const openProject = await held(page, '**/api/trpc/projects.open*')
    await page.goto(address)
    await expect(page.locator('.px-early__line').first()).toBeVisible()
    const text = page.getByRole('document', { name: /Soreth Dam/ })
    await expect(text).toHaveCount(1)
    await expect(text).toHaveAttribute('aria-busy', 'true')
    await page.evaluate(() => document.fonts.ready)
    const before = await linesInSight(page)
    expect(before.length).toBeGreaterThan(3)
    await page.evaluate(noteShifts)
    openProject()
    await expect(annotatePage(page).text).toBeFocused()
    await expect(text).toHaveCount(1)
    await expect(page.getByRole('main')).toHaveCount(1)
    await expect(page.locator('.px-early')).toHaveCount(0)
    expect(await linesInSight(page)).toEqual(before)
    await expect(annotatePage(page).text).toBeInViewport()
    expect(await page.evaluate(() => globalThis.columnShift)).toBe(0)
  })

test('who has read on in the early text goes on there', async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  const address = await sampleDocument(page)
  const openProject = await held(page, '**/api/trpc/projects.open*')
  await page.goto(address)
  await page.locator('.px-early__line').nth(3).hover()
  await page.mouse.wheel(0, 333)
  const top = () => page.locator('.px-early__scroller').evaluate(({ scrollTop }) => scrollTop)
  await expect.poll(top).toBe(333)
  const before = await linesInSight(page)
  openProject()
  await expect(annotatePage(page).text).toBeFocused()
  await expect.poll(() => linesInSight(page)).toEqual(before)
})

test('the text is shown from where one was', async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  await page.goto(await sampleDocument(page))
  await expect(annotatePage(page).text).toBeFocused()
  await page.mouse.move(640, 400)
  await page.mouse.wheel(0, 450)
  const kept = () => page.evaluate(() => localStorage.getItem('parallax.places') ?? '')
  await expect.poll(kept).toMatch(/"topUtf16":[1-9]/)
  const openProject = await held(page, '**/api/trpc/projects.open*')
  await page.reload()
  await expect(page.locator('.px-early__line').first()).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  const before = await linesInSight(page)
  const topUtf16 = Number(/"topUtf16":(\d+)/.exec(await kept())?.[1])
  await expect(page.locator(`[data-start="${topUtf16}"]`)).toBeInViewport()
  openProject()
  await expect(annotatePage(page).text).toBeFocused()
  await expect.poll(() => linesInSight(page)).toEqual(before)
})

test('a text that does not come delays nothing', async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  const address = await sampleDocument(page)
  await held(page, '**/api/documents/*/*/page*')
  await page.goto(address)
  await expect(annotatePage(page).text).toBeFocused()
})

/** Keeps a request from the server until the answer is called. */
async function held(page: Page, address: string): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(address, async (route) => {
    await released
    await route.continue()
  })
  return release
}

async function sampleDocument(page: Page): Promise<string> {
  await page.goto('/')
  const first = page.getByRole('button', { name: 'Open the sample project' })
  await first.or(page.getByRole('link', { name: 'Sample project', exact: true })).click()
  const link = page.getByRole('link', { name: /Soreth Dam/ })
  await expect(link).toBeVisible()
  return (await link.getAttribute('href')) ?? ''
}

/** The words and places of the lines in sight, to the pixel. */
function linesInSight(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll('.px-early__line, .cm-line, .px-fold-line')]
    return lines.flatMap((line) => {
      const words = document.createRange()
      words.selectNodeContents(line)
      const { left, top, bottom, width, height } = words.getBoundingClientRect()
      const isInSight = bottom > 60 && top < window.innerHeight && line.textContent?.trim() !== ''
      const place = [left, top, width, height].map(Math.round).join(' ')
      return isInSight ? [`${place} ${line.textContent?.slice(0, 40)}`] : []
    })
  })
}

/** Runs in the page. From now on, what moves in the reading column is counted. */
function noteShifts(): void {
  globalThis.columnShift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // The browsers' types do not know layout shifts yet.
      const { value, sources } = entry as PerformanceEntry & {
        readonly value: number
        readonly sources: readonly { readonly node: Node | null }[]
      }
      const isInColumn = sources.some(
        ({ node }) => node?.parentElement?.closest('.paper--surface') != null,
      )
      if (isInColumn) globalThis.columnShift = (globalThis.columnShift ?? 0) + value
    }
  }).observe({ type: 'layout-shift' })
}
