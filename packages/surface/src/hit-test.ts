import type { EditorView } from '@codemirror/view'

const slackPx = 3
const lanesPx = 12

/**
 * The display offset of the letter under a point of the window, its lanes included; undefined
 * beside the text. Asked of the layout and never of elements, which are only segments.
 */
export function letterAt(view: EditorView, point: { x: number; y: number }): number | undefined {
  const { pos, assoc } = view.posAndSideAtCoords(point, false)
  const letter = assoc < 0 ? Math.max(0, pos - 1) : pos
  const rect = view.coordsForChar(letter)
  if (!rect) return undefined
  const isOver =
    point.x >= rect.left - slackPx &&
    point.x <= rect.right + slackPx &&
    point.y >= rect.top - slackPx &&
    point.y <= rect.bottom + lanesPx
  return isOver ? letter : undefined
}
