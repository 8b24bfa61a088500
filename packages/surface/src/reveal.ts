import { EditorSelection, type StateField } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { type FoldState, unfoldEffects } from './fold-field.ts'
import { selectionAt } from './pointer-selection.ts'
import type { SurfaceContext } from './surface-context.ts'

const comfortPx = 72

/** Scrolls a range to the middle unless it can be read where it is, and unfolds what hides it. */
export function revealRange(
  view: EditorView,
  context: SurfaceContext,
  target: {
    readonly field: StateField<FoldState>
    readonly range: TextRange
    readonly moveCaret: boolean
  },
): void {
  const { range, field, moveCaret } = target
  const unfolded = unfoldEffects(view.state, field, range)
  const from = context.map.toView(range.startUtf16)
  const to = context.map.toView(range.endUtf16, -1)
  const isThere = unfolded.length === 0 && isReadable(view, from)
  const scroll = isThere
    ? []
    : [EditorView.scrollIntoView(EditorSelection.range(from, Math.max(from, to)), { y: 'center' })]
  view.dispatch({
    effects: [...unfolded, ...scroll],
    ...(moveCaret ? { selection: selectionAt(context, range.startUtf16, range.startUtf16) } : {}),
  })
}

function isReadable(view: EditorView, from: number): boolean {
  const at = view.coordsAtPos(from, 1)
  const outer = view.scrollDOM.getBoundingClientRect()
  return !!at && at.top >= outer.top + comfortPx && at.bottom <= outer.bottom - comfortPx
}
