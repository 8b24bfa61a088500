import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { bratArchive, bringFile } from './brat-archive.ts'
import { exportProject } from './exported-project.ts'
import { makeProject } from './project-doors.ts'
import { expect, test } from './server-fixture.ts'

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

test('P22: a brat archive of two annotators is looked at, mapped, imported and taken back', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'River')
  await page.goto(`/p/${project}/datasets`)
  const buffer = await bratArchive()
  const file = { name: 'river.zip', mimeType: 'application/zip', buffer }
  await bringFile(page, file)

  // What is in it, and what it would become.
  await expect(page.getByRole('combobox', { name: 'What “PER” becomes' })).toHaveText('Person')
  await choose(page, 'What “Bird” becomes', 'Left out')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'river.zip' })).toBeVisible()
  await choose(page, 'What “Bird” becomes', 'Left out')
  await expect(page.getByRole('region', { name: 'Annotators' })).toContainText('ada')
  const seen = await new AxeBuilder({ page }).analyze()
  expect(seen.violations).toEqual([])

  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText('It is in the project.')).toBeVisible()
  const { of } = await exportProject(page, project)
  expect(of('document')).toHaveLength(2)
  expect(of('layer')).toHaveLength(3)
  expect(of('mention')).toHaveLength(3)
  expect(of('relation')).toHaveLength(1)

  await page.getByRole('button', { name: 'Take the import back' }).click()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByText('Taken back')).toBeVisible()
  await page.getByRole('button', { name: 'Import another file' }).click()
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  expect((await exportProject(page, project)).of('document')).toHaveLength(0)
})
