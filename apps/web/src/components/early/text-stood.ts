import { isEarlyAddress } from './early-address.ts'

/** A text that is slow does not hold up what works on it for longer. */
const longestWaitMs = 300

let stand = () => {}

/** Fulfilled when the early text is painted, or was waited for long enough, or is none. */
export const textStood: Promise<void> = new Promise((resolve) => {
  stand = resolve
})

/** Says that the early text is painted. */
export function noteTextStands(): void {
  stand()
}

if (typeof window !== 'undefined') {
  if (isEarlyAddress(window.location)) setTimeout(stand, longestWaitMs)
  else stand()
}
