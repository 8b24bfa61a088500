import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** The rows of a long list that are drawn, from the first up to the one before `end`; it may have fewer. */
export type RowWindow = {
  readonly first: number
  readonly end: number
  /** Scrolls as little as it takes to have a whole row in sight; nothing where it is. */
  readonly reveal: (row: number) => void
}

type Sight = { readonly topPx: number; readonly heightPx: number }

/** Rows drawn beyond what is in sight, and how many come at once when one scrolls. */
const beyond = 3
const atOnce = 3

/**
 * Follows which rows of a scroller are in sight, where all are of one height. The library that does so
 * for rows of any height is as large as all that is drawn beside the text.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rowHeightPx: number,
): RowWindow {
  const sight = useRef<Sight>({ topPx: 0, heightPx: 0 })
  const asked = useRef<number | null>(null)
  const [drawn, setDrawn] = useState(() => rowsAround(sight.current, rowHeightPx))
  const look = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {}
    sight.current = { topPx: scrollTop, heightPx: clientHeight }
    const next = rowsAround(sight.current, rowHeightPx)
    setDrawn((was) => (was.first === next.first && was.end === next.end ? was : next))
  }, [scroller, rowHeightPx])
  const reveal = useCallback(
    (row: number) => {
      // In a drawer that is closed nothing is in sight: the row is shown when it is opened.
      asked.current = sight.current.heightPx === 0 ? row : null
      if (asked.current !== null) return
      // As it was seen last: asking the page would lay it out anew.
      const topPx = topWith(sight.current, row * rowHeightPx, rowHeightPx)
      if (topPx === sight.current.topPx) return
      scroller.current?.scrollTo({ top: topPx })
      look()
    },
    [scroller, rowHeightPx, look],
  )
  useLayoutEffect(() => {
    // The scroller: what is in sight changes when it is moved or made larger.
    const list = scroller.current
    if (!list) return
    const sizes = new ResizeObserver(() => {
      look()
      if (asked.current !== null) reveal(asked.current)
    })
    sizes.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      list.removeEventListener('scroll', look)
    }
  }, [scroller, look, reveal])
  return { ...drawn, reveal }
}

function rowsAround({ topPx, heightPx }: Sight, rowHeightPx: number) {
  const first = Math.floor(topPx / rowHeightPx / atOnce) * atOnce
  const end = Math.ceil((topPx + heightPx) / rowHeightPx / atOnce) * atOnce
  return { first: Math.max(0, first - beyond), end: end + beyond }
}

/** Where the sight begins once it holds a row. */
function topWith({ topPx, heightPx }: Sight, rowTopPx: number, rowHeightPx: number): number {
  if (rowTopPx < topPx) return rowTopPx
  return Math.max(topPx, rowTopPx + rowHeightPx - heightPx)
}
