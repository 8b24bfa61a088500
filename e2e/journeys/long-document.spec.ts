import type { Page } from '@playwright/test'
import { importLong, longText } from './import-long.ts'
import { makeProject } from './project-doors.ts'
import { expect, test } from './server-fixture.ts'

/** What the page is made of: it must not grow with the document. */
const drawnElements = (page: Page) =>
  page.evaluate(() => document.querySelector('.reader')?.querySelectorAll('*').length ?? 0)

test('P29: a hundred thousand words with five thousand records are read and tagged', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Long')
  const short = { text: longText(80), mentionCount: 10 }
  const long = { text: longText(6_300), mentionCount: 5_000 }
  const shortDocument = await importLong(page, project, short)
  const longDocument = await importLong(page, project, long)
  const text = page.getByRole('document', { name: 'A long report' })
  const tree = page.getByRole('tree', { name: 'Records' })

  await page.goto(`/p/${project}/documents/${shortDocument}`)
  await expect(tree.getByRole('treeitem').first()).toBeVisible()
  const elementsOfShort = await drawnElements(page)

  await page.goto(`/p/${project}/documents/${longDocument}`)
  await expect(page.getByRole('button', { name: 'Entities 5000' })).toBeVisible()
  expect(await drawnElements(page)).toBeLessThan(2 * elementsOfShort)

  await text.focus()
  await page.keyboard.press('Control+End')
  await expect(text).toContainText('Report 6299.')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: 'Entities 5001' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('harbour.')
  expect(await drawnElements(page)).toBeLessThan(2 * elementsOfShort)
  await text.focus()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Entities 5000' })).toBeVisible()
})
