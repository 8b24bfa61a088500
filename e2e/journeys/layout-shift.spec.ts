import type { Page } from '@playwright/test'
import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { makeProject } from './project-doors.ts'
import { uploadByDrop } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

declare global {
  /** What moved in the text, and from where to where. */
  var shifts: string[]
}

test('P30: nothing in the text moves while one tags, opens, steps, filters and undoes', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Still')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await page.getByRole('link', { name: gazetteArticle.title }).click()
  const annotate = annotatePage(page)
  await expect(page.getByRole('document', { name: gazetteArticle.title })).toBeFocused()
  await expect(annotate.tree.or(page.getByText('Nothing tagged yet'))).toBeVisible()
  await watchText(page)

  await annotate.tagNew('Mira Toll', '1')
  await annotate.tagNew('Saltmarsh', '4')
  await selectWords(page, 'Ferry Union')
  await page.keyboard.press(']')
  await annotate.claim()
  await page.getByRole('document', { name: gazetteArticle.title }).focus()
  await page.keyboard.press('Escape')
  await expect(annotate.inspector('Claim')).toBeHidden()
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.getByRole('button', { name: /^Claims/ }).click()
  await page.getByRole('button', { name: /^Claims/ }).click()
  await page.getByRole('document', { name: gazetteArticle.title }).focus()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Claims 0' })).toBeVisible()
  await annotate.expectSaved()

  expect(await page.evaluate(() => globalThis.shifts)).toEqual([])
})

/** Notes every shift of the layout that has a part of the text among its sources. */
async function watchText(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.shifts = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        readonly sources?: readonly {
          readonly node?: Node | null
          readonly previousRect: DOMRectReadOnly
          readonly currentRect: DOMRectReadOnly
        }[]
      })[])
        for (const { node, previousRect, currentRect } of entry.sources ?? [])
          if (document.querySelector('.cm-content')?.contains(node ?? null))
            globalThis.shifts.push(
              `${node?.textContent?.slice(0, 30)} ${previousRect.y} → ${currentRect.y}`,
            )
    })
    observer.observe({ type: 'layout-shift' })
  })
}
