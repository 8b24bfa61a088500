import type { Page } from '@playwright/test'

declare global {
  /** Everything that live regions said, in order. */
  var heard: string[]
}

/** Notes from now on what live regions say: a sentence stands there for a moment only. */
export async function noteSaid(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.heard = []
    const observer = new MutationObserver((mutations) => {
      for (const { addedNodes } of mutations)
        for (const node of addedNodes)
          if (node.parentElement?.closest('[aria-live]'))
            globalThis.heard.push(node.textContent ?? '')
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
}

/** What they have said since, in order. */
export function said(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => globalThis.heard)
}
