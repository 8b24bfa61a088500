import type { TextRange } from '@parallax/domain'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useAnnotate } from './annotate-context.ts'
import { useMedia } from './layout/use-media.ts'

export type FloatingProps = {
  readonly range: TextRange
  /** Changes when something on the screen moved. */
  readonly geometry: number
  /** The media query under which it lies at the foot of the screen instead. */
  readonly docksOn: string
  readonly children: ReactNode
}

const gapPx = 10

/** Keeps a card under a range of the text, inside the page; gone while the range is out of view. */
export function Floating({ range, geometry, docksOn, children }: FloatingProps) {
  const { surface } = useAnnotate()
  const isDocked = useMedia(docksOn)
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `geometry` says that places must be read again
  useLayoutEffect(() => {
    // The page: places are known only after it is laid out.
    const boxes = surface.current?.coordsOf(range)
    const pane = surface.current?.scroller.getBoundingClientRect()
    const size = card.current?.getBoundingClientRect()
    if (!boxes || !pane || !size) return setPlace(null)
    const isHidden = boxes.end.bottom < pane.top || boxes.start.top > pane.bottom
    if (isHidden) return setPlace(null)
    const below = boxes.end.bottom + gapPx
    const fitsBelow = below + size.height < pane.bottom
    const top = fitsBelow ? below : Math.max(pane.top, boxes.start.top - size.height - gapPx)
    const most = Math.max(pane.left + 8, pane.right - size.width - 8)
    const left = Math.min(most, Math.max(pane.left + 8, boxes.start.left - 12))
    setPlace({ left, top })
  }, [surface, range, geometry])
  if (isDocked) return <div className="floating floating--docked">{children}</div>
  const style = place
    ? { left: `${place.left}px`, top: `${place.top}px` }
    : // Not hidden but unseen: what is hidden cannot take the focus when it appears.
      { opacity: 0, left: 0, top: 0 }
  return (
    <div ref={card} className="floating" style={style}>
      {children}
    </div>
  )
}
