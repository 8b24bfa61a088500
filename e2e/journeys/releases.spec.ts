import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { call } from './project-doors.ts'
import { expect, test } from './server-fixture.ts'

test('a release is made, cited, downloaded to the letter, compared with the next, and withdrawn', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project } = await call<{ project: string }>(page, 'projects.openSample', {})
  await page.goto(`/p/${project}/datasets`)
  await expect(page.getByText('No releases yet.')).toBeVisible()

  await page.getByRole('button', { name: 'New release' }).click()
  const dialog = page.getByRole('dialog', { name: 'New release' })
  await dialog.getByLabel('Title').fill('Pilot')
  await dialog.getByLabel('What is new').fill('Two outlets on one event.')
  const preview = dialog.getByRole('table', { name: 'What each part holds' })
  await expect(preview.getByRole('row', { name: /^Share/ })).toContainText('80 %')
  await dialog.getByRole('slider', { name: 'End of training' }).press('PageDown')
  await expect(preview.getByRole('row', { name: /^Share/ })).toContainText('70 %')
  // Two reports on one event are one group: splits are drawn where one looks.
  await expect(dialog.getByText(/groups? that stays? together/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Make the release' }).click()
  const pilot = page.getByRole('heading', { name: 'Pilot' })
  await expect(pilot).toBeVisible()
  await expect(page.getByText('Two outlets on one event.')).toBeVisible()

  const before = await fileOf(page, project, 1)
  await page.getByRole('link', { name: 'Pilot', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Known limits' })).toBeVisible()
  const hash = createHash('sha256').update(before).digest('hex')
  await expect(page.getByRole('group', { name: 'How to cite' })).toContainText(hash)

  // What a format cannot hold is told before the file; what holds everything comes at once.
  const whole = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Parallax \(JSON lines\).+lossless/ }).click()
  expect(await readFile(await (await whole).path(), 'utf8')).toBe(before)
  await page.getByRole('button', { name: /^CSV table \(/ }).click()
  const report = page.getByRole('dialog', { name: 'CSV table cannot hold everything' })
  await expect(report.getByRole('columnheader', { name: 'In the release' })).toBeVisible()
  await expect(report.getByRole('row', { name: /Relations/ })).toContainText(
    'The format has no such records.',
  )
  await report.getByRole('button', { name: 'Cancel' }).click()
  await expect(report).toBeHidden()
  await page.getByRole('button', { name: /^CSV table \(/ }).click()
  const table = page.waitForEvent('download')
  await report.getByRole('button', { name: 'Download' }).click()
  const byDoor = await page.request.get(`/api/releases/${project}/1/csv`)
  expect(await readFile(await (await table).path(), 'utf8')).toBe(await byDoor.text())
  await expect(report).toBeHidden()

  await page.getByRole('button', { name: 'Edit' }).click()
  const card = page.getByLabel('The card, as Markdown')
  await card.fill(`${await card.inputValue()}\n## Thanks\n\nTo the readers of Merrow.\n`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Thanks' })).toBeVisible()
  await expect(page.getByText(/^Version 2 of the card/)).toBeVisible()

  const [row] = (await documentsOf(page, project)).rows
  await call(page, 'operations.submit', {
    project,
    operations: [retitled(row?.id ?? '', 'Another title')],
  })
  await makeByDoor(page, project, 'Second')
  expect(await fileOf(page, project, 1)).toBe(before)
  expect(await fileOf(page, project, 2)).not.toBe(before)

  await page.goto(`/p/${project}/datasets`)
  await page.getByRole('link', { name: 'Compare with 1' }).click()
  await expect(page.getByRole('link', { name: 'Another title' }).first()).toBeVisible()

  await page.goto(`/p/${project}/datasets/1`)
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByLabel('Reason').fill('A name should not be in it.')
  await page.getByRole('button', { name: 'Withdraw this release' }).click()
  await expect(page.getByText(/Do not use this release any more: A name/)).toBeVisible()
  expect(await fileOf(page, project, 1)).toBe(before)
})

async function fileOf(page: Page, project: string, number: number): Promise<string> {
  const answer = await page.request.get(`/api/releases/${project}/${number}/parallax`)
  expect(answer.status()).toBe(200)
  return await answer.text()
}

async function documentsOf(page: Page, project: string) {
  const input = {
    project,
    search: '',
    sort: 'title',
    direction: 'asc',
    offset: 0,
    limit: 10,
    status: 'all',
    outlet: null,
    retired: false,
  }
  const asked = encodeURIComponent(JSON.stringify(input))
  const answer = await page.request.get(`/api/trpc/documents.list?input=${asked}`)
  const { result }: { result: { data: { rows: readonly { id: string }[] } } } = await answer.json()
  return result.data
}

function retitled(document: string, value: string) {
  const id = crypto.randomUUID()
  return {
    id,
    stream: { kind: 'document', id: document },
    baseSeq: 10_000,
    group: id,
    after: null,
    type: 'document.setMeta',
    args: { field: 'title', value },
  }
}

async function makeByDoor(page: Page, project: string, title: string): Promise<void> {
  const { jobId } = await call<{ jobId: string }>(page, 'releases.make', {
    project,
    title,
    notes: '',
    licence: '',
    chosen: { documents: 'all', adjudicated: true, shared: true, annotators: 'all' },
    draw: null,
  })
  const asked = encodeURIComponent(JSON.stringify({ project, job: jobId }))
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/api/trpc/jobs.get?input=${asked}`)
      const { result }: { result: { data: { state: string } } } = await answer.json()
      return result.data.state
    })
    .toBe('done')
}
