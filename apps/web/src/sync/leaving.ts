import type { Outbox } from '@parallax/sync'

let isAgreed = false

/** The person has agreed to leave a page whose work is kept: the browser need not ask again. */
export function leaveUnasked(): void {
  isAgreed = true
}

/** Has the browser ask before the page is left, where something would be lost or left unsent. */
export function askBeforeLeaving(outbox: Outbox): void {
  window.addEventListener('beforeunload', (event) => {
    const { mustStay, isDurable } = outbox.state
    if (mustStay && !(isAgreed && isDurable)) event.preventDefault()
    isAgreed = false
  })
}
