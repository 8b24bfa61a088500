import type { Page } from '@playwright/test'
import { courierArticle, gazetteArticle } from './articles.ts'
import { importLong, longText } from './import-long.ts'
import { letIn, makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

const here = (page: Page) => page.getByRole('list', { name: 'Who else is here' })

test('two people see each other’s faces and selections, and one goes along with the other', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Together')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle, courierArticle])
  const ida = await newPerson('Ida Berg')
  await letIn(page, ida, { project })
  await ida.page.goto(`/p/${project}/documents`)
  await openDocument(page, gazetteArticle.title)
  const row = ida.page.getByRole('row', { name: gazetteArticle.title })
  await expect(row.getByRole('img', { name: 'Olga Owner has this document open' })).toBeVisible()
  await openDocument(ida.page, gazetteArticle.title)

  const olgas = here(ida.page).getByRole('button', { name: /^Olga Owner is in this document/ })
  await expect(olgas).toBeVisible()
  await expect(here(page).getByRole('button', { name: /^Ida Berg is in this/ })).toBeVisible()
  await expect(page.getByText('Ida Berg is in this document too.')).toBeAttached()

  await selectWords(page, 'Oren Vash')
  const flag = ida.page.locator('.px-peer-flag')
  await expect(flag).toHaveText('Olga Owner')

  await olgas.click()
  await expect(ida.page.getByText('Following Olga Owner')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Back to Documents' }).click()
  await openDocument(page, courierArticle.title)
  await expect(ida.page.getByRole('document', { name: courierArticle.title })).toBeVisible()
  await expect(ida.page.getByText('Following Olga Owner')).toBeVisible()

  await ida.page.keyboard.press('Escape')
  await expect(ida.page.getByText('Following Olga Owner')).toBeHidden()
  await page.getByRole('link', { name: 'Back to Documents' }).click()
  await expect(
    here(ida.page).getByRole('button', { name: /^Olga Owner is elsewhere/ }),
  ).toBeVisible()

  await ida.page.keyboard.press('ControlOrMeta+k')
  await ida.page.getByRole('combobox').fill('Follow Olga')
  await ida.page.getByRole('option', { name: 'Follow Olga Owner' }).click()
  await openDocument(page, gazetteArticle.title)
  await expect(ida.page.getByRole('document', { name: gazetteArticle.title })).toBeVisible()
})

test('whoever goes along with a colleague sees the lines that the colleague reads', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Far apart')
  const document = await importLong(page, project, { text: longText(800), mentionCount: 10 })
  const nils = await newPerson('Nils Aalto')
  await letIn(page, nils, { project })
  for (const each of [page, nils.page]) {
    await each.goto(`/p/${project}/documents/${document}`)
    await expect(each.getByText('Report 0.')).toBeInViewport()
  }
  const olgas = here(nils.page).getByRole('button', { name: /^Olga Owner is in this document/ })
  await scrollTo(page, 0.5)
  await olgas.click()
  await expect(nils.page.getByText('Following Olga Owner')).toBeVisible()
  await expectSameLine(page, nils.page)
  for (const share of [0.9, 0.2]) {
    await scrollTo(page, share)
    await expectSameLine(page, nils.page)
  }
})

/** Scrolls the open text to a share of its height. */
async function scrollTo(page: Page, share: number): Promise<void> {
  await page.locator('.cm-scroller').evaluate((scroller, to) => {
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * to
  }, share)
}

/** The paragraph in the upper half of one page is in sight on the other. */
async function expectSameLine(page: Page, other: Page): Promise<void> {
  await expect(async () => {
    const words = await page.evaluate(() => {
      const lines = [...document.querySelectorAll('.cm-line')]
      const inSight = lines.find((line) => {
        const { top } = line.getBoundingClientRect()
        return top > 150 && (line.textContent ?? '').startsWith('Report')
      })
      return /^Report \d+\./.exec(inSight?.textContent ?? '')?.[0] ?? ''
    })
    expect(words).not.toBe('')
    await expect(other.locator('.cm-line').filter({ hasText: words })).toBeInViewport()
  }).toPass()
}
