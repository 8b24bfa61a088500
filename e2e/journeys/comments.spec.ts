import type { Locator, Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { letIn, makeProject } from './project-doors.ts'
import { openDocument, uploadByDialog } from './project-steps.ts'
import { selectByFinger } from './select-by-finger.ts'
import { selectByKeys } from './select-by-keys.ts'
import { selectWords } from './select-words.ts'
import { expect, type Person, test } from './server-fixture.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Comments' })
const threads = (within: Page | Locator) => within.getByRole('article')

/** Writes into the field that has the focus and sends it. */
async function say(page: Page, words: string, field = 'Your comment'): Promise<void> {
  const box = page.getByRole('textbox', { name: field })
  await expect(box).toBeFocused()
  await box.fill(words)
  await page.keyboard.press('Control+Enter')
}

/** A project with one article, opened by its owner, and a colleague who may write. */
async function twoPeople(page: Page, colleague: Person, name: string): Promise<string> {
  const project = await makeProject(page, name)
  await page.goto(`/p/${project}/documents`)
  await uploadByDialog(page, [gazetteArticle])
  await letIn(page, colleague, { project })
  await openDocument(page, gazetteArticle.title)
  return project
}

async function visit(person: Person, project: string): Promise<void> {
  await person.page.goto(`/p/${project}/documents`)
  await openDocument(person.page, gazetteArticle.title)
}

test('two people talk about a record and a passage, name each other, resolve, and see what is new', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  test.setTimeout(150_000)
  await signUpOwner(page)
  const mei = await newPerson('Mei Tan')
  const project = await twoPeople(page, mei, 'Talk')
  await visit(mei, project)
  const olga = annotatePage(page)

  await olga.tagNew('Oren Vash', '1')
  await page.keyboard.press('m')
  const box = page.getByRole('textbox', { name: 'Your comment' })
  await expect(box).toBeFocused()
  await box.pressSequentially('Is he the minister, @me')
  await expect(page.getByRole('option', { name: 'Mei Tan' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('Is he the minister, @Mei Tan ')
  await page.keyboard.press('Control+Enter')
  const own = threads(olga.inspector('Mention'))
  await expect(own).toContainText('Is he the minister, @Mei Tan')
  await expect(olga.row(/Oren Vash/)).toHaveAccessibleName(/1 comment/)

  const unread = mei.page.getByRole('button', { name: 'Comments, 1 unread' })
  await expect(unread, 'it is there without a reload').toBeVisible()
  await mei.page.locator('.cm-content').click()
  await mei.page.keyboard.press('Shift+m')
  const theirs = threads(annotatePage(mei.page).inspector('Mention'))
  await expect(theirs).toContainText('Is he the minister')
  await expect(unread, 'what is shown is read').toBeHidden()
  await theirs.getByRole('button', { name: 'Reply' }).click()
  await say(mei.page, 'He was, until May.', 'Your reply')
  await expect(own, 'and back').toContainText('He was, until May.')
  await expect(theirs.getByRole('button', { name: 'Resolve' }), 'not hers to settle').toBeHidden()
  await own.getByRole('button', { name: 'Resolve' }).click()
  await expect(own).toBeHidden()
  await expect(theirs).toBeHidden()
  await page.getByRole('button', { name: '1 resolved' }).click()
  await own.getByRole('button', { name: 'Reopen' }).click()
  await expect(theirs).toContainText('He was, until May.')

  await selectWords(mei.page, 'welcomed the delay')
  await mei.page.getByRole('toolbar').getByRole('button', { name: 'Comment' }).click()
  await say(mei.page, 'Who did?')
  await expect(threads(panel(mei.page))).toContainText('Who did?')
  await olga.inspector('Mention').getByRole('button', { name: 'Close, Esc' }).click()
  const mark = page.getByRole('button', { name: 'Comment by Mei Tan: Who did?' })
  await mark.click()
  await expect(threads(panel(page))).toContainText('Who did?')
  await expect(panel(page)).toContainText('welcomed the delay')

  // In the still text they are footnotes, each called out where it belongs.
  await page.getByRole('link', { name: 'Reading view' }).click()
  const notes = page.getByRole('region', { name: 'Comments' }).getByRole('listitem')
  await expect(notes).toHaveCount(2)
  await expect(notes.first()).toContainText('Mei Tan He was, until May.')
  await expect(notes.last()).toContainText('welcomed the delay')
  const call = page.getByRole('link', { name: 'Comment 2' })
  await expect(page.getByRole('paragraph').filter({ has: call })).toContainText('delay2')
})

test('what others did since one was last here is told in a line, and led through', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  test.setTimeout(120_000)
  await signUpOwner(page)
  const mei = await newPerson('Mei Tan-Lee')
  const project = await twoPeople(page, mei, 'Since')
  await visit(mei, project)
  const line = (of: Page) => of.getByRole('complementary', { name: 'Since you were last here' })
  await expect(line(mei.page), 'nothing is new at the first visit').toBeHidden()
  const left = mei.page.waitForResponse((answer) => answer.url().includes('visits.note'))
  await mei.page.getByRole('link', { name: 'Back to Documents' }).click()
  await left

  const olga = annotatePage(page)
  await olga.tagNew('Oren Vash', '1')
  await selectWords(page, 'welcomed the delay')
  await page.keyboard.press('m')
  await page.getByRole('textbox', { name: 'Your comment' }).pressSequentially('For Mei, @tan')
  await page.getByRole('option', { name: 'Mei Tan-Lee' }).click()
  await page.keyboard.press('Control+Enter')
  await expect(threads(panel(page))).toContainText('For Mei')
  await olga.expectSaved()

  await mei.page.goto(`/p/${project}/documents`)
  await expect(mei.page.getByRole('row', { name: gazetteArticle.title })).toContainText('1')
  await mei.page.getByRole('button', { name: '1 comment names you' }).click()
  await mei.page.getByRole('menuitem', { name: /For Mei/ }).click()
  await expect(threads(panel(mei.page))).toContainText('For Mei, @Mei Tan-Lee')
  await expect(line(mei.page)).toContainText('Olga Owner added 1 mention and wrote 1 comment.')
  await line(mei.page).getByRole('button', { name: 'Show' }).click()
  await expect(annotatePage(mei.page).inspector('Mention')).toContainText('Oren Vash')
  await line(mei.page).getByRole('button', { name: 'Dismiss' }).click()
  await expect(line(mei.page)).toBeHidden()
  await mei.page.reload()
  await expect(annotatePage(mei.page).rows.first()).toBeVisible()
  await expect(line(mei.page), 'told once').toBeHidden()
})

test('by keyboard alone: a comment is written, edited, taken back by undo, and left', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Keys')
  await page.goto(`/p/${project}/documents`)
  await uploadByDialog(page, [gazetteArticle])
  await openDocument(page, gazetteArticle.title)
  await page.locator('.cm-content').focus()
  await selectByKeys(page, 'Ferry Union')
  await page.keyboard.press('m')
  await say(page, 'Which union?')
  const thread = threads(panel(page))
  await expect(thread).toContainText('Which union?')
  await thread.getByRole('button', { name: 'More about this comment' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Edit' }).press('Enter')
  await say(page, 'Which of the two unions?', 'What the comment says')
  await expect(thread).toContainText('Which of the two unions?')
  await expect(thread).toContainText('edited')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await expect(page.locator('.cm-content')).toBeFocused()

  const mark = page.getByRole('button', { name: /Comment by Olga Owner/ })
  await expect(mark).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(mark, 'the edit is taken back first').toHaveAccessibleName(/Which union/)
  await page.keyboard.press('Control+z')
  await expect(mark).toBeHidden()
  await page.keyboard.press('Control+y')
  await expect(mark, 'and done again').toBeVisible()
  await page.keyboard.press('i')
  await expect(panel(page)).toContainText('Ferry Union')
})

test('P32: a comment is written, read, answered and resolved by touch on a phone', async ({
  browser,
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Thumbs')
  await page.goto(`/p/${project}/documents`)
  await uploadByDialog(page, [gazetteArticle])
  const address = await page.getByRole('link', { name: gazetteArticle.title }).getAttribute('href')
  const { origin } = new URL(page.url())
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    baseURL: origin,
    storageState: await page.context().storageState(),
  })
  const phone = await context.newPage()
  await phone.goto(address ?? '')
  await expect(phone.locator('.cm-content')).toContainText('Ferry Union')
  await selectByFinger(phone, 'Ferry Union')
  await phone.getByRole('toolbar').getByRole('button', { name: 'Comment' }).tap()
  await expect(panel(phone)).toContainText('Ferry Union')
  await phone.getByRole('textbox', { name: 'Your comment' }).fill('Which one?')
  await panel(phone).getByRole('button', { name: 'Comment', exact: true }).tap()
  const thread = threads(panel(phone))
  await thread.getByRole('button', { name: 'Reply' }).tap()
  await phone.getByRole('textbox', { name: 'Your reply' }).fill('The old one.')
  await thread.getByRole('button', { name: 'Reply' }).tap()
  await expect(thread).toContainText('The old one.')
  await thread.getByRole('button', { name: 'Resolve' }).tap()
  await expect(thread.getByRole('button', { name: 'Reopen' })).toBeVisible()
  await panel(phone).getByRole('button', { name: 'Close, Esc' }).tap()
  await expect(panel(phone)).toBeHidden()
  await phone
    .getByRole('navigation', { name: 'Go on in this text' })
    .getByRole('button', { name: 'Comments' })
    .tap()
  await panel(phone).getByRole('radio', { name: 'Resolved' }).tap()
  await expect(panel(phone)).toContainText('The old one.')
  await context.close()
})
