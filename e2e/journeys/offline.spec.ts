import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

/** Requests that send work, alone or together with others. */
const submissions = /\/api\/trpc\/[^?]*operations\.submit/

test('work without a network waits, outlives the page, and is saved once', async ({
  page,
  context,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Bridge toll')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await openDocument(page, gazetteArticle.title)
  const annotate = annotatePage(page)
  await annotate.tagNew('Oren Vash', '1')
  await annotate.expectSaved()
  // The line says “saving” only after a while; what counts is that the server has the link too.
  const linked = async () =>
    (await exportProject(page, project)).of('mention').filter(({ data }) => data.entity).length
  await expect.poll(linked).toBe(1)

  await context.setOffline(true)
  for (const words of ['Ferry Union', 'Transport Ministry']) {
    await selectWords(page, words)
    await page.keyboard.press('2')
    await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeFocused()
    await page.keyboard.press('Escape')
  }
  const waiting = page.getByRole('button', { name: 'Offline, 2 waiting' })
  await expect(waiting).toBeVisible()

  // The pages come back before what changes something does: the page is new, the work is not.
  await page.route(submissions, (route) => route.abort('internetdisconnected'))
  await context.setOffline(false)
  await page.reload()
  await expect(annotate.rows).toHaveCount(3)
  await expect(waiting).toBeVisible()
  expect((await exportProject(page, project)).of('mention')).toHaveLength(1)

  await page.unroute(submissions)
  await annotate.expectSaved()
  await page.reload()
  await expect(annotate.rows).toHaveCount(3)
  await annotate.expectSaved()
  const quotes = (await exportProject(page, project)).of('mention').map(({ data }) => data.extent)
  expect(quotes).toHaveLength(3)
  expect(new Set(quotes.map((extent) => JSON.stringify(extent))).size).toBe(3)
})
