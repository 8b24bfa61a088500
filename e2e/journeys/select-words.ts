import { expect, type Page } from '@playwright/test'

type Place = { readonly x: number; readonly y: number }

/**
 * Selects words of the open document by dragging over them, as a person does. The words stand in one
 * paragraph; of words that stand there several times the first is taken.
 */
export async function selectWords(page: Page, words: string): Promise<void> {
  const found = await placeOfWords(page, words)
  await page.mouse.move(found.start.x, found.start.y)
  await page.mouse.down()
  // A press that does not move is a click, however far apart its ends are.
  await page.mouse.move(found.start.x + 6, found.start.y)
  await page.mouse.move(found.end.x, found.end.y, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByRole('toolbar')).toBeVisible()
}

/** Where the first and the last letter of some words stand in the window, scrolled into view. */
async function placeOfWords(
  page: Page,
  words: string,
): Promise<{ readonly start: Place; readonly end: Place }> {
  await expect(page.locator('.cm-content')).toContainText(words)
  const place = await page.locator('.cm-content').evaluate((content, wanted) => {
    for (const line of content.querySelectorAll('.cm-line')) {
      const at = (line.textContent ?? '').indexOf(wanted)
      if (at < 0) continue
      line.scrollIntoView({ block: 'center' })
      const first = letterBox(line, at)
      const last = letterBox(line, at + wanted.length - 1)
      if (!first || !last) continue
      return {
        start: { x: first.left + first.width / 2, y: first.top + first.height / 2 },
        end: { x: last.right - 1, y: last.top + last.height / 2 },
      }
    }
    return null

    function letterBox(line: Element, offsetUtf16: number): DOMRect | undefined {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
      let leftUtf16 = offsetUtf16
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.nodeValue?.length ?? 0
        if (leftUtf16 < length) {
          const range = document.createRange()
          range.setStart(node, leftUtf16)
          range.setEnd(node, leftUtf16 + 1)
          return range.getBoundingClientRect()
        }
        leftUtf16 -= length
      }
      return undefined
    }
  }, words)
  if (place === null) throw new Error(`the words “${words}” do not stand in one paragraph`)
  return place
}
