import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { bundleBudget } from './bundle-budget.ts'
import { filesOf, type LoadedFile, programKb } from './loaded-files.ts'
import { expect, test } from './server-fixture.ts'

declare global {
  /** When the first line of a document stood in the page, in milliseconds since it was asked for. */
  var textPaintedMs: number | undefined
}

test('the reading screen loads little before its text is painted, and before the first click', async ({
  page,
  signUpOwner,
}, testInfo) => {
  await signUpOwner(page)
  const emptyKb = await emptyPageKb(page)
  const address = await sampleDocument(page)
  await page.addInitScript(notePaintedText)
  await page.goto(address)
  await expect(annotatePage(page).rows.first()).toBeVisible()
  const files = await filesAtRest(page)
  const paintedMs = await page.evaluate(() => globalThis.textPaintedMs ?? Number.NaN)
  const beforeText = files.filter(({ startedMs }) => startedMs <= paintedMs)
  const fontKb =
    files.reduce((sum, file) => sum + (file.kind === 'font' ? file.transferredBytes : 0), 0) / 1_000
  const report = [
    `an empty page ${emptyKb.toFixed(1)} KB`,
    `before the text + ${(programKb(beforeText) - emptyKb).toFixed(1)} KB`,
    `before the first click + ${(programKb(files) - emptyKb).toFixed(1)} KB`,
    `fonts ${fontKb.toFixed(1)} KB, not counted`,
  ].join('; ')
  const list = `${report}\n${listOf(files, paintedMs)}`
  await testInfo.attach('what was loaded', { body: list })
  expect(emptyKb, list).toBeLessThanOrEqual(bundleBudget.emptyPageKb)
  expect(programKb(beforeText) - emptyKb, list).toBeLessThanOrEqual(bundleBudget.beforeTextKb)
  expect(programKb(files) - emptyKb, list).toBeLessThanOrEqual(bundleBudget.beforeFirstClickKb)
})

/** A page with nothing on it but the frame of every page. */
async function emptyPageKb(page: Page): Promise<number> {
  await page.goto('/there/is/nothing/here')
  await expect(page.getByRole('heading', { level: 2 }).or(page.getByRole('heading'))).toBeVisible()
  return programKb(await filesAtRest(page))
}

async function sampleDocument(page: Page): Promise<string> {
  await page.goto('/')
  await page.getByRole('button', { name: 'Open the sample project' }).click()
  const link = page.getByRole('link', { name: /Soreth Dam/ })
  await expect(link).toBeVisible()
  return (await link.getAttribute('href')) ?? ''
}

/** Runs in the page, before its own scripts. */
function notePaintedText(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('.px-early__line, .cm-line') === null) return
    observer.disconnect()
    requestAnimationFrame(() => {
      globalThis.textPaintedMs = performance.now()
    })
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** What is loaded once nothing has come for a second. */
async function filesAtRest(page: Page): Promise<readonly LoadedFile[]> {
  const count = () => page.evaluate(() => performance.getEntriesByType('resource').length)
  for (let before = -1; before !== (await count()); ) {
    before = await count()
    await page.waitForTimeout(1_000)
  }
  return await filesOf(page)
}

function listOf(files: readonly LoadedFile[], paintedMs: number): string {
  return files
    .map(({ path, transferredBytes, startedMs }) => {
      const when = startedMs <= paintedMs ? 'before the text' : 'after it'
      return `${(transferredBytes / 1_000).toFixed(1).padStart(7)} KB ${when.padEnd(15)} ${path}`
    })
    .join('\n')
}
