import { annotatePage } from '../journeys/annotate-page.ts'
import { expect, test } from '../journeys/server-fixture.ts'
import { logLines, noteSent, prepare } from './outbox-page.ts'

test('P9: opening, closing, switching tabs and going back write nothing', async ({
  page,
  context,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project, annotate } = await prepare(page, 'Only looking')
  const address = page.url()
  const lines = await logLines(page, project)
  const sent = noteSent(context)

  await page.reload()
  await expect(annotate.rows).toHaveCount(1)
  const second = await context.newPage()
  await second.goto(address)
  await expect(annotatePage(second).rows).toHaveCount(1)
  await page.bringToFront()
  await second.bringToFront()
  await second.close()
  for (const screen of ['documents', 'registry', 'codebook', 'settings']) {
    await page.goto(`/p/${project}/${screen}`)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  }
  await page.goBack()
  await page.goForward()
  await page.goto(address)
  await expect(annotate.rows).toHaveCount(1)
  await annotate.rows.first().click()
  await page.keyboard.press('Escape')
  await page.goBack()
  await page.goto(address)
  await expect(annotate.rows).toHaveCount(1)

  expect(sent, 'nothing left the browser').toEqual([])
  expect(await logLines(page, project), 'no log has a line more').toBe(lines)
})
