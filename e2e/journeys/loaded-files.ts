import { brotliCompressSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** One file that the page loaded to run or to look right. */
export type LoadedFile = {
  readonly path: string
  readonly kind: 'script' | 'sheet' | 'font'
  /** As brotli makes it; fonts are compressed already. */
  readonly transferredBytes: number
  /** When the page asked for it, in milliseconds since somebody asked for the page. */
  readonly startedMs: number
}

const endings = { js: 'script', css: 'sheet', woff2: 'font' } as const

/** The scripts, sheets and fonts that the page has loaded so far, each once, in the order it asked. */
export async function filesOf(page: Page): Promise<readonly LoadedFile[]> {
  const entries = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ url: name, startedMs: startTime })),
  )
  const seen = new Map(entries.toReversed().map((entry) => [entry.url, entry]))
  const files: LoadedFile[] = []
  for (const { url, startedMs } of [...seen.values()].toSorted(
    (a, b) => a.startedMs - b.startedMs,
  )) {
    const path = new URL(url).pathname
    const ending = /\.(js|css|woff2)$/.exec(path)?.[1]
    if (ending !== 'js' && ending !== 'css' && ending !== 'woff2') continue
    const body = await (await page.request.get(url)).body()
    const transferredBytes = ending === 'woff2' ? body.length : brotliCompressSync(body).length
    files.push({ path, kind: endings[ending], transferredBytes, startedMs })
  }
  return files
}

/** Scripts and sheets together, in KB of 1,000 bytes. */
export function programKb(files: readonly LoadedFile[]): number {
  const counted = files.filter(({ kind }) => kind !== 'font')
  return counted.reduce((sum, { transferredBytes }) => sum + transferredBytes, 0) / 1_000
}
