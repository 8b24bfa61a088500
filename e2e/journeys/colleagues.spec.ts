import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { noteSaid, said } from './heard.ts'
import { letIn, makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

test('P31: what a colleague does to the open record is said as theirs', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Two at once')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  const ben = await newPerson('Ben Orr')
  await letIn(page, ben, { project })
  await page.goto(`/p/${project}/documents`)
  await openDocument(page, gazetteArticle.title)
  await ben.page.goto(page.url())
  const [olga, orr] = [annotatePage(page), annotatePage(ben.page)]
  await expect(ben.page.getByRole('document', { name: gazetteArticle.title })).toBeVisible()
  await olga.tagNew('Oren Vash', '1')
  await expect(orr.rows).toHaveCount(1)
  await olga.openRecord(/Oren Vash/, 'Mention')
  await orr.openRecord(/Oren Vash/, 'Mention')

  await noteSaid(page)
  await orr.inspector('Mention').getByRole('combobox', { name: 'Type' }).click()
  await ben.page.getByRole('option', { name: 'Organisation' }).click()
  await expect.poll(() => said(page)).toContain('Ben Orr changed the open record.')

  await orr.text.focus()
  await ben.page.keyboard.press('Delete')
  await expect(olga.rows).toHaveCount(0)
  await expect.poll(() => said(page)).toContain('Ben Orr deleted the open record.')
  expect(await said(page), 'and not as one’s own').not.toContain('Deleted: Mention, Oren Vash.')

  // The other way round: what one does oneself after a colleague is not said as theirs.
  await orr.tagNew('Ferry Union', '2')
  await expect.poll(() => said(page)).toContain('Ben Orr added: Mention, Ferry Union.')
  await olga.openRecord(/Ferry Union/, 'Mention')
  await olga.text.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => said(page)).toContain('Deleted: Mention, Ferry Union.')
  expect(
    (await said(page)).filter((words) => words === 'Ben Orr deleted the open record.'),
  ).toEqual(['Ben Orr deleted the open record.'])
})
