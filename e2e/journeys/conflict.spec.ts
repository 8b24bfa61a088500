import type { Page } from '@playwright/test'
import { type AnnotatePage, annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { letIn, makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { expect, type Person, test } from './server-fixture.ts'

test('P8: two people write one field at once: each is asked where it happened, once, and nothing is lost', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  test.slow()
  await signUpOwner(page)
  const project = await makeProject(page, 'At once')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  const tomas = await newPerson('Tomas Rell')
  await letIn(page, tomas, { project })
  await openDocument(page, gazetteArticle.title)
  const mine = annotatePage(page)
  await mine.tagNew('Oren Vash', '1')
  await tomas.page.goto(`/p/${project}/documents`)
  await openDocument(tomas.page, gazetteArticle.title)
  const his = annotatePage(tomas.page)
  const noteOf = (annotate: typeof mine) =>
    annotate.inspector('Mention').getByRole('textbox', { name: 'Note' })
  for (const annotate of [mine, his]) await annotate.openRecord(/Oren Vash/, 'Mention')
  const stored = async () => (await exportProject(page, project)).of('mention')[0]?.data.note
  const card = page.getByRole('dialog', { name: 'Two versions of this mention' })

  const meet = async (yours: string, theirs: string) => {
    await page.context().setOffline(true)
    await noteOf(mine).fill(yours)
    await noteOf(mine).blur()
    await noteOf(his).fill(theirs)
    await noteOf(his).blur()
    await expect
      .poll(async () => {
        const answer = await tomas.page.request.get(`/api/exports/${project}/parallax?layers=all`)
        return (await answer.text()).includes(theirs)
      })
      .toBe(true)
    await page.context().setOffline(false)
    await expect(card).toBeVisible({ timeout: 30_000 })
    await expect(card).toContainText('Tomas Rell changed this mention while you did.')
    await expect(card).toContainText(yours)
    await expect(card).toContainText(theirs)
  }

  await meet('the minister', 'a politician')
  // It waits for an answer, also over a reload.
  await page.reload()
  await expect(card).toBeVisible()
  await expect(card).toBeFocused()
  await page.keyboard.press('1')
  await expect(card).toBeHidden()
  await expect.poll(stored).toBe('the minister')
  await expect(noteOf(his)).toHaveValue('the minister')

  await mine.openRecord(/Oren Vash/, 'Mention')
  await meet('of transport', 'of the sea')
  await expect(card).toBeFocused()
  await page.keyboard.press('2')
  await expect(card).toBeHidden()
  await expect.poll(stored).toBe('of the sea')
  await expect(noteOf(mine)).toHaveValue('of the sea')

  // Other fields of the same record merge, and nobody is asked.
  await page.context().setOffline(true)
  await mine.inspector('Mention').getByRole('radio', { name: 'Description' }).click()
  await noteOf(his).fill('he')
  await noteOf(his).blur()
  await page.context().setOffline(false)
  const form = async () => (await exportProject(page, project)).of('mention')[0]?.data.form
  await expect.poll(form).toMatchObject({ level: 'NOM' })
  await expect.poll(stored).toBe('he')
  await expect(card).toBeHidden()

  // A colleague's words never take the place of those one is typing, nor the other way round.
  await noteOf(mine).fill('the one who')
  await noteOf(his).fill('they')
  await noteOf(his).blur()
  const pronoun = (annotate: typeof mine) =>
    annotate.inspector('Mention').getByRole('radio', { name: 'Pronoun' })
  await pronoun(his).click()
  await expect(pronoun(mine)).toBeChecked()
  await expect.poll(stored).toBe('they')
  await expect(noteOf(mine)).toHaveValue('the one who')
  await noteOf(mine).press('End')
  await noteOf(mine).pressSequentially(' resigned')
  await noteOf(mine).blur()
  await expect(card).toContainText('they')
  await expect(card).toContainText('the one who resigned')
  expect(await stored()).toBe('they')
  await card.getByRole('button', { name: 'Keep yours' }).click()
  await expect(card).toBeHidden()
  await expect.poll(stored).toBe('the one who resigned')
})

for (const tabs of [1, 2])
  test(`P8: what one writes by hand after a question was put off stands (${tabs} open tabs)`, async ({
    page,
    signUpOwner,
    newPerson,
  }) => {
    test.slow()
    await signUpOwner(page)
    const tomas = await newPerson(`Tomas of ${tabs}`)
    const { project, mine, his } = await atOneDocument(page, tomas, ['Oren Vash'])
    const pages = [mine]
    if (tabs === 2) pages.push(annotatePage(await page.context().newPage()))
    for (const { page: other } of pages.slice(1)) await other.goto(page.url())
    await page.bringToFront()
    for (const annotate of [...pages, his]) await annotate.openRecord(/Oren Vash/, 'Mention')
    const notes = async () => (await notesOf(page, project)).join()

    await offlineUntil(page, async () => {
      await writeNote(mine, 'the minister')
      await writeNote(his, 'a politician')
      await expect.poll(notes).toBe('a politician')
    })
    for (const each of pages) await expect(questionOn(each.page)).toBeVisible({ timeout: 30_000 })
    for (const each of pages)
      await questionOn(each.page).getByRole('button', { name: 'Later' }).click()
    await writeNote(mine, 'of transport')
    await expect.poll(notes).toBe('of transport')
    for (const each of pages) {
      await each.expectSaved()
      await expect(questionOn(each.page)).toBeHidden()
    }
    // Nor is it written again by a page that opens.
    await page.reload()
    await expect(mine.rows).toHaveCount(1)
    await mine.expectSaved()
    expect(await notes()).toBe('of transport')
    await expect(noteIn(his)).toHaveValue('of transport')
  })

test('P8: one edit of many records that meets a colleague’s is answered with one key', async ({
  page,
  signUpOwner,
  newPerson,
}) => {
  test.slow()
  await signUpOwner(page)
  const tomas = await newPerson('Tomas of Many')
  const words = ['Oren Vash', 'Ferry Union', 'Mira Toll']
  const { project, mine, his } = await atOneDocument(page, tomas, words)
  // Asked for seldom: exports are rationed.
  const notes = async () => (await notesOf(page, project)).sort()
  const meet = async (yours: string, theirs: (words: string) => string) => {
    await offlineUntil(page, async () => {
      await noteToAll(mine, yours)
      for (const each of words) {
        await his.openRecord(new RegExp(each), 'Mention')
        await writeNote(his, theirs(each))
      }
      await his.expectSaved()
    })
    await expect(questionOn(page)).toContainText('1 of 3', { timeout: 30_000 })
    await expect(questionOn(page)).toBeFocused()
  }

  await meet('who spoke', (each) => `${each}, he says`)
  await questionOn(page).getByRole('button', { name: 'Theirs in all 3' }).click()
  await expect(questionOn(page)).toBeHidden()
  await mine.expectSaved()
  expect(await notes()).toEqual(words.map((each) => `${each}, he says`).sort())

  await meet('who was asked', (each) => `${each}, again`)
  await page.keyboard.press('4')
  await expect(questionOn(page)).toBeHidden()
  await mine.expectSaved()
  expect(await notes()).toEqual(words.map(() => 'who was asked'))

  // Some of it, one by one: the answers are kept until all are there.
  await meet('who knew', (each) => `${each}, at last`)
  await page.keyboard.press('1')
  await expect(questionOn(page)).toContainText('1 of 2')
  await page.keyboard.press('5')
  await expect(questionOn(page)).toBeHidden()
  await mine.expectSaved()
  expect((await notes()).filter((note) => note === 'who knew')).toHaveLength(1)
})

/** The owner, who is signed in, and a new colleague have one document open, with these words tagged. */
async function atOneDocument(page: Page, colleague: Person, words: readonly string[]) {
  const project = await makeProject(page, `At once with ${colleague.name}`)
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await letIn(page, colleague, { project })
  await openDocument(page, gazetteArticle.title)
  const mine = annotatePage(page)
  for (const each of words) await mine.tagNew(each, '1')
  await mine.expectSaved()
  await colleague.page.goto(page.url())
  const his = annotatePage(colleague.page)
  await expect(his.rows).toHaveCount(words.length)
  return { project, mine, his }
}

const questionOn = (page: Page) =>
  page.getByRole('dialog', { name: 'Two versions of this mention' })

const noteIn = (annotate: AnnotatePage) =>
  annotate.inspector('Mention').getByRole('textbox', { name: 'Note' })

async function writeNote(annotate: AnnotatePage, words: string): Promise<void> {
  await noteIn(annotate).fill(words)
  await noteIn(annotate).blur()
}

async function noteToAll({ page, tree }: AnnotatePage, words: string): Promise<void> {
  await tree.focus()
  await page.keyboard.press('Control+a')
  const bar = page.getByRole('region', { name: 'Chosen records' })
  await bar.getByRole('button', { name: 'Note' }).click()
  await page.getByRole('textbox', { name: 'One note for all of them' }).fill(words)
  await page.getByRole('button', { name: 'Write the note' }).click()
}

async function notesOf(page: Page, project: string): Promise<string[]> {
  return (await exportProject(page, project)).of('mention').map(({ data }) => String(data.note))
}

/** Does something while nobody answers this page, and lets it be answered again. */
async function offlineUntil(page: Page, act: () => Promise<void>): Promise<void> {
  await page.context().setOffline(true)
  await act()
  await page.context().setOffline(false)
}
