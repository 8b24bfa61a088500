const longestWaitMs = 1_500

/**
 * Moves the focus to what `find` gives, as soon as it gives something: the inspector is drawn after the
 * text. Whoever moves the focus elsewhere meanwhile keeps it there.
 */
export function focusWhenThere(find: () => HTMLElement | null | undefined): void {
  const { activeElement } = document
  const tryNow = () => {
    if (document.activeElement !== activeElement && document.activeElement !== document.body)
      return true
    const target = find()
    target?.focus()
    return target !== null && target !== undefined
  }
  const observer = new MutationObserver(() => {
    if (tryNow()) observer.disconnect()
  })
  // What is there now may still be of the record before.
  requestAnimationFrame(() => {
    if (tryNow()) return
    observer.observe(document.body, { childList: true, subtree: true, attributes: true })
    setTimeout(() => observer.disconnect(), longestWaitMs)
  })
}
