import { type RefObject, useEffect } from 'react'

/**
 * Gives an element that has just come the focus in the frame that shows it: taken while React commits,
 * the browser would lay out the page for the focus alone. A key that comes before the frame is the
 * element's already.
 */
export function useFocusInFrame(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = target.current
    if (!element) return
    // The browser: what is placed in the frame is placed by now.
    const frame = requestAnimationFrame(() => take())
    const take = () => {
      stop()
      element.focus()
    }
    const early = (event: KeyboardEvent) => {
      take()
      // It was meant for what has the focus now; what it types is typed there by the browser itself.
      event.stopImmediatePropagation()
      const again = new KeyboardEvent(event.type, event)
      if (!element.dispatchEvent(again)) event.preventDefault()
    }
    const stop = () => {
      cancelAnimationFrame(frame)
      removeEventListener('keydown', early, { capture: true })
    }
    addEventListener('keydown', early, { capture: true })
    return stop
  }, [target])
}
