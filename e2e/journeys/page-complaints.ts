import type { Page } from '@playwright/test'

/**
 * Collects what a page complains about from now on: errors in the console, errors that nobody
 * caught, and everything that the content policy stopped.
 */
export async function collectComplaints(page: Page): Promise<() => readonly string[]> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = event
      reportError(
        new Error(`content policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
      )
    })
  })
  return () => complaints
}
