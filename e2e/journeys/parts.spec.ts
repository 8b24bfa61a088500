import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { makeProject } from './project-doors.ts'
import { uploadByDrop } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

test('P26: a part is added in two actions, the record stays one, and a part can be taken out again', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Gaps')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await page.getByRole('link', { name: gazetteArticle.title }).click()
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  const annotate = annotatePage(page)
  await annotate.tagNew('Mira Toll', '1')
  const mention = annotate.inspector('Mention')
  await expect(mention.locator('.evidence__part')).toHaveCount(1)

  // One: the words. Two: the button under them.
  await selectWords(page, 'Saltmarsh')
  await page.getByRole('toolbar').getByRole('button', { name: 'Add part' }).click()
  await expect(mention.locator('.evidence__part')).toHaveText(['Saltmarsh', 'Mira Toll'])
  await expect(annotate.rows).toHaveCount(1)
  await expect(annotate.row(/Saltmarsh.*Mira Toll/)).toBeVisible()
  await annotate.expectSaved()

  await mention.getByRole('button', { name: 'Remove this part' }).first().click()
  await expect(mention.locator('.evidence__part')).toHaveText([/Mira Toll/])
  await page.getByRole('document', { name: gazetteArticle.title }).focus()
  await page.keyboard.press('Control+z')
  await expect(mention.locator('.evidence__part')).toHaveCount(2)
})
