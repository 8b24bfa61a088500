import type { BrowserContext, Page } from '@playwright/test'

/** What the browser itself says of a page: how long it took to answer, and what jumped. */
type Vitals = {
  /** From each key or click until the next frame, by the clock on the wall. */
  readonly interactionsMs: Map<number, number>
  /** Layout shifts in the reading column, whatever brought them about. */
  shift: number
}

declare global {
  var pageVitals: Vitals
}

/** Lets every page of the context note its vitals. */
export async function watchVitals(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    globalThis.pageVitals = { interactionsMs: new Map(), shift: 0 }
    const { interactionsMs } = pageVitals
    // Part of the platform, and not yet of its types.
    const everyEvent: PerformanceObserverInit & { readonly durationThreshold: number } = {
      type: 'event',
      durationThreshold: 16,
      buffered: true,
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!(entry instanceof PerformanceEventTiming) || entry.interactionId === 0) continue
        const before = interactionsMs.get(entry.interactionId) ?? 0
        interactionsMs.set(entry.interactionId, Math.max(before, entry.duration))
      }
    }).observe(everyEvent)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // A layout shift has these fields; the types of the platform do not know them yet.
        const { value, sources } = entry as PerformanceEntry & {
          readonly value: number
          readonly sources: readonly { readonly node: Node | null }[]
        }
        const isInColumn = ({ node }: { readonly node: Node | null }) =>
          node !== null && document.querySelector('.cm-content')?.contains(node)
        if (sources.some(isInColumn)) pageVitals.shift += value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** The 98th of a hundred interactions, in milliseconds by the clock; 16 where none took longer. */
export async function slowInteractionMs(page: Page): Promise<number> {
  const measured = await page.evaluate(() => [...pageVitals.interactionsMs.values()])
  return percentile(measured, 0.98) ?? 16
}

/** The value that so much of all values do not pass; undefined of none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]
}
