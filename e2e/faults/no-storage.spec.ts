import type { Page } from '@playwright/test'
import { expect, test } from '../journeys/server-fixture.ts'
import { cutSubmissions, expectMentions, prepare, tag } from './outbox-page.ts'
import { WatchedProject } from './watched-project.ts'

test('F27: where storage is refused one works online, is told so, and is asked before leaving', async ({
  page,
  context,
  browser,
  signUpOwner,
}) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is off', 'SecurityError')
    }
  })
  await signUpOwner(page)
  const { project, annotate, words } = await prepare(page, 'No storage')
  const watched = await WatchedProject.start(page, project, browser)
  await expect(page.getByRole('button', { name: 'Saved, only while online' })).toBeVisible()

  const mend = await cutSubmissions(context)
  await tag(page, words[0] ?? '')
  const warning = page.getByRole('button', { name: '1 not saved yet, keep this page open' })
  await expect(warning).toBeVisible()
  const said = await noteStateLine(page)
  await expectAskedBeforeLeaving(page)
  expect(await said()).toEqual(['1 not saved yet, keep this page open'])
  await mend()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await annotate.expectSaved()
  await expectMentions(page, project, 2)
  await watched.expectSound({ showing: [page] })
})

test('F27: a full disk is said and never called saved, and one works on while online', async ({
  page,
  context,
  browser,
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
  const devtools = await context.newCDPSession(page)
  // From the start: the browser remembers for a while how much room there was.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.baseUrl, quotaSize: 1 })
  const { project, annotate, words } = await prepare(page, 'Full disk')
  const watched = await WatchedProject.start(page, project, browser)
  const mend = await cutSubmissions(context)
  await tag(page, words[0] ?? '')
  const warning = page.getByRole('button', { name: '1 not saved yet, keep this page open' })
  await expect(warning).toBeVisible()
  const timesAsked = () =>
    page.evaluate(() => (window as typeof window & { timesAsked?: number }).timesAsked ?? 0)
  await expect.poll(timesAsked, 'the browser is asked to keep it').toBe(1)
  const said = await noteStateLine(page)
  await tag(page, words[1] ?? '')
  const both = page.getByRole('button', { name: '2 not saved yet, keep this page open' })
  await expect(both, 'one works on').toBeVisible()
  await expectAskedBeforeLeaving(page)
  for (const words of await said()) expect(words).toMatch(/^[12] not saved yet/)

  await mend()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await annotate.expectSaved()
  await expectMentions(page, project, 3)
  expect(await timesAsked()).toBe(1)
  await watched.expectSound({ showing: [page] })
})

test('F27: storage that the browser takes away while work waits is said, and the page sends the work', async ({
  page,
  context,
  browser,
  server,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project, annotate, words } = await prepare(page, 'Evicted')
  const watched = await WatchedProject.start(page, project, browser)
  const mend = await cutSubmissions(context)
  await tag(page, words[0] ?? '')
  await expect(page.getByRole('button', { name: 'Offline, 1 waiting' })).toBeVisible()
  const devtools = await context.newCDPSession(page)
  const storageTypes = 'indexeddb'
  await devtools.send('Storage.clearDataForOrigin', { origin: server.baseUrl, storageTypes })
  await expect(
    page.getByRole('button', { name: '1 not saved yet, keep this page open' }),
  ).toBeVisible()
  await expectAskedBeforeLeaving(page)
  await mend()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await annotate.expectSaved()
  await expectMentions(page, project, 2)
  await watched.expectSound({ showing: [page] })
})

/** Whoever closes the page is asked whether they mean it; they do not. */
async function expectAskedBeforeLeaving(page: Page): Promise<void> {
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
}

/** Notes all that the state line says from now on, each word of it once. */
async function noteStateLine(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const noted = window as typeof window & { said?: Set<string> }
    const said = new Set<string>()
    const look = () => {
      for (const line of document.querySelectorAll('.save')) said.add(line.textContent ?? '')
    }
    noted.said = said
    look()
    const everything = { subtree: true, childList: true, characterData: true }
    new MutationObserver(look).observe(document.body, everything)
  })
  return () =>
    page.evaluate(() => [...((window as typeof window & { said?: Set<string> }).said ?? [])])
}
