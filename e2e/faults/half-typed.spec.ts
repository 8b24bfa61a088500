import type { Page } from '@playwright/test'
import { selectWords } from '../journeys/select-words.ts'
import { expect, test } from '../journeys/server-fixture.ts'
import { prepare } from './outbox-page.ts'

const comment = (page: Page) => page.getByRole('textbox', { name: 'Your comment' })

async function beginComment(page: Page, words: string, typed: string): Promise<void> {
  await selectWords(page, words)
  await page.getByRole('toolbar').getByRole('button', { name: 'Comment' }).click()
  await comment(page).fill(typed)
}

test('F21: words half typed are there when an outdated page has been loaded anew', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await prepare(page, 'Half typed')
  await page.route(/\/api\/trpc\//, async (route) => {
    const response = await route.fetch()
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'x-parallax-build': 'next' },
    })
  })
  await beginComment(page, 'welcomed the delay', 'Who wel')
  const reload = page.getByRole('button', { name: 'Reload', exact: true })
  await expect(reload).toBeVisible()
  await page.unroute(/\/api\/trpc\//)
  await reload.click()
  await expect(comment(page), 'one goes on with it').toHaveValue('Who wel')
  await expect(comment(page)).toBeFocused()
})

test('P7: a page that is left with words in a field asks, keeps them, and keeps a comment begun', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { annotate } = await prepare(page, 'Left in the middle')
  await beginComment(page, 'welcomed the delay', 'Who wel')
  await page.keyboard.press('Escape')
  await page.getByLabel('Byline').fill('Ines Cal')
  await page.route(/operations\.submit/, (route) => route.abort())
  const asked = page.waitForEvent('dialog')
  const reloading = page.reload()
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
  await reloading
  await page.unroute(/operations\.submit/)
  await expect(page.getByLabel('Byline')).toHaveValue('Ines Cal')
  await annotate.expectSaved()
  // The comment was put away before: it waits in its list.
  await page.getByRole('button', { name: 'Comments', exact: true }).click()
  await page.getByRole('button', { name: /Not sent yet: Who wel/ }).click()
  await expect(comment(page)).toHaveValue('Who wel')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'All comments' }).click()
  await expect(page.getByRole('button', { name: /Not sent yet/ })).toBeHidden()
})
