import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { courierArticle, gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { call, makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

/** A hundred steps are a hundred questions to the server, one after the other. */
const patience = { timeout: 60_000 }

/** Sends operations as a browser would, each a gesture of its own, to have much history at once. */
async function noteMany(page: Page, project: string, layer: string, notes: readonly string[]) {
  const [mention] = (await exportProject(page, project)).of('mention')
  const operations = notes.map((value, index) => {
    const id = idInOrder(index)
    const stream = { kind: 'layer', id: layer }
    const args = { id: mention?.id, register: 'note', value }
    return { id, stream, baseSeq: 1_000_000, group: id, after: null, type: 'record.set', args }
  })
  const { answers } = await call<{ answers: { result: string }[] }>(page, 'operations.submit', {
    project,
    operations,
  })
  expect(answers.map(({ result }) => result)).toEqual(notes.map(() => 'ok'))
}

/** A UUIDv7 of now, in the order of the index. */
function idInOrder(index: number): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const order = index.toString(16).padStart(3, '0')
  const random = Math.floor(Math.random() * 0xffff_ffff)
    .toString(16)
    .padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8000-${random}`
}

test('P24: more than a hundred steps are undone and redone after a reload, and in another document', async ({
  page,
  signUpOwner,
}) => {
  test.slow()
  await signUpOwner(page)
  const project = await makeProject(page, 'Steps back')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle, courierArticle])
  await openDocument(page, gazetteArticle.title)
  const annotate = annotatePage(page)
  await annotate.tagNew('Oren Vash', '1')
  const mentions = async () => (await exportProject(page, project)).of('mention')
  await expect.poll(async () => (await mentions()).filter(({ data }) => data.entity).length).toBe(1)

  const layer = await page.evaluate(
    async (document) => {
      const input = encodeURIComponent(JSON.stringify(document))
      const answer = await fetch(`/api/trpc/documents.open?input=${input}`)
      return (await answer.json()).result.data.layers[0].id as string
    },
    { project, document: /documents\/([^/?]+)/.exec(page.url())?.[1] },
  )
  const notes = Array.from({ length: 110 }, (_, index) => `note ${index}`)
  await noteMany(page, project, layer, notes)
  const note = async () => (await mentions())[0]?.data.note
  await expect.poll(note).toBe('note 109')

  await page.reload()
  await annotate.openRecord(/Oren Vash/, 'Mention')
  const field = annotate.inspector('Mention').getByRole('textbox', { name: 'Note' })
  await annotate.text.focus()
  for (let step = 0; step < 109; step += 1) await page.keyboard.press('Control+z')
  await expect(field).toHaveValue('note 0', patience)
  await expect.poll(note).toBe('note 0')

  await page.reload()
  await annotate.openRecord(/Oren Vash/, 'Mention')
  await annotate.text.focus()
  for (let step = 0; step < 109; step += 1) await page.keyboard.press('Control+Shift+z')
  await expect(field).toHaveValue('note 109', patience)
  await expect.poll(note).toBe('note 109')

  // In another document it says where the step was, goes there, and shows it.
  await page.goto(`/p/${project}/documents`)
  await openDocument(page, courierArticle.title)
  await annotate.text.focus()
  await page.keyboard.press('Control+z')
  const question = page.getByRole('dialog', { name: 'Your last step was in another document' })
  await expect(question).toContainText(gazetteArticle.title)
  await expect(question.getByRole('button', { name: 'Go there and undo' })).toBeFocused()
  expect(await note()).toBe('note 109')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeVisible()
  await expect(field).toHaveValue('note 108')
  await expect.poll(note).toBe('note 108')
})
