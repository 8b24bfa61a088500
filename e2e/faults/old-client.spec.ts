import type { Page } from '@playwright/test'
import { selectWords } from '../journeys/select-words.ts'
import { expect, test } from '../journeys/server-fixture.ts'
import { expectMentions, noteSent, prepare, submissions, tag } from './outbox-page.ts'
import { WatchedProject, waitingOn } from './watched-project.ts'

const reloadBar = (page: Page) => page.getByText('Parallax has been updated')

test('F21: a page of an older build keeps what the server cannot read, and asks to reload', async ({
  page,
  browser,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project, annotate, words } = await prepare(page, 'Old client')
  const watched = await WatchedProject.start(page, project, browser)
  await expect(reloadBar(page)).toHaveCount(0)
  await page.route(submissions, (route) =>
    route.fulfill({
      status: 400,
      headers: { 'x-parallax-build': 'next' },
      json: { error: { message: 'The request is malformed.', code: -32600, data: data(400) } },
    }),
  )
  // The answer may be there before the question who it is.
  await selectWords(page, words[0] ?? '')
  await page.keyboard.press('2')
  await expect(reloadBar(page)).toBeVisible()
  await expect(page.getByRole('button', { name: '1 change refused' })).toBeVisible()
  const kept = await waitingOn(page)
  expect(kept, 'the work is in the browser').not.toEqual([])

  // The server's build, once it is loaded, can tell what the older one meant.
  await page.unroute(submissions)
  await page.route(page.url(), async (route) => {
    const response = await route.fetch()
    const html = (await response.text()).replace(/data-build="[^"]*"/, 'data-build="next"')
    await route.fulfill({ response, body: html })
  })
  const sent = noteSent(page.context())
  await page.getByRole('button', { name: 'Reload', exact: true }).click()
  await expect(annotate.rows).toHaveCount(2)
  await annotate.expectSaved()
  expect([...sent].sort(), 'just that is sent, and once').toEqual([...kept].sort())
  await expectMentions(page, project, 2)
  await watched.expectSound({ showing: [page] })
})

test('F21: records of a kind that only a newer build knows leave the rest as it is', async ({
  page,
  browser,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project, annotate, words } = await prepare(page, 'Newer kinds')
  const watched = await WatchedProject.start(page, project, browser)
  await page.route(/\/api\/trpc\/[^?]*documents\.open/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replaceAll(
      /"records":\[\{/g,
      `"records":[${JSON.stringify(strangeRecord)},{`,
    )
    await route.fulfill({ response, body })
  })
  await page.reload()
  await expect(annotate.rows).toHaveCount(1)
  await expect(reloadBar(page)).toBeVisible()
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(reloadBar(page)).toHaveCount(0)
  await tag(page, words[0] ?? '')
  await expect(annotate.rows).toHaveCount(2)
  await annotate.expectSaved()
  await watched.expectSound({ showing: [page] })
})

const strangeRecord = {
  id: '0198f2b4-0000-7000-8000-00000000abcd',
  kind: 'weather',
  deleted: false,
  revs: {},
  data: { forecast: 'rain' },
}

function data(httpStatus: number) {
  return { code: 'BAD_REQUEST', httpStatus, path: 'operations.submit' }
}
