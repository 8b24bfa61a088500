import type { Page } from '@playwright/test'
import { courierArticle, gazetteArticle } from './articles.ts'
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
