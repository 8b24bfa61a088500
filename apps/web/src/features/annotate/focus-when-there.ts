const longestWaitMs = 1_500

let giveUp = () => {}

/**
 * Moves the focus to what `find` gives, as soon as it gives something: the inspector is drawn after the
 * text. Whoever moves the focus elsewhere meanwhile keeps it there; of two wishes the newer counts.
 */
export function focusWhenThere(find: () => HTMLElement | null | undefined): void {
  giveUp()
  let isWanted = true
  const { activeElement } = document
  const tryNow = () => {
    if (!isWanted) return true
    if (document.activeElement !== activeElement && document.activeElement !== document.body)
      return true
    const target = find()
    target?.focus()
    return target !== null && target !== undefined
  }
  const observer = new MutationObserver(() => {
    if (tryNow()) observer.disconnect()
  })
  giveUp = () => {
    isWanted = false
  }
  // What is there now may still be of the record before.
  requestAnimationFrame(() => {
    if (tryNow()) return
    observer.observe(document.body, { childList: true, subtree: true, attributes: true })
    setTimeout(() => observer.disconnect(), longestWaitMs)
  })
}

/** What was to have the focus is not wanted any more: it would take the focus along when it goes. */
export function focusNoLonger(): void {
  giveUp()
}
