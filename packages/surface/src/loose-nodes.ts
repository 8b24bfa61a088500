import type { EditorView, Rect } from '@codemirror/view'
import type { ArcEnd } from './arc-layout.ts'
import { runsRight } from './drawn-page.ts'
import { heldPartOf } from './held-part.ts'
import type { OverlayNode } from './overlay-nodes.ts'
import { seenEdge, type ViewStretch } from './seen-edge.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

/** The rectangle of a caret position in pixels of the scrolled content; null when it is not drawn. */
type At = (viewOffset: number, side: -1 | 1) => Rect | null

/** The carets and name flags of colleagues. Reads layout. */
export function peerNodes(
  view: EditorView,
  { map, peers }: SurfaceContext,
  isFolded: (viewOffset: number) => boolean,
): readonly OverlayNode[] {
  if (peers.length === 0) return []
  const at = caretsOf(view)
  const { from, to } = view.viewport
  return peers.flatMap(({ id, name, colour, range }) => {
    const isCaret = range.startUtf16 === range.endUtf16
    const viewOffset = map.toView(range.endUtf16, -1)
    if (viewOffset < from || viewOffset > to || isFolded(viewOffset)) return []
    const place = at(viewOffset, isCaret ? 1 : -1)
    if (!place) return []
    const leftPx = place.left - 1
    return [
      {
        key: `caret ${id}`,
        className: `px-peer-caret px-p${colour}`,
        leftPx,
        topPx: place.top,
        heightPx: place.bottom - place.top,
      },
      {
        key: `flag ${id}`,
        className: `px-peer-flag px-p${colour}`,
        leftPx,
        topPx: place.bottom - 3,
        text: name,
      },
    ]
  })
}

/** The handles at the ends of the open record. Reads layout. */
export function handleNodes(view: EditorView, context: SurfaceContext): readonly OverlayNode[] {
  const { openId, store, resizable, draft, map } = context
  const record = openId === null ? undefined : store.get(openId)
  if (!record || !resizable) return []
  const at = caretsOf(view)
  const held = heldPartOf(context, record)
  return (draft ?? record.parts).flatMap((part, index) => {
    const isHeld = index === held
    const stretch = { from: map.toView(part.startUtf16), to: map.toView(part.endUtf16, -1) }
    const start = at(...edgeOf(view, stretch, 'start'))
    const end = at(...edgeOf(view, stretch, 'end'))
    return [
      ...(start ? [handleNode(start, { record, context, edge: `${index} start`, isHeld })] : []),
      ...(end ? [handleNode(end, { record, context, edge: `${index} end`, isHeld })] : []),
    ]
  })
}

/** The caret at one end of a stretch as it is seen, where a run of the other direction stands there. */
function edgeOf(
  view: EditorView,
  stretch: ViewStretch,
  end: 'start' | 'end',
): readonly [viewOffset: number, side: -1 | 1] {
  const letter = end === 'start' ? stretch.from : stretch.to - 1
  const line = view.state.doc.lineAt(letter)
  const within = letter - line.from
  const run = view.bidiSpans(line).find(({ from, to }) => from <= within && within < to)
  const isTurned = run !== undefined && run.dir !== view.textDirectionAt(line.from)
  return seenEdge(
    stretch,
    end,
    isTurned ? { from: line.from + run.from, to: line.from + run.to } : null,
  )
}

type HandleOptions = {
  readonly record: SurfaceRecord
  readonly context: SurfaceContext
  readonly edge: string
  /** Keys move the ends of this part. */
  readonly isHeld: boolean
}

function handleNode(at: Rect, { record, context, edge, isHeld }: HandleOptions): OverlayNode {
  const isStart = edge.endsWith('start')
  return {
    key: `handle ${edge}`,
    className: `px-handle px-handle--${isStart ? 'start' : 'end'} px-k${record.colour}${isHeld ? ' is-held' : ''}`,
    leftPx: at.left - 6,
    topPx: at.top,
    heightPx: at.bottom - at.top,
    title: isStart ? context.words.moveStart : context.words.moveEnd,
    recordId: record.id,
    edge,
  }
}

/** Finds the place above the first letter of a range, where an arc can meet it. Reads layout. */
export function arcEndsOf(
  view: EditorView,
  { map }: SurfaceContext,
): (startUtf16: number) => ArcEnd | null {
  const at = caretsOf(view)
  return (startUtf16) => {
    const viewOffset = map.toView(startUtf16)
    const { from, to } = view.viewport
    const place = viewOffset < from || viewOffset > to ? null : at(viewOffset, 1)
    if (!place) return null
    const xPx = runsRight(view, viewOffset) ? place.left : place.left - 6
    return { xPx, topPx: place.top }
  }
}

function caretsOf(view: EditorView): At {
  const scroller = view.scrollDOM
  const outer = scroller.getBoundingClientRect()
  const shiftX = scroller.scrollLeft - outer.left
  const shiftY = scroller.scrollTop - outer.top
  return (viewOffset, side) => {
    const rect = view.coordsAtPos(viewOffset, side)
    return (
      rect && {
        left: rect.left + shiftX,
        right: rect.right + shiftX,
        top: rect.top + shiftY,
        bottom: rect.bottom + shiftY,
      }
    )
  }
}
