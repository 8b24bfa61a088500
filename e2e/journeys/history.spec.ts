import AxeBuilder from '@axe-core/playwright'
import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { letIn, makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

test('P24: the history says who did what, and takes a document back to a point, which can be undone', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  test.slow()
  await signUpOwner(page)
  const project = await makeProject(page, 'What was done')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  const mei = await newPerson('Mei Sato')
  await letIn(page, mei, { project })
  await openDocument(page, gazetteArticle.title)
  const annotate = annotatePage(page)
  await annotate.tagNew('Oren Vash', '1')
  await mei.page.goto(`/p/${project}/documents`)
  await openDocument(mei.page, gazetteArticle.title)
  const hers = annotatePage(mei.page)
  await hers.openRecord(/Oren Vash/, 'Mention')
  await hers.inspector('Mention').getByRole('radio', { name: 'Description' }).click()
  const mentions = async () => (await exportProject(page, project)).of('mention')
  await expect.poll(async () => (await mentions())[0]?.data.form).toMatchObject({ level: 'NOM' })
  await annotate.tagNew('Ferry Union', '2')
  await annotate.tagNew('Transport Ministry', '2')
  await expect.poll(async () => (await mentions()).filter(({ data }) => data.entity).length).toBe(3)

  await annotate.text.focus()
  await page.keyboard.press('Shift+h')
  const panel = page.getByRole('complementary', { name: 'History' })
  const list = panel.getByRole('listbox', { name: 'What was done, newest first' })
  await expect(list).toBeFocused()
  const said = list.getByRole('option')
  await expect(
    said.filter({ hasText: 'Mei Sato changed the form of “Oren Vash” from Name to Description' }),
  ).toBeVisible()
  await expect(said.first()).toContainText('Transport Ministry')
  await expect(said.last()).toContainText('added this document')
  const results = await new AxeBuilder({ page }).include('.history').analyze()
  expect(results.violations.map(({ id }) => id)).toEqual([])

  // By keys to what Mei did; from there the document can be taken back.
  const back = panel.getByRole('button', { name: 'Take the document back to here' })
  await expect(back).toBeHidden()
  const active = list.getByRole('option', { selected: true })
  for (let step = 0; step < 10 && !(await active.textContent())?.includes('Mei'); step += 1)
    await page.keyboard.press('ArrowDown')
  await expect(active).toContainText('Mei Sato')
  await back.click()
  const dialog = page.getByRole('dialog', { name: 'Take the document back to here?' })
  await expect(dialog).toContainText('2 records go')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(annotate.rows).toHaveCount(1)
  await expect.poll(async () => (await mentions()).length).toBe(1)
  await expect(said.first()).toContainText('You')
  await expect(hers.rows).toHaveCount(1)

  // It is one step like any other.
  await annotate.text.focus()
  await page.keyboard.press('Control+z')
  await expect(annotate.rows).toHaveCount(3)
  await expect.poll(async () => (await mentions()).length).toBe(3)

  // One gesture of somebody else is undone by itself, whatever came since.
  await said.filter({ hasText: 'changed the form of “Oren Vash” from Name' }).last().click()
  await panel.getByRole('button', { name: 'Undo this' }).click()
  const ofVash = async () => (await mentions()).map(({ data }) => JSON.stringify(data.form))
  await expect
    .poll(async () => (await ofVash()).filter((form) => form.includes('NAM')).length)
    .toBe(3)

  // Of one record, and of one person alone.
  await panel.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: 'Mei Sato' }).click()
  await expect(said).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  // The registry and the codebook have one too, which leads to what it tells of.
  await page.goto(`/p/${project}/registry`)
  const button = page.getByRole('button', { name: 'History', exact: true })
  await button.click()
  await said.filter({ hasText: 'Ferry Union' }).first().click()
  await expect(page).toHaveURL(/registry\?id=/)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(button).toBeFocused()
  await page.goto(`/p/${project}/codebook`)
  await button.click()
  await expect(said.last()).toContainText('You made')
})

test('the history fits a phone', async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'On the phone')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await openDocument(page, gazetteArticle.title)
  const annotate = annotatePage(page)
  await annotate.tagNew('Oren Vash', '1')
  await annotate.text.focus()
  await page.keyboard.press('Shift+h')
  await page.setViewportSize({ width: 390, height: 780 })
  const panel = page.getByRole('complementary', { name: 'History' })
  const box = await panel.boundingBox()
  expect(box?.width).toBeLessThanOrEqual(390)
  const isScrolling = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(await isScrolling()).toBe(false)
  await panel.getByRole('button', { name: 'Close the history' }).click()
  await expect(panel).toBeHidden()
})
