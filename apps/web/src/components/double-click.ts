import type { MouseEvent as ReactMouseEvent } from 'react'

/** What the newest first click hit, what it said then, where and when. */
type Hit = {
  readonly element: Element
  readonly said: string | null
  readonly at: Pick<MouseEvent, 'clientX' | 'clientY' | 'timeStamp'>
}

let hit: Hit | undefined

const longestDoubleMs = 500
const widestDoublePx = 5

/**
 * Whether a click is the second of a double click and was meant for something else: another element
 * stands here by now, or this one says something else. Ask once for each click.
 */
export function isMeantForAnother(event: ReactMouseEvent): boolean {
  const { detail, currentTarget, clientX, clientY, timeStamp } = event
  const said = currentTarget.textContent
  if (detail > 1) return hit?.element !== currentTarget || hit.said !== said
  hit = { element: currentTarget, said, at: { clientX, clientY, timeStamp } }
  return false
}

/** Whether somebody presses where a button was hit a moment ago: it was the button that they meant. */
export function isWhereButtonWas({ clientX, clientY, timeStamp }: Hit['at']): boolean {
  if (!hit || timeStamp - hit.at.timeStamp > longestDoubleMs) return false
  return Math.hypot(clientX - hit.at.clientX, clientY - hit.at.clientY) <= widestDoublePx
}
