import { type RefObject, useEffect } from 'react'

/** Less than this is a bar of the browser and not a keyboard. */
const leastKeyboardPx = 120

/** Keeps the screen as high as what is seen of it while the keyboard of a phone covers the rest. */
export function useVisibleHeight(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // The window: what is seen of it changes with the keyboard of the screen.
    const viewport = window.visualViewport
    if (!viewport) return
    const fit = () => {
      const isCovered = window.innerHeight - viewport.height > leastKeyboardPx
      // A page that is magnified by two fingers is small for another reason.
      const isKeyboard = isCovered && viewport.scale < 1.05
      if (frame.current) frame.current.style.blockSize = isKeyboard ? `${viewport.height}px` : ''
    }
    viewport.addEventListener('resize', fit)
    return () => viewport.removeEventListener('resize', fit)
  }, [frame])
}
