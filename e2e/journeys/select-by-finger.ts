import { expect, type Page } from '@playwright/test'

export type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Selects words as a long press and the handles of a phone do: by the selection of the page. The
 * press itself selects nothing in a browser without a screen.
 */
export async function selectByFinger(page: Page, words: string): Promise<void> {
  await findWords(page, words, { scrolls: true, selects: true })
  await expect(page.getByRole('toolbar')).toBeVisible()
}

/** Where words stand in the window that are in one paragraph; scrolled there unless told not to. */
export function wordsBox(page: Page, words: string, { scrolls = true } = {}): Promise<Box> {
  return findWords(page, words, { scrolls, selects: false })
}

type FindOptions = { readonly scrolls: boolean; readonly selects: boolean }

async function findWords(page: Page, words: string, options: FindOptions): Promise<Box> {
  await expect(page.locator('.cm-content')).toContainText(words)
  const found = await page.locator('.cm-content').evaluate(
    (content, { sought, scrolls, selects }) => {
      for (const line of content.querySelectorAll('.cm-line')) {
        const at = (line.textContent ?? '').indexOf(sought)
        if (at < 0) continue
        if (scrolls) line.scrollIntoView({ block: 'center' })
        const range = document.createRange()
        range.setStart(...placeIn(line, at))
        range.setEnd(...placeIn(line, at + sought.length))
        if (selects) getSelection()?.removeAllRanges()
        if (selects) getSelection()?.addRange(range)
        const { x, y, width, height } = range.getBoundingClientRect()
        return { x, y, width, height }
      }
      return null

      /** The text node and the place in it of an offset in the line. */
      function placeIn(line: Element, offsetUtf16: number): [Node, number] {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
        let leftUtf16 = offsetUtf16
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.nodeValue?.length ?? 0
          if (leftUtf16 <= length) return [node, leftUtf16]
          leftUtf16 -= length
        }
        return [line, 0]
      }
    },
    { sought: words, ...options },
  )
  if (found === null) throw new Error(`the words “${words}” do not stand in one paragraph`)
  return found
}
