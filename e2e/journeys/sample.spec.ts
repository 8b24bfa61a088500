import { annotatePage } from './annotate-page.ts'
import { exportProject } from './exported-project.ts'
import { projectOf } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

test('one click opens the sample, and it can be put back as it was', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  await page.goto('/')
  await page.getByRole('button', { name: 'Open the sample project' }).click()
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') })
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'The Meridian' })).toBeVisible()
  await expect(rows.filter({ hasText: 'Brennick Daily' })).toBeVisible()
  const before = await exportProject(page, projectOf(page))
  const owners = before.of('layer').map(({ data }) => data.owner)
  expect(new Set(owners).size, 'two analysts').toBe(2)

  const title = "Aldova 'Ready' to Open Soreth Dam as Merrow Runs Low"
  await page.getByRole('link', { name: title }).click()
  const annotate = annotatePage(page)
  await expect(annotate.rows.first()).toBeVisible()
  await selectWords(page, 'for the first time')
  await page.keyboard.press('6')
  await page.keyboard.press('Escape')
  await annotate.expectSaved()
  const changed = await exportProject(page, projectOf(page))
  expect(changed.of('mention')).toHaveLength(before.of('mention').length + 1)

  await page.goto('/projects')
  await page.getByRole('button', { name: /^What to do with/ }).click()
  await page.getByRole('menuitem', { name: 'Put the sample back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  await expect(rows).toHaveCount(2)
  const after = await exportProject(page, projectOf(page))
  expect(contentsOf(after)).toEqual(contentsOf(before))
})

/** What the sample says, without the ids and times that a fresh one has of its own. */
function contentsOf(file: Awaited<ReturnType<typeof exportProject>>): readonly string[] {
  const kinds = ['entity', 'proposition', 'mention', 'claim', 'stance', 'relation'] as const
  return kinds.map((kind) => `${kind} ${file.of(kind).length}`)
}
