import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { courierArticle, gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { importLong, longText } from './import-long.ts'
import { call, makeProject } from './project-doors.ts'
import { uploadByDrop } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

/** A project with both articles, and the first one open. */
async function openGazette(page: Page, name: string) {
  const project = await makeProject(page, name)
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await uploadByDrop(page, [courierArticle])
  await page.goto(`/p/${project}/documents`)
  await page.getByRole('link', { name: gazetteArticle.title }).click()
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  return { project, annotate: annotatePage(page) }
}

/** Tags words with a label's key and leaves them unlinked. */
async function tagOnly(page: Page, words: string, key: string) {
  await selectWords(page, words)
  await page.keyboard.press(key)
  await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeHidden()
}

/** Closes the open record: what is open when one leaves is open again when one comes back. */
async function closeRecord(page: Page) {
  await page.getByRole('document', { name: gazetteArticle.title }).focus()
  await page.keyboard.press('Escape')
  await expect(annotatePage(page).inspector('Mention')).toBeHidden()
}

test('P28: the same words are tagged everywhere with one skipped, and one undo takes it back', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { project, annotate } = await openGazette(page, 'Everywhere')
  await annotate.tagNew('Mira Toll', '1')
  await selectWords(page, 'Saltmarsh')
  await page.keyboard.press('4')
  await page.keyboard.press('Escape')
  await expect(annotate.rows).toHaveCount(2)
  await page.keyboard.press('a')
  const card = page.getByRole('dialog', { name: 'Tag “Saltmarsh” everywhere' })
  await expect(card.getByText('These words stand nowhere else')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()

  await selectWords(page, 'toll')
  await page.keyboard.press('a')
  const tollCard = page.getByRole('dialog', { name: 'Tag “toll” everywhere' })
  await tollCard.getByRole('checkbox', { name: 'Capital letters count' }).click()
  const places = tollCard.getByRole('option')
  const count = await places.count()
  expect(count, 'there is something to skip').toBeGreaterThan(2)
  await tollCard.getByRole('listbox').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press(' ')
  await expect(places.nth(1)).toHaveAttribute('aria-selected', 'false')
  await expect(tollCard.getByRole('status')).toHaveText(`${count - 1} of ${count} places`)
  await page.keyboard.press('Enter')
  await expect(tollCard).toBeHidden()
  await expect(annotate.rows).toHaveCount(2 + count - 1)
  await annotate.expectSaved()
  const tagged = await exportProject(page, project)
  expect(tagged.of('mention')).toHaveLength(2 + count - 1)

  await annotate.text.focus()
  await page.keyboard.press('Control+z')
  await expect(annotate.rows).toHaveCount(2)
  await annotate.expectSaved()
  const after = await exportProject(page, project)
  expect(after.of('mention')).toHaveLength(2)
})

test('several records are chosen and changed together, each change one step to undo', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { annotate } = await openGazette(page, 'Together')
  for (const words of ['Oren Vash', 'Ferry Union', 'Mira Toll']) await tagOnly(page, words, '2')
  await expect(annotate.rows).toHaveCount(3)
  const bar = page.getByRole('region', { name: 'Chosen records' })

  // By keys: from the open record on, row by row.
  await annotate.tree.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(bar.getByRole('status')).toHaveText('2 chosen')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await page.keyboard.press('Control+a')
  await expect(bar.getByRole('status')).toHaveText('3 chosen')

  // One link for all of them, to a new entity.
  await bar.getByRole('button', { name: 'Link to' }).click()
  await page.getByRole('combobox', { name: 'Who or what is it?' }).fill('The bridge people')
  await page.getByRole('option', { name: 'New: The bridge people' }).click()
  await expect(annotate.row(/The bridge people/)).toHaveCount(3)
  await expect(page.getByText('3 records linked.')).toBeVisible()

  // Another label, then both steps back.
  await bar.getByRole('button', { name: 'Label' }).click()
  await page.getByRole('menuitem', { name: 'Person' }).click()
  await expect(annotate.row(/Person/)).toHaveCount(3)
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(annotate.row(/Organisation/)).toHaveCount(3)
  await annotate.text.focus()
  await page.keyboard.press('Control+z')
  await expect(annotate.row(/The bridge people/)).toHaveCount(0)

  // With the mouse: a row more, a row less; then all of it is deleted, and comes back.
  await page.keyboard.press('Escape')
  await annotate.row(/Oren Vash/).click({ modifiers: ['ControlOrMeta'] })
  await annotate.row(/Mira Toll/).click({ modifiers: ['ControlOrMeta'] })
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(annotate.rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(annotate.rows).toHaveCount(3)
})

test('a filter holds for tree, text and steps, shows what it is, and stays for the next document', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { annotate } = await openGazette(page, 'Filtered')
  await annotate.tagNew('Oren Vash', '1')
  await tagOnly(page, 'Ferry Union', '2')
  await selectWords(page, 'The Union wants the decision in writing.')
  await annotate.claim()
  await annotate.text.focus()
  await expect(annotate.rows).toHaveCount(3)

  await page.keyboard.press('f')
  const card = page.getByRole('dialog', { name: 'Filter the records' })
  await card.getByRole('checkbox', { name: 'Mentions that are not linked yet' }).click()
  await page.keyboard.press('Escape')
  await expect(annotate.rows).toHaveCount(1)
  await expect(annotate.row(/Ferry Union/)).toBeVisible()
  await expect(page.getByRole('group', { name: 'What is drawn' })).toContainText('Claims0')
  await annotate.text.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(annotate.inspector('Mention')).toContainText('Ferry Union')

  // It stays for the next document, and shows nothing there; the way out is where one looks.
  await page.keyboard.press('n')
  await expect(page.getByRole('document', { name: courierArticle.title })).toBeFocused()
  await expect(page.getByText('No record here matches the filter.')).toBeVisible()
  await page.keyboard.press('Shift+n')
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  await page.getByRole('button', { name: 'Remove Mentions that are not linked yet' }).click()
  await expect(annotate.rows).toHaveCount(3)

  // Only one entity stands out, by key and back.
  await annotate.row(/Oren Vash/).click()
  await annotate.text.focus()
  await page.keyboard.press('e')
  await expect(page.getByText('Only Oren Vash stands out')).toBeVisible()
  await page.keyboard.press('Shift+f')
  await expect(page.getByText('Only Oren Vash stands out')).toBeHidden()
})

test('P27: keys lead to what is not linked, to other parts of the page, along a link and back', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { annotate } = await openGazette(page, 'Far and back')
  await annotate.tagNew('Oren Vash', '1')
  await tagOnly(page, 'Ferry Union', '2')
  await selectWords(page, 'The promise came two days after')
  await annotate.claim()
  await annotate.text.focus()
  await selectWords(page, 'The Union wants the decision in writing.')
  await annotate.claim()
  await annotate.text.focus()
  await expect(annotate.rows).toHaveCount(4)
  await page.keyboard.press('r')
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  await expect(annotate.inspector('Claim')).toContainText('The promise came')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'How are they related?' })).toBeFocused()
  await page.keyboard.press('1')
  await expect(annotate.rows).toHaveCount(5)
  await expect(annotate.inspector('Claim')).toContainText('The Union wants')

  // The filter reaches the link: hidden, it is drawn at neither end, and the claims are.
  const link = page.locator('.px-arc-label, .px-stub')
  const links = page.getByRole('checkbox', { name: 'Links' })
  await expect(link.first()).toBeVisible()
  for (const isShown of [false, true]) {
    await annotate.text.focus()
    await page.keyboard.press('f')
    await links.click()
    await page.keyboard.press('Escape')
    await expect(annotate.rows).toHaveCount(isShown ? 5 : 4)
    if (isShown) await expect(link.first()).toBeVisible()
    else await expect(link).toHaveCount(0)
  }
  await annotate.text.focus()

  // The same again is no choice any more, and two mentions have none: the card says so.
  const supports = page.getByRole('option', { name: 'supports' })
  const attacks = page.getByRole('option', { name: 'attacks' })
  for (const key of ['r', 'k', 'k', 'Enter']) await page.keyboard.press(key)
  await expect(attacks).toContainText('2')
  await expect(supports).toBeHidden()
  await page.keyboard.press('Escape')
  await annotate.openRecord(/Oren Vash/, 'Mention')
  await annotate.text.focus()
  await page.keyboard.press('r')
  await annotate.row(/Ferry Union/).click()
  await expect(page.getByText('No kind of link of the codebook fits these two.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(annotate.text).toBeFocused()
  await annotate.openRecord(/The Union wants/, 'Claim')
  await annotate.text.focus()
  await page.keyboard.press('o')
  await expect(annotate.inspector('Claim')).toContainText('The promise came')
  await page.keyboard.press('Shift+o')
  await expect(annotate.inspector('Claim')).toContainText('The Union wants')

  await page.keyboard.press('u')
  await expect(annotate.inspector('Mention')).toContainText('Ferry Union')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Alt+PageDown')
  await page.keyboard.press('Alt+PageDown')
  const caret = () => page.evaluate(() => getSelection()?.focusNode?.textContent ?? '')
  const first = await caret()
  await page.keyboard.press('Alt+PageDown')
  expect(await caret()).not.toBe(first)
  await page.keyboard.press('Alt+PageUp')
  expect(await caret()).toBe(first)
})

test('P27: over 200 paragraphs a key leads to the far end of a link and back, and its stub says where', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Far')
  // Eight sentences make a paragraph.
  const text = { text: longText(1_600), mentionCount: 1 }
  const document = await importLong(page, project, text)
  await page.goto(`/p/${project}/documents/${document}`)
  const annotate = annotatePage(page)
  await expect(annotate.rows).toHaveCount(1)
  await annotate.text.focus()
  const claim = annotate.inspector('Claim')
  for (const words of ['Report 9.', 'Report 1591.']) {
    await page.keyboard.press('Control+f')
    const bar = page.getByRole('search', { name: 'Find in this document' })
    await bar.getByRole('textbox').fill(words)
    await expect(bar.getByRole('status')).toHaveText('1 of 1')
    await page.keyboard.press('Escape')
    await annotate.claim()
    await expect(claim).toContainText(words)
    await annotate.text.focus()
  }
  await page.keyboard.press('r')
  await annotate.row(/Report 9\./).click()
  await expect(page.getByRole('combobox', { name: 'How are they related?' })).toBeFocused()
  await page.keyboard.press('1')
  await expect(annotate.rows).toHaveCount(4)

  // One key there and back; at either end stand the words of the other, and no arc.
  const stub = page.locator('.px-stub')
  await annotate.openRecord(/^.*Report 1591\..*Claim$/, 'Claim')
  await annotate.text.focus()
  await expect(stub).toHaveText('supports → “Report 9.”')
  for (const [key, here, far] of [
    ['o', 'Report 9.', '“Report 1591.” → supports'],
    ['Shift+o', 'Report 1591.', 'supports → “Report 9.”'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(claim).toContainText(here)
    await expect(page.locator('.cm-content').getByText(here).first()).toBeInViewport()
    await expect(stub).toHaveText(far)
    await expect(page.locator('.px-arc')).toHaveCount(0)
  }
  await stub.click()
  await expect(claim).toContainText('Report 9.')
})

test('P31: a key is changed in the account, works, and follows the person; letters can be off', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { annotate, project } = await openGazette(page, 'Own keys')
  await tagOnly(page, 'Oren Vash', '1')
  await tagOnly(page, 'Ferry Union', '2')
  await closeRecord(page)

  await page.goto('/account#keys')
  await page.getByRole('button', { name: 'Change the key of “Next record”, now J' }).click()
  await page.keyboard.press('Control+Shift+n')
  await expect(page.getByText(/The browser keeps .* for itself/)).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText('K is the key of “Previous record”.')).toBeVisible()
  await page.keyboard.press('g')
  await expect(
    page.getByRole('button', { name: 'Change the key of “Next record”, now G' }),
  ).toBeFocused()

  const grow = 'Change the key of “Grow the selection: word, sentence, paragraph”, now'
  await page.getByRole('button', { name: `${grow} ]` }).click()
  await page.keyboard.press('w')
  await expect(page.getByRole('button', { name: `${grow} W` })).toBeFocused()
  const end = 'Change the key of “Move the end of the open record on by a word”, now'
  await page.getByRole('button', { name: `${end} Alt Shift →` }).click()
  await page.keyboard.press('Alt+w')
  await expect(page.getByRole('button', { name: `${end} Alt W` })).toBeFocused()

  await page.goto(`/p/${project}/documents`)
  await page.getByRole('link', { name: gazetteArticle.title }).click()
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  await expect(annotate.rows).toHaveCount(2)
  const selected = () => page.evaluate(() => String(getSelection()))
  // The article begins with folded lines, in which a selection has no words on the screen.
  await selectWords(page, 'Vash Promises')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press(']')
  expect(await selected(), 'the key that was given away').toBe('')
  await page.keyboard.press('w')
  await expect.poll(selected).toBe('Vash')
  await page.keyboard.press('Escape')
  await page.keyboard.press('.')
  await page.keyboard.press(')')
  expect((await selected()).trim(), 'by sentences').not.toBe('')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(annotate.inspector('Mention')).toBeHidden()
  await page.keyboard.press('g')
  await expect(annotate.inspector('Mention')).toContainText('Oren Vash')
  await page.keyboard.press('Alt+w')
  await expect(annotate.inspector('Mention')).toContainText('Oren Vash said')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'All keys' })
  const line = (what: string) => keys.getByRole('listitem').filter({ hasText: what })
  await expect(line('Next record')).toContainText('G')
  await expect(line('Grow the selection')).toContainText('W')
  await expect(line('Select on to the next sentence')).toContainText(')')
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await closeRecord(page)

  await call(page, 'account.setPreferences', { preferences: { singleKeys: false } })
  await page.reload()
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  await expect(annotate.rows).toHaveCount(2)
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+n')
  await expect(annotate.inspector('Mention')).toBeHidden()
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  await call(page, 'account.setPreferences', { preferences: {} })
})

test('P31: a label that is no longer offered is offered nowhere, by key neither, and stays where it is', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const { annotate, project } = await openGazette(page, 'Retired')
  await tagOnly(page, 'Ferry Union', '2')
  await tagOnly(page, 'Oren Vash', '1')
  await annotate.expectSaved()

  await page.goto(`/p/${project}/codebook`)
  await page
    .getByRole('button', { name: /^Organisation/ })
    .first()
    .click()
  await page.getByRole('switch', { name: 'No longer offered' }).click()
  await page.getByRole('button', { name: 'Publish version 2' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 2' }).click()
  await expect(page.getByText('Version 2, published. Nothing changed since.')).toBeVisible()

  await page.goto(`/p/${project}/documents`)
  await page.getByRole('link', { name: gazetteArticle.title }).click()
  await expect(annotate.row(/Ferry Union.*Organisation/)).toBeVisible()
  await selectWords(page, 'Mira Toll')
  const toolbar = page.getByRole('toolbar')
  await expect(toolbar.getByRole('button', { name: /Person/ })).toBeVisible()
  await expect(toolbar.getByRole('button', { name: /Organisation/ })).toBeHidden()
  await page.keyboard.press('2')
  await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeHidden()
  await expect(toolbar, 'the words are still selected').toBeVisible()
  await expect(annotate.rows).toHaveCount(2)
  await page.keyboard.press('a')
  const card = page.getByRole('dialog', { name: 'Tag “Mira Toll” everywhere' })
  await expect(card.getByRole('combobox', { name: 'Label' })).toHaveText(/Person/)
  await card.getByRole('combobox', { name: 'Label' }).click()
  await expect(page.getByRole('option', { name: 'Place' }).first()).toBeVisible()
  await expect(page.getByRole('option', { name: 'Organisation' })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(card.getByRole('combobox', { name: 'Label' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()

  // What has it shows it, and may keep it; what has another one cannot get it.
  for (const [words, isThere] of [
    ['Ferry Union', true],
    ['Oren Vash', false],
  ] as const) {
    await annotate.openRecord(new RegExp(words), 'Mention')
    const type = annotate.inspector('Mention').getByRole('combobox', { name: 'Type' })
    await expect(type).toHaveText(isThere ? 'Organisation' : 'Person')
    await type.click()
    await expect(page.getByRole('option', { name: 'Place' }).first()).toBeVisible()
    await expect(page.getByRole('option', { name: /^Organisation/ })).toHaveCount(isThere ? 1 : 0)
    await page.keyboard.press('Escape')
  }
})

test('P31: a key that does something else is not given to a label, and the codebook says why', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Label keys')
  await page.goto(`/p/${project}/codebook`)
  await page
    .getByRole('button', { name: /^Person/ })
    .first()
    .click()
  const key = page.getByRole('textbox', { name: 'Key that tags with it' })
  const before = await key.inputValue()
  for (const [typed, why] of [
    ['c', /C does something else: Make a claim of the selected words/],
    ['2', /2 is already the key of Organisation/],
  ] as const) {
    await key.fill(typed)
    await key.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: why })).toBeVisible()
    await expect(key).toHaveValue(before)
  }
  await key.fill('9')
  await key.press('Enter')
  await expect(key).toHaveValue('9')
  await expect(page.getByText('The key stays as it was.')).toBeHidden()
})
