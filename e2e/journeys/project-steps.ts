import { expect, type Page } from '@playwright/test'
import { type Article, asFilePayload } from './articles.ts'

export type ProjectMode = 'Together' | 'Side by side'

/** Makes a project on the list of projects and gives back its id. */
export async function createProject(page: Page, name: string, mode: ProjectMode = 'Together') {
  await page.goto('/projects')
  await page.getByRole('button', { name: 'New project' }).last().click()
  const dialog = page.getByRole('dialog', { name: 'A new project' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('radio', { name: mode }).click()
  await dialog.getByRole('button', { name: 'Create the project' }).click()
  await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible()
  return projectOf(page)
}

/** The id of the project that the page shows. */
export function projectOf(page: Page): string {
  const id = /\/p\/([^/]+)/.exec(page.url())?.[1]
  if (id === undefined) throw new Error(`${page.url()} is no page of a project`)
  return id
}

/** Chooses files in the dialog of the system and waits until the project has them. */
export async function uploadByDialog(page: Page, articles: readonly Article[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add documents' }).first().click()
  await (await chooser).setFiles(articles.map(asFilePayload))
  await expectListed(page, articles)
}

/** Drops files on the page and waits until the project has them. */
export async function uploadByDrop(page: Page, articles: readonly Article[]): Promise<void> {
  await expect(page.getByRole('button', { name: 'Add documents' }).first()).toBeVisible()
  await dropFiles(page, articles)
  await expectListed(page, articles)
}

/** Drops files on the page. */
export async function dropFiles(
  page: Page,
  files: readonly Pick<Article, 'filename' | 'bytes'>[],
): Promise<void> {
  const contents = files.map(({ filename, bytes }) => ({
    filename,
    base64: bytes.toString('base64'),
  }))
  await page.evaluate((dropped) => {
    const transfer = new DataTransfer()
    for (const { filename, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([bytes], filename, { type: 'text/plain' }))
    }
    const event = { dataTransfer: transfer, bubbles: true, cancelable: true }
    document.body.dispatchEvent(new DragEvent('dragover', event))
    document.body.dispatchEvent(new DragEvent('drop', event))
  }, contents)
}

async function expectListed(page: Page, articles: readonly Article[]): Promise<void> {
  for (const { title, outlet } of articles) {
    const row = page.getByRole('row', { name: title })
    await expect(row).toBeVisible()
    await expect(row).toContainText(outlet)
  }
}

/** Opens a document from the list. */
export async function openDocument(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('document', { name: title })).toBeVisible()
}
