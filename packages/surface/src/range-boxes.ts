import type { EditorView, Rect } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import type { SurfaceContext } from './surface-context.ts'

/** Where a range is, in pixels of the window. */
export type RangeBoxes = {
  /** The first letter. */
  readonly start: Rect
  /** The last letter. A toolbar goes below its bottom. */
  readonly end: Rect
  /** The whole text column, from the first line to the last. */
  readonly bounds: Rect
}

/** The boxes of a range; what is out of the drawn text is left out, and null when all of it is. */
export function rangeBoxes(
  view: EditorView,
  { map }: SurfaceContext,
  { startUtf16, endUtf16 }: TextRange,
): RangeBoxes | null {
  const { viewport } = view
  const from = Math.max(map.toView(startUtf16), viewport.from)
  const to = Math.min(map.toView(endUtf16, -1), viewport.to)
  if (from > to) return null
  const start = view.coordsAtPos(from, 1)
  const end = view.coordsAtPos(to, from === to ? 1 : -1)
  if (!start || !end) return null
  const column = view.contentDOM.getBoundingClientRect()
  return {
    start,
    end,
    bounds: { left: column.left, right: column.right, top: start.top, bottom: end.bottom },
  }
}
