import { expect, test } from '../journeys/server-fixture.ts'
import { cutSubmissions, expectMentions, prepare, tag } from './outbox-page.ts'

test('F27: where storage is refused one works online, is told so, and is asked before leaving', async ({
  page,
  context,
  signUpOwner,
}) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is off', 'SecurityError')
    }
  })
  await signUpOwner(page)
  const { project, annotate, words } = await prepare(page, 'No storage')
  await expect(page.getByRole('button', { name: 'Saved, only while online' })).toBeVisible()

  const mend = await cutSubmissions(context)
  await tag(page, words[0] ?? '')
  const warning = page.getByRole('button', { name: '1 not saved yet, keep this page open' })
  await expect(warning).toBeVisible()
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await mend()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await annotate.expectSaved()
  await expectMentions(page, project, 2)
})

test('F27: a full disk is said and never called saved, and one works on while online', async ({
  page,
  context,
  server,
  signUpOwner,
}) => {
  await page.addInitScript(() => {
    const counted = window as typeof window & { timesAsked?: number }
    navigator.storage.persist = async () => {
      counted.timesAsked = (counted.timesAsked ?? 0) + 1
      return true
    }
  })
  await signUpOwner(page)
  const browser = await context.newCDPSession(page)
  // From the start: the browser remembers for a while how much room there was.
  await browser.send('Storage.overrideQuotaForOrigin', { origin: server.baseUrl, quotaSize: 1 })
  const { project, annotate, words } = await prepare(page, 'Full disk')
  const mend = await cutSubmissions(context)
  await tag(page, words[0] ?? '')
  const warning = page.getByRole('button', { name: '1 not saved yet, keep this page open' })
  await expect(warning).toBeVisible()
  const timesAsked = () =>
    page.evaluate(() => (window as typeof window & { timesAsked?: number }).timesAsked ?? 0)
  await expect.poll(timesAsked, 'the browser is asked to keep it').toBe(1)

  await mend()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await annotate.expectSaved()
  await expectMentions(page, project, 2)
  expect(await timesAsked()).toBe(1)
})
