import { readFile } from 'node:fs/promises'
import type { Route } from '@playwright/test'
import { selectWords } from '../journeys/select-words.ts'
import { expect, test } from '../journeys/server-fixture.ts'
import { expectMentions, prepare, sentIds, submissions, tag } from './outbox-page.ts'
import { WatchedProject, waitingOn } from './watched-project.ts'

test('F28: poison at the head is set aside, outlives the page, and can be taken along', async ({
  page,
  browser,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project, annotate, words } = await prepare(page, 'Poison')
  const watched = await WatchedProject.start(page, project, browser)
  const poison = new Set<string>()
  let timesSent = 0
  await page.route(submissions, async (route) => {
    const ids = sentIds(route.request())
    // The first that comes by is the one that the server can never read.
    if (poison.size === 0) for (const id of ids) poison.add(id)
    if (!ids.some((id) => poison.has(id))) return route.continue()
    timesSent += 1
    await route.fulfill({ status: 400, json: unreadable })
  })
  await selectWords(page, words[0] ?? '')
  await page.keyboard.press('2')
  const failed = page.getByRole('button', { name: '1 change refused', exact: true })
  await expect(failed).toBeVisible()
  await tag(page, words[1] ?? '')
  await expectMentions(page, project, 2)

  expect(await waitingOn(page), 'it alone is set aside').toEqual([...poison])
  const before = timesSent

  await page.reload()
  await expect(annotate.rows).toHaveCount(2)
  await failed.click()
  await expect(page.getByText('The server could not read this change.')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a copy' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/^parallax-unsaved-\d{4}-\d\d-\d\d\.json$/)
  const file = JSON.parse(await readFile(await saved.path(), 'utf8'))
  expect(file.rows.map(({ id }: { id: string }) => id)).toEqual([...poison])
  const [{ operation }] = file.rows
  expect(operation, 'the copy says what was meant').toMatchObject({ type: 'records.create' })
  expect(JSON.stringify(operation.args)).toContain('extent')
  expect(timesSent, 'nobody has sent it again').toBe(before)

  // The server has learnt to read it.
  await page.unroute(submissions)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(annotate.rows).toHaveCount(3)
  await annotate.expectSaved()
  await expectMentions(page, project, 3)
  await watched.expectSound({ showing: [page] })
})

test('F28: poison that is discarded is gone, and nothing else with it', async ({
  page,
  browser,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project, annotate, words } = await prepare(page, 'Discarded poison')
  const watched = await WatchedProject.start(page, project, browser)
  const refuse = (route: Route) => route.fulfill({ status: 400, json: unreadable })
  await page.route(submissions, refuse)
  await selectWords(page, words[0] ?? '')
  await page.keyboard.press('2')
  const failed = page.getByRole('button', { name: '1 change refused', exact: true })
  await expect(failed).toBeVisible()
  await page.unroute(submissions, refuse)
  await tag(page, words[1] ?? '')
  await failed.click()
  watched.discarded(await waitingOn(page))
  await page.getByRole('button', { name: 'Discard' }).click()
  await annotate.expectSaved()
  await expectMentions(page, project, 2)
  await page.reload()
  await expect(annotate.rows).toHaveCount(2)
  await annotate.expectSaved()
  await watched.expectSound({ showing: [page] })
})

const unreadable = {
  error: {
    message: 'The request is malformed.',
    code: -32600,
    data: { code: 'BAD_REQUEST', httpStatus: 400, path: 'operations.submit' },
  },
}
