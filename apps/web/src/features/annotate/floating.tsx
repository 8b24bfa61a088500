import type { TextRange } from '@parallax/domain'
import type { Surface } from '@parallax/surface'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useAnnotation } from './annotate-context.ts'
import { useMedia } from './layout/use-media.ts'

export type FloatingProps = {
  readonly range: TextRange
  /** The media query under which it lies at the foot of the screen instead. */
  readonly docksOn: string
  readonly children: ReactNode
}

type Place = { readonly left: number; readonly top: number }

const gapPx = 10

/** Keeps a card under a range of the text, inside the page; gone while the range is out of view. */
export function Floating({ range, docksOn, children }: FloatingProps) {
  const { surface, geometry } = useAnnotation()
  const isDocked = useMedia(docksOn)
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<Place | null>(null)
  useLayoutEffect(() => {
    // The page: places are known only after it is laid out, and whenever it moves.
    const put = () => {
      const next = placeOf(range, surface.current, card.current)
      setPlace((was) => (was?.left === next?.left && was?.top === next?.top ? was : next))
    }
    put()
    return geometry.subscribe(put)
  }, [surface, geometry, range])
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

function placeOf(
  range: TextRange,
  surface: Surface | null,
  card: HTMLElement | null,
): Place | null {
  const boxes = surface?.coordsOf(range)
  const pane = surface?.scroller.getBoundingClientRect()
  const size = card?.getBoundingClientRect()
  if (!boxes || !pane || !size) return null
  if (boxes.end.bottom < pane.top || boxes.start.top > pane.bottom) return null
  const below = boxes.end.bottom + gapPx
  const fitsBelow = below + size.height < pane.bottom
  const top = fitsBelow ? below : Math.max(pane.top, boxes.start.top - size.height - gapPx)
  const most = Math.max(pane.left + 8, pane.right - size.width - 8)
  const left = Math.min(most, Math.max(pane.left + 8, boxes.start.left - 12))
  return { left, top }
}
