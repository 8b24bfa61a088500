import type { TextRange } from '@parallax/domain'
import type { Surface } from '@parallax/surface'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
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
  useLayoutEffect(() => {
    // The page: it is asked for places in the frame that lays it out anyway, and whenever it moves.
    const put = () => {
      if (card.current) putAt(card.current, placeOf(range, surface.current, card.current))
    }
    const frame = requestAnimationFrame(put)
    const stop = geometry.subscribe(put)
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
  }, [surface, geometry, range])
  if (isDocked)
    return (
      <div key="docked" className="floating floating--docked">
        {children}
      </div>
    )
  return (
    <div key="placed" ref={card} className="floating floating--at">
      {children}
    </div>
  )
}

/** Without a place it is not hidden but unseen: what is hidden cannot take the focus when it appears. */
function putAt(card: HTMLElement, place: Place | null): void {
  card.toggleAttribute('data-placed', place !== null)
  if (place) card.style.translate = `${place.left}px ${place.top}px`
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
  return { left: Math.round(left), top: Math.round(top) }
}
