import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { collectComplaints } from './page-complaints.ts'
import { call } from './project-doors.ts'
import { expect, test } from './server-fixture.ts'

const title = "Aldova 'Ready' to Open Soreth Dam as Merrow Runs Low"

test('the reading view holds the whole text and every record, each a way back to it', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const complaints = await collectComplaints(page)
  await openSampleDocument(page)
  const annotate = annotatePage(page)
  const recordCount = Number(await page.locator('.tree__head .count').textContent())
  await page.getByRole('link', { name: 'Reading view' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByRole('article')).toContainText('What the lines mean')
  await expect(page.locator('[aria-busy="false"]')).toBeVisible()
  await expect(page.getByRole('article')).toContainText('speak again by telephone on Friday')
  const links = page.locator('.read-list').getByRole('link', { includeHidden: true })
  expect(await links.count(), 'relations stand with their ends').toBeGreaterThan(recordCount - 12)
  await expectNothingSerious(page)

  const mark = page.locator('mark').first()
  await expect(mark).not.toHaveAttribute('aria-description')
  await page.getByRole('checkbox', { name: 'A screen reader says each mark' }).click()
  await expect(mark).toHaveAttribute('aria-description', /State: Aldova/)
  await page.getByRole('checkbox', { name: 'Records under each paragraph' }).click()
  await page
    .getByRole('link', { name: /^Claim/ })
    .first()
    .click()
  await expect(annotate.inspector('Claim')).toBeVisible()
  expect(complaints()).toEqual([])
})

test('what is printed of the annotate screen is the whole text with a legend', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openSampleDocument(page)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const sheet = page.locator('.print-sheet')
  await expect(sheet).toContainText('The Meridian')
  await expect(sheet).toContainText('speak again by telephone on Friday')
  await expect(sheet).toContainText('A dashed line is a claim')
  await expect(page.locator('.reader'), 'and not the part in view').toBeHidden()
  const paper = await sheet.evaluate((element) => getComputedStyle(element).colorScheme)
  expect(paper, 'paper is light').toBe('light')
  await page.emulateMedia({ media: null })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(sheet).toHaveCount(0)
  await expect(annotatePage(page).text).toBeVisible()
})

async function openSampleDocument(page: Page): Promise<void> {
  const { project } = await call<{ project: string }>(page, 'projects.openSample', {})
  await page.goto(`/p/${project}/documents`)
  await page.getByRole('link', { name: title }).click()
  await expect(annotatePage(page).rows.first()).toBeVisible()
}

async function expectNothingSerious(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  }
}
