import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { bratArchive, bringFile } from './brat-archive.ts'
import { exportProject } from './exported-project.ts'
import { call, makeProject } from './project-doors.ts'
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

  // What did not come in, with its places, to be kept; and again from the list.
  const losses = page.getByRole('region', { name: 'What did not come in as it was' })
  await losses.getByText('See the 2 passages').click()
  await expect(losses).toContainText('gulls 4–6')
  const saving = page.waitForEvent('download')
  await losses.getByRole('button', { name: 'Save this report' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('river.zip report.json')
  expect(JSON.parse(await readFile(await saved.path(), 'utf8'))).toMatchObject({
    dropped: expect.arrayContaining([
      expect.objectContaining({ kind: 'mention', reason: 'skipped', count: 1 }),
    ]),
  })
  await page.getByRole('button', { name: 'Look' }).click()
  const look = page.getByRole('dialog', { name: 'What of river.zip did not come in as it was' })
  await expect(look.getByRole('row', { name: /Mentions/ })).toContainText('1 left out')
  await page.keyboard.press('Escape')
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

test('a whole project comes into an empty one, and taken back it leaves the codebook that was there', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project: sample } = await call<{ project: string }>(page, 'projects.openSample', {})
  const answer = await page.request.get(`/api/exports/${sample}/parallax?layers=all`)
  const project = await makeProject(page, 'River')
  const before = await labelsOf(page, project)
  await page.goto(`/p/${project}/datasets`)
  const buffer = await answer.body()
  await bringFile(page, { name: 'sample.jsonl', mimeType: 'application/jsonl', buffer })
  await expect(page.getByText(/^This project is empty, so it becomes/)).toBeVisible()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('button', { name: 'Take the import back' }).click()
  expect(await labelsOf(page, project)).not.toEqual(before)
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByText('Taken back', { exact: true })).toBeVisible()
  expect(await labelsOf(page, project)).toEqual(before)
  expect((await exportProject(page, project)).of('document')).toHaveLength(0)
  await page.getByRole('link', { name: 'Codebook' }).click()
  await expect(page.getByText('Person').first()).toBeVisible()
})

async function labelsOf(page: Page, project: string): Promise<readonly string[]> {
  return (await exportProject(page, project)).of('label').map(({ id }) => id)
}
