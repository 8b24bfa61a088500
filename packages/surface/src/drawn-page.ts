import { Direction, type EditorView } from '@codemirror/view'
import type { SurfaceContext } from './surface-context.ts'

const narrowGutterPx = 44

/** What all lines of the drawn text have in common, in pixels. Kept until the page changes. */
export type DrawnPage = {
  /** The edges of the text column, from the scrolled left edge. */
  readonly leftPx: number
  readonly rightPx: number
  /** The room left of the column. */
  readonly gutterPx: number
  /** The room right of it, up to the edge of what can be seen. */
  readonly marginPx: number
  readonly stepPx: number
  /** How far above the letters the room between two rows reaches. */
  readonly leadingPx: number
  /** The bars stand closer. */
  readonly isNarrow: boolean
  /** Only the chip of the open record has room. */
  readonly isTight: boolean
}

/** Reads the layout of the page. */
export function readPage(view: EditorView): DrawnPage {
  const scroller = view.scrollDOM
  const shiftPx = scroller.scrollLeft - scroller.getBoundingClientRect().left
  const content = view.contentDOM.getBoundingClientRect()
  const line = view.contentDOM.querySelector('.cm-line')
  const style = line && getComputedStyle(line)
  const gutterPx = Number.parseFloat(style?.paddingLeft ?? '0')
  const rightPx = content.right + shiftPx - Number.parseFloat(style?.paddingRight ?? '0')
  const isCompact = view.dom.closest('[data-density=compact]') !== null
  return {
    leftPx: content.left + shiftPx + gutterPx,
    rightPx,
    gutterPx,
    marginPx: scroller.clientWidth - rightPx,
    stepPx: isCompact ? 3 : 4,
    leadingPx: isCompact ? 8 : 15,
    isNarrow: gutterPx < narrowGutterPx,
    isTight: gutterPx < narrowGutterPx || isCompact,
  }
}

/** Whether the text at a display offset runs from left to right. */
export function runsRight(view: EditorView, viewOffset: number): boolean {
  return view.textDirectionAt(viewOffset) === Direction.LTR
}

/** Whether the chip of a record is shown where there is room for it. */
export function isOpenOrFocused(
  { openId, store }: SurfaceContext,
  record: { readonly id: string; readonly shape: string },
): boolean {
  return record.id === openId || record.shape === store.filter().focused
}
