import type { Page, Request } from '@playwright/test'

/** How long nothing must have been on its way. */
const quietMs = 500

/**
 * Watches what a page asks for, from now on. `settled` waits until nothing has been on its way for
 * half a second – but the feed, which is an answer that never ends.
 */
export function watchNetwork(page: Page): { readonly settled: () => Promise<void> } {
  const open = new Set<Request>()
  let lastAtMs = performance.now()
  const note = () => {
    lastAtMs = performance.now()
  }
  page.on('request', (request) => {
    if (isFeed(request)) return
    open.add(request)
    note()
  })
  const end = (request: Request) => {
    if (open.delete(request)) note()
  }
  page.on('requestfinished', end)
  page.on('requestfailed', end)
  const isQuiet = () => open.size === 0 && performance.now() - lastAtMs >= quietMs
  return {
    settled: async () => {
      while (!isQuiet()) await page.waitForTimeout(50)
    },
  }
}

function isFeed(request: Request): boolean {
  return new URL(request.url()).pathname === '/api/feed'
}
