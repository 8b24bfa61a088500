import type { EditorView } from '@codemirror/view'

/** The place of a stretch of one row: pixels from the scrolled left edge and from the line's top. */
export type Row = {
  readonly leftPx: number
  readonly rightPx: number
  readonly topPx: number
  readonly bottomPx: number
}

/** The texts of one display line as they stand in the page. */
export type LineTexts = {
  readonly element: HTMLElement
  /** Each with the display offset of its first letter, ascending. */
  readonly texts: readonly { readonly node: Text; readonly fromView: number }[]
}

/** The drawn line that starts at `fromView`; undefined while it is not in the page. */
export function lineTextsAt(view: EditorView, fromView: number): LineTexts | undefined {
  const { node } = view.domAtPos(fromView, 1)
  const inside = node instanceof HTMLElement ? node : node.parentElement
  const element = inside?.closest<HTMLElement>('.cm-line')
  if (!element) return undefined
  const texts: { node: Text; fromView: number }[] = []
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let at = fromView
  for (let text = walker.nextNode(); text instanceof Text; text = walker.nextNode()) {
    texts.push({ node: text, fromView: at })
    at += text.length
  }
  return { element, texts }
}

/** Where the line's own coordinates begin, in pixels of the window. */
export type LineOrigin = { readonly xPx: number; readonly yPx: number }

/** The rows that a stretch of the line takes, from the first to the last. Reads layout. */
export function rowsOf(
  line: LineTexts,
  piece: { readonly fromView: number; readonly toView: number },
  origin: LineOrigin,
): readonly Row[] {
  const start = textAt(line, piece.fromView)
  const end = textAt(line, piece.toView - 1)
  if (!start || !end) return []
  const range = line.element.ownerDocument.createRange()
  range.setStart(start.node, Math.min(start.node.length, piece.fromView - start.fromView))
  range.setEnd(end.node, Math.min(end.node.length, piece.toView - end.fromView))
  const rows: Row[] = []
  for (const { left, right, top, bottom } of range.getClientRects()) {
    const row = {
      leftPx: left - origin.xPx,
      rightPx: right - origin.xPx,
      topPx: top - origin.yPx,
      bottomPx: bottom - origin.yPx,
    }
    const before = rows.at(-1)
    if (before && touches(before, row)) rows[rows.length - 1] = joined(before, row)
    else if (right - left > leastWidthPx) rows.push(row)
  }
  return rows
}

const leastWidthPx = 0.5

/** The browser gives one box for each text and direction; side by side they are one stretch. */
function touches(a: Row, b: Row): boolean {
  return (
    Math.abs(a.topPx - b.topPx) < 2 &&
    a.leftPx <= b.rightPx + leastWidthPx &&
    b.leftPx <= a.rightPx + leastWidthPx
  )
}

function joined(a: Row, b: Row): Row {
  return {
    leftPx: Math.min(a.leftPx, b.leftPx),
    rightPx: Math.max(a.rightPx, b.rightPx),
    topPx: Math.min(a.topPx, b.topPx),
    bottomPx: Math.max(a.bottomPx, b.bottomPx),
  }
}

function textAt({ texts }: LineTexts, view: number) {
  return texts.findLast(({ fromView }) => fromView <= view)
}
