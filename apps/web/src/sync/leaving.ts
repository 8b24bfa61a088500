import type { Outbox } from '@parallax/sync'
import { hasTyped, writeTyped } from './typed-words.ts'

/** How long storage may take before the page is loaded anew all the same; then the browser asks. */
const longestKeepingMs = 2_000

const outboxes = new Set<Outbox>()
let isAgreed = false

/**
 * Loads the page anew for a person who has asked for it: first what stands in fields is written and
 * all of it is stored. The browser asks only where something would be lost.
 */
export async function reloadKept(): Promise<void> {
  writeTyped()
  const kept = Promise.all([...outboxes].map((outbox) => outbox.kept()))
  isAgreed = await Promise.race([kept.then(() => true), passing(longestKeepingMs)])
  window.location.reload()
}

/** Has the browser ask before the page is left, where something would be lost or left unsent. */
export function askBeforeLeaving(outbox: Outbox): void {
  outboxes.add(outbox)
  window.addEventListener('beforeunload', (event) => {
    writeTyped()
    const { mustStay, isDurable } = outbox.state
    if (hasTyped() || (mustStay && !(isAgreed && isDurable))) event.preventDefault()
    isAgreed = false
  })
  // Some pages are left without that, such as those of a phone.
  window.addEventListener('pagehide', writeTyped)
}

function passing(timeMs: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), timeMs)
  })
}
