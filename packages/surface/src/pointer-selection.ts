import { EditorSelection, type Extension, Prec } from '@codemirror/state'
import { EditorView, type MouseSelectionStyle } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import type { SurfaceContext } from './surface-context.ts'
import { paragraphAt, snapToWords, tidyRange, wordAt } from './text-units.ts'

/**
 * Selecting with the mouse: a drag takes whole words unless Alt is held, a double click a word, a
 * triple click a paragraph; white space at the ends is left out.
 */
export function pointerSelection(context: SurfaceContext): Extension {
  return [
    EditorView.mouseSelectionStyle.of((view, event) =>
      event.button === 0 ? selectionStyle(context, view, event) : null,
    ),
    Prec.highest(
      EditorView.domEventHandlers({ mousedown: leaveSelection, dragstart: refuseTextDrag }),
    ),
  ]
}

function selectionStyle(
  context: SurfaceContext,
  view: EditorView,
  startEvent: MouseEvent,
): MouseSelectionStyle {
  const { text, toDoc } = context.map
  const offsetOf = (event: MouseEvent) =>
    toDoc(view.posAtCoords({ x: event.clientX, y: event.clientY }, false))
  const startUtf16 = offsetOf(startEvent)
  return {
    get: (event, extend) => {
      const anchorUtf16 = extend ? toDoc(view.state.selection.main.anchor) : startUtf16
      const headUtf16 = offsetOf(event)
      const isClick = event === startEvent && !extend && startEvent.detail < 2
      const range = isClick
        ? undefined
        : gestureRange(text, startEvent.detail, {
            anchorUtf16,
            headUtf16,
            byLetter: event.altKey,
          })
      if (!range) return selectionAt(context, headUtf16, headUtf16)
      return headUtf16 < anchorUtf16
        ? selectionAt(context, range.endUtf16, range.startUtf16)
        : selectionAt(context, range.startUtf16, range.endUtf16)
    },
    // The text never changes, so there is nothing to carry over.
    update: () => false,
  }
}

type Gesture = {
  readonly anchorUtf16: number
  readonly headUtf16: number
  readonly byLetter: boolean
}

/** What a drag covers that began with this many clicks. */
function gestureRange(text: string, clicks: number, gesture: Gesture): TextRange | undefined {
  const { anchorUtf16, headUtf16, byLetter } = gesture
  if (clicks >= 3) return around(text, paragraphAt, anchorUtf16, headUtf16)
  if (clicks === 2) return around(text, wordAt, anchorUtf16, headUtf16)
  const range = {
    startUtf16: Math.min(anchorUtf16, headUtf16),
    endUtf16: Math.max(anchorUtf16, headUtf16),
  }
  return byLetter ? tidyRange(text, range) : snapToWords(text, range)
}

type Unit = (text: string, offsetUtf16: number) => TextRange | undefined

function around(text: string, unit: Unit, aUtf16: number, bUtf16: number): TextRange | undefined {
  const a = unit(text, aUtf16)
  const b = unit(text, bUtf16)
  if (!a || !b) return a ?? b
  return {
    startUtf16: Math.min(a.startUtf16, b.startUtf16),
    endUtf16: Math.max(a.endUtf16, b.endUtf16),
  }
}

/** The editor's selection for canonical offsets; a range stays clear of breaks that were put in. */
export function selectionAt(
  { map }: SurfaceContext,
  anchorUtf16: number,
  headUtf16: number,
): EditorSelection {
  const isForward = anchorUtf16 < headUtf16
  const isEmpty = anchorUtf16 === headUtf16
  return EditorSelection.single(
    map.toView(anchorUtf16, isEmpty || isForward ? 1 : -1),
    map.toView(headUtf16, isForward ? -1 : 1),
  )
}

/** A press inside the selection would start dragging its text; here it starts a new selection. */
function leaveSelection(event: MouseEvent, view: EditorView): boolean {
  if (event.button !== 0 || event.shiftKey || event.detail !== 1) return false
  const { main } = view.state.selection
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false)
  if (!main.empty && at >= main.from && at <= main.to)
    view.dispatch({ selection: { anchor: at }, userEvent: 'select.pointer' })
  return false
}

function refuseTextDrag(event: DragEvent): boolean {
  event.preventDefault()
  return true
}
