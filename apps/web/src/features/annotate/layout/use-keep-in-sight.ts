import { useEffect, useRef } from 'react'
import { useAnnotate } from '../annotate-context.ts'

/** Keeps the selected words, or the open record, in sight when the page becomes lower. */
export function useKeepInSight(): void {
  const { doing, surface } = useAnnotate()
  const latest = useRef(doing)
  latest.current = doing
  useEffect(() => {
    // The page: its height changes when a sheet or the keyboard of the screen comes up.
    const scroller = surface.current?.scroller
    if (!scroller) return
    let heightPx = scroller.clientHeight
    const observer = new ResizeObserver(() => {
      const isLower = scroller.clientHeight < heightPx
      heightPx = scroller.clientHeight
      const { selection, openId } = latest.current
      const target = selection ?? openId
      // One frame later the editor has measured the new height too.
      if (isLower && target) requestAnimationFrame(() => surface.current?.reveal(target))
    })
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [surface])
}
