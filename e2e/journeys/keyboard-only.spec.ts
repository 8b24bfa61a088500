import type { Locator, Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { courierArticle, gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { noteSaid, said } from './heard.ts'
import { makeProject } from './project-doors.ts'
import { uploadByDrop } from './project-steps.ts'
import { selectByKeys } from './select-by-keys.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

const claimWords = 'The Union wants the decision in writing.'

test('an article is tagged from the list to the next one without a mouse', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Bridge toll')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await uploadByDrop(page, [courierArticle])
  await page.goto(`/p/${project}/documents`)
  const annotate = annotatePage(page)
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  // From the list into the document: its place in the list is its place among the documents.
  await expect(page.getByRole('link', { name: gazetteArticle.title })).toBeVisible()
  await press('j')
  while (!(await page.getByRole('link', { name: gazetteArticle.title }).evaluate(isFocused)))
    await press('j')
  await press('Enter')
  const text = page.getByRole('document', { name: gazetteArticle.title })
  await expect(text).toBeFocused()

  // A mention, linked to a new entity by its name.
  await selectByKeys(page, 'Ferry Union')
  await press('2')
  await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeFocused()
  await page.keyboard.type('Union of Ferry Crews')
  await expect(page.getByRole('option', { name: 'New: Union of Ferry Crews' })).toBeVisible()
  await press('Enter')
  await expect(text).toBeFocused()
  await expect(annotate.row(/Ferry Union.*Union of Ferry Crews/)).toBeVisible()

  // A claim with a proposition, and one of its fields.
  await selectByKeys(page, claimWords)
  await press('c')
  const claim = annotate.inspector('Claim')
  await expect(claim.getByRole('textbox', { name: 'Find or write a proposition' })).toBeFocused()
  await page.keyboard.type('The toll decision is written down')
  await press('Enter')
  await expect(text).toBeFocused()
  await press('Enter')
  await expect(claim.getByRole('textbox', { name: 'Find or write a proposition' })).toBeFocused()
  await tabTo(
    page,
    claim.getByRole('radiogroup', { name: 'Polarity' }).getByRole('radio', { checked: true }),
  )
  // The choice follows the arrow while it is held, as a finger holds it.
  await page.keyboard.down('ArrowRight')
  await expect(claim.getByRole('radio', { name: 'Negative' })).toBeChecked()
  await page.keyboard.up('ArrowRight')
  await press('Escape')
  await expect(text).toBeFocused()

  // A stance of the claim, moved to the strongest point.
  await press('k', 'j')
  await expect(claim).toBeVisible()
  await press('s')
  const stance = annotate.inspector('Stance')
  await expect(stance.getByRole('radio', { name: /^\+1/ })).toBeFocused()
  await press('+')
  await expect(stance.getByRole('radio', { name: /^\+2/ })).toBeChecked()

  // A link between the claim and the stance.
  await press('Escape')
  await expect(text).toBeFocused()
  await press('k', 'k', 'k', 'j')
  await expect(annotate.tree.getByRole('treeitem', { selected: true })).toHaveCount(1)
  await press('r')
  await expect(page.getByText(/choose the other record/)).toBeVisible()
  await press('j', 'Enter')
  await expect(page.getByRole('combobox', { name: 'How are they related?' })).toBeFocused()
  await press('1')
  await expect(annotate.rows).toHaveCount(4)

  // Undo takes the link back, and the next document opens.
  await press('Control+z')
  await expect(annotate.rows).toHaveCount(3)
  await annotate.expectSaved()
  await press('n')
  await expect(page.getByRole('document', { name: courierArticle.title })).toBeFocused()

  const file = await exportProject(page, project)
  expect(file.of('relation')).toEqual([])
  expect(file.of('mention').map(({ data }) => data.extent)).toMatchObject([
    [{ text: 'Ferry Union' }],
  ])
  expect(file.of('claim').map(({ data }) => data.polarity)).toEqual(['negative'])
  expect(file.of('stance').map(({ data }) => data.value)).toEqual([2])
})

test('P26: a record gets one more part, and each of its ends is moved, without a mouse', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const annotate = await openGazette(page)
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  await selectByKeys(page, 'Mira Toll')
  await page.keyboard.press('1')
  await page.keyboard.press('Escape')
  const mention = annotate.inspector('Mention')
  const parts = mention.locator('.evidence__part')
  await expect(parts).toHaveText(['Mira Toll'])
  await expect(annotate.text).toBeFocused()

  // By its key, and from the palette.
  await selectByKeys(page, 'Saltmarsh')
  await page.keyboard.press('Shift+p')
  await expect(parts).toHaveText(['Saltmarsh', 'Mira Toll'])
  await expect(annotate.text).toBeFocused()
  await selectByKeys(page, 'Ferry Union')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('one more part')
  await expect(page.getByRole('option', { name: /as one more part/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(parts).toHaveCount(3)
  const before = await parts.allTextContents()

  // The second part: its inner ends, and nothing else.
  await annotate.text.focus()
  await noteSaid(page)
  await page.keyboard.press('Alt+Shift+Enter')
  await page.keyboard.press('Alt+Shift+Enter')
  await expect.poll(() => said(page)).toContainEqual(expect.stringContaining('Part 2 of 3'))
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect(parts.nth(1)).not.toHaveText(before[1] ?? '')
  await expect(parts).toHaveText([before[0] ?? '', /^.+$/, before[2] ?? ''])
  expect(before[1]?.startsWith((await parts.nth(1).textContent()) ?? '?')).toBe(true)
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect(parts).toHaveText(before)
  await annotate.expectSaved()

  await page.goto('/account#keys')
  const add = /^Change the key of “Add the selected words to the open record.*now Shift P$/
  await expect(page.getByRole('button', { name: add })).toBeVisible()
})

test('what is typed before the question is seen is typed into it', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const annotate = await openGazette(page)
  await annotate.tagNew('Ferry Union', '2')
  const question = page.getByRole('combobox', { name: 'Who or what is it?' })
  await selectWords(page, 'Oren Vash')
  // All at once: letters that are keys of the text, and a key that the question has of its own.
  await Promise.all(['1', 'c', 'm', 'o'].map((key) => page.keyboard.press(key)))
  await expect(question).toHaveValue('cmo')
  await expect(annotate.rows).toHaveCount(2)
  await page.keyboard.press('Escape')
  await selectWords(page, 'Union wants')
  await Promise.all(['1', 'Escape'].map((key) => page.keyboard.press(key)))
  await expect(question).toHaveCount(0)
  await expect(annotate.text).toBeFocused()
  await expect(annotate.rows).toHaveCount(3)

  // What was made is left at once: its inspector does not take the focus later.
  await selectWords(page, 'decision in writing')
  await Promise.all(['c', 'Escape'].map((key) => page.keyboard.press(key)))
  await expect(annotate.rows).toHaveCount(4)
  await expect(annotate.inspector('Claim')).toBeHidden()
  await expect(annotate.text).toBeFocused()
})

function isFocused(element: Element): boolean {
  return element === element.ownerDocument.activeElement
}

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const most = 60
  for (let pressed = 0; pressed < most; pressed++) {
    if (await target.evaluate(isFocused)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

/** Opens the one article of a new project. */
async function openGazette(page: Page) {
  const project = await makeProject(page, 'Bridge toll')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await page.getByRole('link', { name: gazetteArticle.title }).click()
  return annotatePage(page)
}
