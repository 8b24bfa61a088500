import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { call } from './project-doors.ts'
import { watchNetwork } from './quiet-network.ts'
import { expect, test } from './server-fixture.ts'

/*
 * A handful of screens as they should look, with the fonts that Parallax brings along. After a change
 * that is meant to be seen, take them anew in `e2e`, look at each, and commit them:
 * `npx playwright test journeys/pictures.spec.ts --project pglite --update-snapshots`
 */

/** The day after the sample's articles: their dates need no year then. */
const today = new Date('2031-03-14T10:00:00Z')
const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

type Picture = {
  readonly name: string
  readonly size?: typeof wide
  readonly colorScheme?: 'light' | 'dark'
  readonly show: (page: Page, sample: string) => Promise<void>
}

const annotate = async (page: Page, sample: string) => {
  const network = watchNetwork(page)
  await page.goto(`/p/${sample}/documents?sort=title`)
  await page.getByRole('row').getByRole('link').first().click()
  await expect(annotatePage(page).text).toBeVisible()
  await expect(page.locator('.cm-content [class*="px-"]').first()).toBeVisible()
  // What stands beside the text comes after it.
  await network.settled()
  await expect(page.getByRole('button', { name: 'How the text looks' })).toBeVisible()
}

const pictures: readonly Picture[] = [
  { name: 'annotate-light', show: annotate },
  { name: 'annotate-dark', colorScheme: 'dark', show: annotate },
  { name: 'annotate-phone', size: phone, show: annotate },
  {
    name: 'documents',
    show: async (page, sample) => {
      await page.goto(`/p/${sample}/documents?sort=title`)
      await expect(page.getByRole('row').getByRole('link')).toHaveCount(2)
    },
  },
  {
    name: 'codebook',
    show: async (page, sample) => {
      await page.goto(`/p/${sample}/codebook`)
      await expect(page.getByText('places in the texts')).toBeVisible()
    },
  },
  {
    name: 'registry',
    show: async (page, sample) => {
      await page.goto(`/p/${sample}/registry`)
      await page.getByRole('option', { name: /^Brennick\b(?! Daily)/ }).click()
      await expect(page.getByText(/places in/)).toBeVisible()
    },
  },
]

/** Every build of a browser draws letters a little differently: only the one that took them compares. */
const takenWithFile = new URL('./pictures/browser.txt', import.meta.url)

function takenWith(browser: string, updateSnapshots: string): string {
  if (updateSnapshots === 'all' || updateSnapshots === 'changed')
    writeFileSync(takenWithFile, `${browser}\n`)
  return readFileSync(takenWithFile, 'utf8').trim()
}

for (const { name, size = wide, colorScheme = 'light', show } of pictures) {
  test(`${name} looks as it did`, async ({ page, browser, signUpOwner }, { config }) => {
    await signUpOwner(page)
    // The lesson is for newcomers.
    await call(page, 'account.setPreferences', { preferences: { lessonSeen: true } })
    await page.clock.setFixedTime(today)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    const { project } = await call<{ project: string }>(page, 'projects.openSample', {})
    await show(page, project)
    await page.evaluate(() => document.fonts.ready)
    await page.mouse.move(0, 0)
    const build = `${browser.version()} on ${process.platform}`
    const before = takenWith(build, config.updateSnapshots)
    // The screen is there, which was looked at; what it looks like is not known, and a pass would say so.
    // biome-ignore lint/suspicious/noSkippedTests: only this browser's pictures can be compared
    test.skip(before !== build, `the pictures were taken with ${before}, and this is ${build}`)
    await expect(page).toHaveScreenshot(`${name}.png`, {
      animations: 'disabled',
      caret: 'hide',
      // The colour of a face follows from an id that is new on every server.
      mask: [page.locator('.face')],
      maskColor: '#808080',
      // Letters may differ at their edges; nothing may be elsewhere.
      threshold: 0.25,
      maxDiffPixelRatio: 0.004,
    })
  })
}
