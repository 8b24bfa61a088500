import type { Page } from '@playwright/test'
import { importMany } from './import-many.ts'
import { makeProject } from './project-doors.ts'
import { watchNetwork } from './quiet-network.ts'
import { expect, test } from './server-fixture.ts'

const range = (page: Page) => page.getByRole('navigation', { name: 'Documents of the project' })
const titles = (page: Page) => page.getByRole('row').getByRole('link')

test('P29: a thousand documents are listed a page at a time, and turning the page shows no spinner', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'A thousand')
  await importMany(page, project, 1_000)
  const network = watchNetwork(page)
  await page.goto(`/p/${project}/documents`)
  await expect(range(page)).toContainText('1 to 50 of 1000')
  await watchForWaiting(page)
  const next = page.getByRole('button', { name: 'Next page' })
  for (const shown of ['51 to 100', '101 to 150', '151 to 200']) {
    // Like a person, the journey looks at a page before it turns it.
    await network.settled()
    await next.click()
    await expect(range(page)).toContainText(shown)
    await expect(titles(page)).toHaveCount(50)
  }
  await page.getByRole('searchbox', { name: 'Search documents' }).fill('number 777')
  await expect(titles(page)).toHaveText(['Article number 777'])
  expect(await wasWaiting(page), 'placeholders or spinners that were shown').toEqual([])
})

test('dozens of documents are retired and brought back without opening one of them', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Dozens')
  await importMany(page, project, 40)
  const opened: string[] = []
  page.on('request', (request) => {
    if (/documents\.open|\/api\/texts\//.test(request.url())) opened.push(request.url())
  })
  await page.goto(`/p/${project}/documents`)
  await page.getByRole('checkbox', { name: 'Choose all documents of this page' }).click()
  await page.getByRole('button', { name: 'Retire', exact: true }).click()
  await expect(page.getByText('No documents yet')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(titles(page)).toHaveCount(40)
  expect(opened).toEqual([])
})

/** Notes every placeholder and spinner that comes to be from now on. */
async function watchForWaiting(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { waitingSeen: seen })
    new MutationObserver(() => {
      for (const busy of document.querySelectorAll('.page [aria-busy="true"], .page .spin'))
        seen.push(busy.className)
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
}

function wasWaiting(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as { waitingSeen: string[] }).waitingSeen) // set above
}
