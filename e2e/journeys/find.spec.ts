import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { courierArticle, gazetteArticle } from './articles.ts'
import { makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

async function openGazette(page: Page): Promise<string> {
  const project = await makeProject(page, 'Bridge toll')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await uploadByDrop(page, [courierArticle])
  await page.goto(`/p/${project}/documents`)
  await openDocument(page, gazetteArticle.title)
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  return project
}

/** What is selected in the text, as the browser has it. */
const selected = (page: Page) => page.evaluate(() => String(getSelection()))

test('words are found in the open document, and what is found can be tagged', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openGazette(page)
  const bar = page.getByRole('search', { name: 'Find in this document' })
  const field = bar.getByRole('textbox')
  const count = bar.getByRole('status')
  const press = (name: string) => bar.getByRole('button', { name }).click()

  // Case and accents are overlooked until somebody says otherwise.
  await page.keyboard.press('Control+f')
  await expect(field).toBeFocused()
  await page.keyboard.type('TÖLL')
  await expect(count).toHaveText('1 of 4')
  await page.keyboard.press('Enter')
  await expect(count).toHaveText('2 of 4')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+Enter')
  await expect(count).toHaveText('4 of 4')
  await press('Match accents')
  await expect(count).toHaveText('Nothing found')
  await press('Match accents')
  await field.fill('Toll')
  await press('Match capital and small letters')
  await expect(count).toHaveText(/of 3$/)
  await press('Match capital and small letters')
  await field.fill('min')
  await expect(count).toHaveText(/of 2$/)
  await press('Whole words only')
  await expect(count).toHaveText('Nothing found')
  await press('Whole words only')

  // A pattern; one that other engines never finish; one that cannot be read.
  await press('Pattern (regular expression)')
  await field.fill('Mira T[a-z]+')
  await expect(count).toHaveText(/of 1$/)
  await field.fill('(.*.*)+x$')
  await expect(count).toHaveText('Nothing found')
  await field.fill('(a+)+$')
  await expect(count).toHaveText(/of \d+$|Nothing found/)
  await field.fill('Mira (')
  await expect(bar.getByText('A bracket “(” is not closed.')).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')

  // What one stands on stays selected, and a key tags it.
  await field.fill('ferry union')
  await expect(count).toHaveText('1 of 1')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  expect(await selected(page)).toBe('Ferry Union')
  await page.keyboard.press('2')
  const question = page.getByRole('combobox', { name: 'Who or what is it?' })
  await expect(question).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(annotatePage(page).row(/Ferry Union/)).toBeVisible()

  // The last question is there again.
  await page.keyboard.press('Control+f')
  await expect(field).toHaveValue('ferry union')
})
