import { expect, type Page } from '@playwright/test'

const mostPresses = 400

/**
 * Selects words of the open document by keyboard alone: from the start of the text word by word to
 * where they begin, then word by word over them.
 */
export async function selectByKeys(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+Home')
  for (let presses = 0; presses < mostPresses; presses++) {
    const after = await textAfterCaret(page)
    if (after.startsWith(words)) break
    // The end of a word is where a word's step stops; the next word begins after the signs between.
    const isBefore = /^[^\p{L}\p{N}]{1,3}/u.exec(after)?.[0] ?? ''
    const isNext = isBefore !== '' && after.slice(isBefore.length).startsWith(words)
    await page.keyboard.press(isNext ? 'ArrowRight' : 'Control+ArrowRight')
  }
  expect(await textAfterCaret(page), 'the caret came to the words').toMatch(startingWith(words))
  for (let presses = 0; presses < mostPresses; presses++) {
    if ((await selectedText(page)).length >= words.length) break
    await page.keyboard.press('Control+Shift+ArrowRight')
  }
  expect(await selectedText(page)).toBe(words)
}

function startingWith(words: string): RegExp {
  return new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}

function selectedText(page: Page): Promise<string> {
  return page.evaluate(() => getSelection()?.toString() ?? '')
}

/** The rest of the caret's paragraph. */
function textAfterCaret(page: Page): Promise<string> {
  return page.evaluate(() => {
    const selection = getSelection()
    const node = selection?.focusNode
    const element = node instanceof Element ? node : node?.parentElement
    const line = element?.closest('.cm-line')
    if (!selection || !node || !line) return ''
    const range = document.createRange()
    range.selectNodeContents(line)
    range.setStart(node, selection.focusOffset)
    return range.toString()
  })
}
