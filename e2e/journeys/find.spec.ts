import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { courierArticle, gazetteArticle } from './articles.ts'
import { makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { selectByKeys } from './select-by-keys.ts'
import { expect, test } from './server-fixture.ts'

async function openGazette(page: Page): Promise<string> {
  const project = await makeProject(page, 'Bridge toll')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await uploadByDrop(page, [courierArticle])
  await page.goto(`/p/${project}/documents`)
  await openDocument(page, gazetteArticle.title)
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  return project
}

/** What is selected in the text, as the browser has it. */
const selected = (page: Page) => page.evaluate(() => String(getSelection()))

test('words are found in the open document, and what is found can be tagged', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openGazette(page)
  const bar = page.getByRole('search', { name: 'Find in this document' })
  const field = bar.getByRole('textbox')
  const count = bar.getByRole('status')
  const press = (name: string) => bar.getByRole('button', { name }).click()

  // Case and accents are overlooked until somebody says otherwise.
  await page.keyboard.press('Control+f')
  await expect(field).toBeFocused()
  await page.keyboard.type('TÖLL')
  await expect(count).toHaveText('1 of 4')
  await page.keyboard.press('Enter')
  await expect(count).toHaveText('2 of 4')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+Enter')
  await expect(count).toHaveText('4 of 4')
  await press('Match accents')
  await expect(count).toHaveText('Nothing found')
  await press('Match accents')
  await field.fill('Toll')
  await press('Match capital and small letters')
  await expect(count).toHaveText(/of 3$/)
  await press('Match capital and small letters')
  await field.fill('min')
  await expect(count).toHaveText(/of 2$/)
  await press('Whole words only')
  await expect(count).toHaveText('Nothing found')
  await press('Whole words only')

  // A pattern; one that other engines never finish; one that cannot be read.
  await press('Pattern (regular expression)')
  await field.fill('Mira T[a-z]+')
  await expect(count).toHaveText(/of 1$/)
  await field.fill('(.*.*)+x$')
  await expect(count).toHaveText('Nothing found')
  await field.fill('(a+)+$')
  await expect(count).toHaveText(/of \d+$|Nothing found/)
  await field.fill('Mira (')
  await expect(bar.getByText('A bracket “(” is not closed.')).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')

  // What one stands on stays selected, and a key tags it.
  await field.fill('ferry union')
  await expect(count).toHaveText('1 of 1')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  expect(await selected(page)).toBe('Ferry Union')
  await page.keyboard.press('2')
  const question = page.getByRole('combobox', { name: 'Who or what is it?' })
  await expect(question).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(annotatePage(page).row(/Ferry Union/)).toBeVisible()

  // The last question is there again.
  await page.keyboard.press('Control+f')
  await expect(field).toHaveValue('ferry union')

  // What was found is tagged everywhere, once all of it is the same words and whole.
  await press('Pattern (regular expression)')
  const tagAll = bar.getByRole('button', { name: 'Tag all…' })
  await field.fill('Tol')
  await expect(count).toHaveText(/of 4$/)
  await expect(tagAll).toBeHidden()
  await field.fill('Toll')
  await expect(count).toHaveText(/of 4$/)
  await expect(tagAll, 'one of them is written small').toBeHidden()
  await press('Match capital and small letters')
  await expect(count).toHaveText(/of 3$/)
  await press('Pattern (regular expression)')
  await expect(tagAll, 'a pattern').toBeHidden()
  await press('Pattern (regular expression)')
  await tagAll.click()
  await expect(bar).toBeHidden()
  const card = page.getByRole('dialog', { name: 'Tag “Toll” everywhere' })
  await expect(card.getByRole('option')).toHaveCount(3)
  await card.getByRole('button', { name: 'Tag 3 places' }).click()
  await expect(annotatePage(page).row(/^Toll/)).toHaveCount(3)
})

test('P42: words are found in every text of the project, and a hit opens at its place', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await openGazette(page)
  await page.goto(`/p/${project}/documents`)
  await page.getByRole('link', { name: 'Find', exact: true }).click()
  const ask = page.getByRole('search', { name: 'Find in all texts' })
  const field = ask.getByRole('textbox')
  await expect(field).toBeFocused()
  await page.keyboard.type('salt marsh')
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await field.fill('saltmársh')
  const gazette = page.getByRole('region', { name: gazetteArticle.title })
  const courier = page.getByRole('region', { name: courierArticle.title })
  await expect(gazette.getByRole('listitem')).toHaveCount(2)
  await expect(courier.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByText('3 hits in 2 documents').first()).toBeVisible()

  // A pattern that cannot be read, and one that other engines never finish.
  await ask.getByRole('button', { name: 'Pattern (regular expression)' }).click()
  await field.fill('[Ss')
  await expect(ask.getByRole('alert')).toHaveText(/A “\[” is not closed/)
  await field.fill('(a+)+$')
  await expect(ask.getByRole('alert')).toBeHidden()
  await field.fill('a higher \\w+')
  await expect(page.getByText('1 hit in 1 document').first()).toBeVisible()

  // From the field to the hit, and into its text.
  await page.keyboard.press('ArrowDown')
  await expect(courier.getByRole('link', { name: /a higher toll/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('document', { name: courierArticle.title })).toBeFocused()
  await expect.poll(() => selected(page)).toBe('a higher toll')

  // Going back, the question is still there.
  await page.goBack()
  await expect(field).toHaveValue('a higher \\w+')
  await expect(courier.getByRole('listitem')).toHaveCount(1)
})

test('P42: what is found in the project is narrowed down to the mentions of an entity', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await openGazette(page)
  await annotatePage(page).tagNew('Oren Vash', '1')
  await expect(annotatePage(page).rows).toHaveCount(1)
  await annotatePage(page).expectSaved()
  await page.goto(`/p/${project}/find?q=Vash`)
  const counted = (words: string) => expect(page.getByText(words).first()).toBeVisible()
  await counted('in 2 documents')
  await page.getByRole('button', { name: 'Entity: About any entity' }).click()
  await page.getByRole('combobox', { name: 'Entity' }).fill('oren')
  await page.getByRole('option', { name: /Oren Vash/ }).click()
  const chosen = page.getByRole('button', { name: 'Entity: Oren Vash' })
  await expect(chosen).toBeFocused()
  await counted('1 hit in 1 document')
  await page.reload()
  await counted('1 hit in 1 document')
  await chosen.click()
  await page.getByRole('option', { name: 'About any entity' }).click()
  await counted('in 2 documents')
})

test('the palette acts on the selection, and leads to entities, documents and words', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await openGazette(page)
  const annotate = annotatePage(page)
  const palette = page.getByRole('dialog', { name: 'Go anywhere, do anything' })
  const field = palette.getByRole('combobox')
  const open = async () => {
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
  }

  // What can be done with the selection comes first, with the key that does the same.
  await selectByKeys(page, 'Oren Vash')
  await open()
  await page.keyboard.type('person')
  const tag = palette.getByRole('option', { name: 'Tag “Oren Vash” as Person' })
  await expect(tag).toHaveAttribute('aria-selected', 'true')
  await expect(tag).toContainText('1')
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  const question = page.getByRole('combobox', { name: 'Who or what is it?' })
  await expect(question).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(annotate.row(/Oren Vash/)).toBeVisible()
  await annotate.expectSaved()

  // Leaving gives the focus back to the text.
  await open()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()

  // An entity leads to where it is spoken of.
  await page.keyboard.press('Escape')
  await open()
  await page.keyboard.type('vash')
  await expect(palette.getByRole('option', { name: /Oren Vash.*1 mention/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(annotate.inspector('Mention')).toBeVisible()

  // Tab narrows down to this document: the same words, in the text.
  await open()
  await page.keyboard.type('saltmarsh')
  await expect(palette.getByRole('option', { name: /Find “saltmarsh”/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(palette.getByRole('button', { name: 'This document' })).toBeVisible()
  await expect(palette.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => selected(page)).toBe('Saltmarsh')

  // Commands, by a sign.
  await open()
  await page.keyboard.type('>keys')
  await expect(palette.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible()
  await page.keyboard.press('Escape')

  // A document by its title, from another screen too.
  await page.getByRole('link', { name: 'Back to Documents' }).click()
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  await open()
  await page.keyboard.type('ferry crews')
  await expect(palette.getByRole('option', { name: courierArticle.title })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('document', { name: courierArticle.title })).toBeVisible()
})
