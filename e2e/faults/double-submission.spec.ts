import { expect, type Locator, type Page } from '@playwright/test'
import { annotatePage } from '../journeys/annotate-page.ts'
import { gazetteArticle } from '../journeys/articles.ts'
import { bratArchive, bringFile } from '../journeys/brat-archive.ts'
import { exportProject } from '../journeys/exported-project.ts'
import { makeProject } from '../journeys/project-doors.ts'
import { openDocument, uploadByDrop } from '../journeys/project-steps.ts'
import { selectWords } from '../journeys/select-words.ts'
import { test } from '../journeys/server-fixture.ts'
import { ask } from './outbox-page.ts'
import { rounds } from './rounds.ts'

test.beforeEach(({ page, signUpOwner }) => signUpOwner(page))

test('P9: a project is made once, however fast its button is pressed and Enter held', async ({
  page,
}) => {
  const named = async (name: string) =>
    (await ask<readonly Named[]>(page, 'projects.list', {})).filter((each) => each.name === name)
  for (const [name, press] of someOfThem) {
    await page.goto('/projects')
    await page.getByRole('button', { name: 'New project' }).last().click()
    const dialog = page.getByRole('dialog', { name: 'A new project' })
    await dialog.getByLabel('Name').fill(name)
    await press(
      dialog.getByRole('button', { name: 'Create the project' }),
      dialog.getByLabel('Name'),
    )
    await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
    expect(await named(name)).toHaveLength(1)
  }
})

test('P9: an invitation is made once, and its link stays in sight', async ({ page }) => {
  const project = await makeProject(page, 'Invitations')
  await page.goto(`/p/${project}/team`)
  for (const [at, [, press]] of presses.entries()) {
    await page.getByRole('button', { name: 'Invite someone' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite someone' })
    const button = dialog.getByRole('button', { name: 'Make a link' })
    await press(button, button)
    await expect(dialog.getByText('/invite/')).toBeVisible()
    await settled(page)
    await expect(dialog.getByText('/invite/')).toBeVisible()
    expect(await ask<readonly unknown[]>(page, 'invitations.list', { project })).toHaveLength(
      at + 1,
    )
    await dialog.getByRole('button', { name: 'Done' }).click()
  }
})

test('P9: an access token is made once, and its word stays in sight', async ({ page }) => {
  await page.goto('/account')
  for (const [at, [name, press]] of presses.entries()) {
    await page.getByRole('button', { name: 'Make a token' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make an access token' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('checkbox', { name: /Read exports/ }).click()
    await press(dialog.getByRole('button', { name: 'Make the token' }), dialog.getByLabel('Name'))
    const word = dialog.getByText(/^plx_\w{49}$/)
    await expect(word).toBeVisible()
    await settled(page)
    await expect(word).toBeVisible()
    expect(await ask<readonly unknown[]>(page, 'tokens.list', {})).toHaveLength(at + 1)
    await dialog.getByRole('button', { name: 'Done' }).click()
  }
})

test('P9: a release is made once', async ({ page }) => {
  const project = await makeProject(page, 'Releases')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await page.goto(`/p/${project}/datasets`)
  for (const [at, [title, press]] of someOfThem.entries()) {
    await page.getByRole('button', { name: 'New release' }).click()
    const dialog = page.getByRole('dialog', { name: 'New release' })
    await dialog.getByLabel('Title').fill(title)
    const button = dialog.getByRole('button', { name: 'Make the release' })
    await press(button, button)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await settled(page)
    const jobs = await ask<readonly unknown[]>(page, 'jobs.list', { project })
    expect(jobs).toHaveLength(at + 1)
  }
})

test('P9: a file is imported once', async ({ page }) => {
  for (const [name, press] of someOfThem) {
    const project = await makeProject(page, name)
    await page.goto(`/p/${project}/datasets`)
    const buffer = await bratArchive()
    await bringFile(page, { name: 'river.zip', mimeType: 'application/zip', buffer })
    const button = page.getByRole('button', { name: 'Import', exact: true })
    await press(button, button)
    await expect(page.getByText('It is in the project.')).toBeVisible()
    expect((await exportProject(page, project)).of('document')).toHaveLength(2)
  }
})

test('P9: entities and labels are made once', async ({ page }) => {
  const project = await makeProject(page, 'Records')
  for (const [name, press] of someOfThem) {
    await page.goto(`/p/${project}/registry`)
    await page.getByRole('button', { name: 'New entity' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New entity' })
    await dialog.getByLabel('Name').fill(name)
    await press(dialog.getByRole('button', { name: 'Make it' }), dialog.getByLabel('Name'))
    await expect(dialog).toBeHidden()
    await page.goto(`/p/${project}/codebook`)
    await page.getByRole('button', { name: 'New label' }).click()
    const label = page.getByRole('dialog', { name: 'New label' })
    await label.getByLabel('Name').fill(name)
    await press(label.getByRole('button', { name: 'Add' }), label.getByLabel('Name'))
    await expect(label).toBeHidden()
    await settled(page)
    const { of } = await exportProject(page, project)
    for (const kind of ['entity', 'label'])
      expect(
        of(kind).filter(({ data }) => data.name === name),
        kind,
      ).toHaveLength(1)
  }
})

test('P9: propositions are made once', async ({ page }) => {
  const project = await makeProject(page, 'Propositions')
  for (const [name, press] of someOfThem) {
    await page.goto(`/p/${project}/registry?tab=propositions`)
    await page.getByRole('button', { name: 'New proposition' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New proposition' })
    const statement = `${name}, a ferry stays in harbour.`
    await dialog.getByLabel('Statement').fill(statement)
    await press(dialog.getByRole('button', { name: 'Make it' }), dialog.getByLabel('Statement'))
    await expect(dialog).toBeHidden()
    await settled(page)
    const made = (await exportProject(page, project)).of('proposition')
    expect(made.filter(({ data }) => data.statement === statement)).toHaveLength(1)
  }
})

test('P9: an export is begun once', async ({ page }) => {
  const project = await makeProject(page, 'Exports')
  await page.goto(`/p/${project}/datasets`)
  await page.getByRole('radio', { name: 'CSV table .csv' }).click()
  for (const [at, [, press]] of someOfThem.entries()) {
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const report = page.getByRole('dialog', { name: 'CSV table cannot hold everything' })
    const button = report.getByRole('button', { name: 'Export' })
    const download = page.waitForEvent('download')
    await press(button, button)
    await download
    await settled(page)
    const jobs = await ask<readonly { readonly kind: string }[]>(page, 'jobs.list', { project })
    expect(jobs.filter(({ kind }) => kind === 'export')).toHaveLength(at + 1)
  }
})

test('P9: a comment is written once', async ({ page }) => {
  const project = await makeProject(page, 'Comments')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await openDocument(page, gazetteArticle.title)
  const passages = ['Oren Vash', 'Ferry Union', 'Transport Ministry']
  for (const [at, [words, press]] of someOfThem.entries()) {
    await selectWords(page, passages[at] ?? '')
    await page.getByRole('toolbar').getByRole('button', { name: 'Comment' }).click()
    const panel = page.getByRole('complementary', { name: 'Comments' })
    const field = panel.getByRole('textbox', { name: 'Your comment' })
    await field.fill(words)
    await press(panel.getByRole('button', { name: 'Comment', exact: true }), field, 'Control+Enter')
    await settled(page)
    await annotatePage(page).expectSaved()
    const written = (await exportProject(page, project)).of('comment')
    expect(written.filter(({ data }) => JSON.stringify(data.body).includes(words))).toHaveLength(1)
  }
})

test('P9: a pasted text is added once', async ({ page }) => {
  const project = await makeProject(page, 'Pasted')
  for (const [title, press] of someOfThem) {
    await page.goto(`/p/${project}/documents`)
    await expect(page.getByRole('button', { name: 'Add documents' }).first()).toBeVisible()
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      const paste = { clipboardData, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new ClipboardEvent('paste', paste))
    }, `${title}\n\nThe ferry stays in harbour.`)
    const dialog = page.getByRole('dialog')
    const button = dialog.getByRole('button', { name: 'Add the document' })
    await press(button, dialog.getByLabel('Title'))
    await expect(page.getByRole('row', { name: title })).toBeVisible()
    await settled(page)
    await expect(page.getByRole('row', { name: title })).toHaveCount(1)
  }
})

type Named = { readonly name: string }

/** Two clicks that the page hears one right after the other, as it does on a busy machine. */
async function twice(button: Locator): Promise<void> {
  await expect(button).toBeEnabled()
  await button.evaluate(async (element: HTMLElement) => {
    element.click()
    // All that a page does at the end of an event, and nothing that waits for a timer.
    for (let turn = 0; turn < 100; turn += 1) await null
    element.click()
  })
}

/** A double click of a person, with the answer of a fast server between its two. */
async function slowly(button: Locator): Promise<void> {
  const page = button.page()
  await button.click()
  await page.waitForTimeout(250)
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
}

/** A key that is held, and repeats itself. */
async function held(_button: Locator, field: Locator, key = 'Enter'): Promise<void> {
  await field.focus()
  const { keyboard } = field.page()
  const [modifier] = key.split('+').slice(0, -1)
  if (modifier) await keyboard.down(modifier)
  for (let time = 0; time < 6; time += 1) {
    await keyboard.down('Enter')
    await field.page().waitForTimeout(30)
  }
  await keyboard.up('Enter')
  if (modifier) await keyboard.up(modifier)
}

type Press = (button: Locator, field: Locator, key?: string) => Promise<void>

/** The first finds what is begun twice; what stands in the place of the button is about the others. */
const presses: readonly (readonly [string, Press])[] = [
  ['Pressed twice', twice],
  ['Clicked twice', slowly],
  ['Held down', held],
]

const someOfThem = presses.slice(0, rounds(1, presses.length))

/** Whatever a second press may have begun has arrived. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(300)
}
