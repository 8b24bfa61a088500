import { readFile } from 'node:fs/promises'
import { expect, test } from './server-fixture.ts'

test('P14: what a format cannot hold is told before the file, and the rest goes along', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await page.goto('/')
  await page.getByRole('button', { name: 'Open the sample project' }).click()
  await page.getByRole('link', { name: 'Datasets' }).click()
  await expect(page.getByRole('radio', { name: /^Parallax \(JSON lines\)/ })).toBeChecked()

  // One person's, not everybody's: the file that is got at once has one owner's layers.
  await page.getByRole('radio', { name: 'One person’s' }).click()
  const whose = page.getByRole('combobox', { name: 'Whose annotations' })
  await whose.click()
  const person = page.getByRole('option').filter({ hasText: 'Guest' }).first()
  const name = (await person.locator('span span').first().textContent()) ?? ''
  await person.click()
  await expect(whose).toHaveText(name)
  const own = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download', exact: true }).click()
  const lines = (await readFile(await (await own).path(), 'utf8')).trim().split('\n')
  const layers = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'layer')
  expect(new Set(layers.map(({ data }) => data.owner)).size).toBe(1)
  await page.getByRole('radio', { name: 'Everyone’s' }).click()

  // The documents of one outlet, all at once.
  await page.getByRole('radio', { name: 'Chosen' }).click()
  const choosing = page.getByRole('dialog', { name: 'Documents to export' })
  await expect(choosing.getByRole('listitem')).toHaveCount(2)
  await choosing.getByRole('button', { name: 'Outlet' }).click()
  await page.getByRole('option', { name: 'Brennick Daily' }).click()
  await expect(choosing.getByRole('listitem')).toHaveCount(1)
  await choosing.getByRole('button', { name: 'Choose the one found' }).click()
  await expect(choosing.getByRole('status')).toHaveText('1 document chosen')
  await choosing.getByRole('button', { name: /^Show every outlet/ }).click()
  await choosing.getByRole('radio', { name: 'In progress' }).click()
  await choosing.getByRole('button', { name: 'Choose all 2 found' }).click()
  await expect(choosing.getByRole('status')).toHaveText('2 documents chosen')
  await choosing.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('radio', { name: 'All', exact: true }).click()

  await page.getByRole('radio', { name: 'CSV table .csv' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const report = page.getByRole('dialog', { name: 'CSV table cannot hold everything' })
  const relations = report.getByRole('row', { name: /Relations/ })
  await expect(relations).toContainText('The format has no such records.')
  await report.getByRole('radio', { name: /Add a side file/ }).click()
  const download = page.waitForEvent('download')
  await report.getByRole('button', { name: 'Export' }).click()
  const archive = await readFile(await (await download).path())
  for (const name of ['project.csv', 'everything.jsonl', 'report.json'])
    expect(archive.includes(name), name).toBe(true)

  const line = page.getByRole('listitem').filter({ hasText: 'CSV table' })
  await line.getByRole('button', { name: 'Look' }).click()
  await expect(report).toBeVisible()
  await page.keyboard.press('Escape')
  await page.reload()
  const again = page.waitForEvent('download')
  await line.getByRole('link', { name: 'Download CSV table' }).click()
  const kept = await readFile(await (await again).path())
  expect(kept.equals(archive)).toBe(true)

  // Without authors: they are left out, not lost, and no file with them goes along.
  await page.getByRole('radio', { name: 'CSV table .csv' }).click()
  await page.getByRole('checkbox', { name: 'Document labels' }).click()
  await page.getByRole('radio', { name: 'Characters' }).click()
  await page.locator('summary').filter({ hasText: 'Fields' }).click()
  await page.getByRole('checkbox', { name: /^Who annotated/ }).click()
  await expect(page.locator('summary').filter({ hasText: 'Fields' })).toContainText('1 left out')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(report).toContainText('Left out as asked: document labels; who annotated, and when.')
  await expect(report.getByRole('radio')).toHaveCount(0)
  const small = page.waitForEvent('download')
  await report.getByRole('button', { name: 'Export' }).click()
  const [header = ''] = (await readFile(await (await small).path(), 'utf8')).split('\r\n')
  expect(header).toContain('start_code_points')
  expect(header).not.toContain('created_by')
})
