import { Direction, type EditorView, type Rect } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { assignBarSlots, type BarWish } from './bar-layout.ts'
import { type ChipWish, layOutChips } from './chip-layout.ts'
import { ownLanes } from './lanes.ts'
import type { OverlayNode } from './overlay-nodes.ts'
import type { SurfaceRelation } from './relation-store.ts'
import type { SurfaceContext } from './surface-context.ts'
import { endOf, type SurfaceRecord, startOf } from './surface-record.ts'

/** What measuring needs beside the view. */
export type FrameTools = {
  readonly context: SurfaceContext
  /** The width of a chip with these words. */
  readonly chipWidthPx: (words: string, boldWords: string | null) => number
  /** The lane of a record with gaps in the display line that starts there. */
  readonly laneOf: (lineFromView: number, recordId: string) => number | undefined
  readonly isFolded: (view: number) => boolean
}

const marginPx = 240
const narrowGutterPx = 44
const chipHeightPx = 14
const barWidthPx = 3

/** Everything drawn over the text near the visible part of it. Reads layout, writes nothing. */
export function overlayFrame(view: EditorView, tools: FrameTools): readonly OverlayNode[] {
  const page = pageOf(view)
  const records = recordsNear(view, tools)
  return [
    ...barNodes(records, page, tools),
    ...chipNodes(records, page, tools),
    ...records.flatMap((record) => gapNodes(record, page, tools)),
    ...handleNodes(page, tools),
  ]
}

/** The carets and name flags of colleagues. */
export function peerNodes(
  view: EditorView,
  { context, isFolded }: FrameTools,
): readonly OverlayNode[] {
  const page = pageOf(view)
  return context.peers.flatMap(({ id, name, colour, range }) => {
    const isCaret = range.startUtf16 === range.endUtf16
    const viewOffset = context.map.toView(range.endUtf16, -1)
    const at = isFolded(viewOffset) ? null : page.at(viewOffset, isCaret ? 1 : -1)
    if (!at) return []
    const place = { leftPx: at.left - 1, topPx: at.top }
    return [
      {
        key: `caret ${id}`,
        className: `px-peer-caret px-p${colour}`,
        ...place,
        heightPx: at.bottom - at.top,
      },
      {
        key: `flag ${id}`,
        className: `px-peer-flag px-p${colour}`,
        leftPx: place.leftPx,
        topPx: at.bottom - 3,
        text: name,
      },
    ]
  })
}

type Page = {
  readonly view: EditorView
  /** The rectangle of a caret position in content pixels; null when it is not drawn. */
  readonly at: (viewOffset: number, side: -1 | 1) => Rect | null
  /** The text column. */
  readonly leftPx: number
  readonly rightPx: number
  /** The room left of the column. */
  readonly gutterPx: number
  /** Only the chip of the open record has room. */
  readonly isTight: boolean
}

function pageOf(view: EditorView): Page {
  const scroller = view.scrollDOM
  const outer = scroller.getBoundingClientRect()
  const shiftX = scroller.scrollLeft - outer.left
  const shiftY = scroller.scrollTop - outer.top
  const content = view.contentDOM.getBoundingClientRect()
  const line = view.contentDOM.querySelector('.cm-line')
  const style = line && getComputedStyle(line)
  const gutterPx = Number.parseFloat(style?.paddingLeft ?? '0')
  return {
    view,
    at: (viewOffset, side) => {
      const rect = view.coordsAtPos(viewOffset, side)
      return (
        rect && {
          left: rect.left + shiftX,
          right: rect.right + shiftX,
          top: rect.top + shiftY,
          bottom: rect.bottom + shiftY,
        }
      )
    },
    leftPx: content.left + shiftX + gutterPx,
    rightPx: content.right + shiftX - Number.parseFloat(style?.paddingRight ?? '0'),
    gutterPx,
    isTight: gutterPx < narrowGutterPx || view.dom.closest('[data-density=compact]') !== null,
  }
}

function recordsNear(view: EditorView, { context, isFolded }: FrameTools) {
  const { scrollTop, clientHeight } = view.scrollDOM
  const top = scrollTop - view.documentPadding.top
  const from = view.lineBlockAtHeight(top - marginPx).from
  const to = view.lineBlockAtHeight(top + clientHeight + marginPx).to
  const { map, store } = context
  return store
    .drawnIn(map.toDoc(from), map.toDoc(to))
    .filter((record) => !isFolded(map.toView(startOf(record))))
    .filter((record) => !store.isDimmed(record.id) || record.id === context.openId)
}

type Bar = BarWish & { readonly record: SurfaceRecord; readonly isBridge: boolean }

function barNodes(
  records: readonly SurfaceRecord[],
  page: Page,
  { context }: FrameTools,
): readonly OverlayNode[] {
  const bars = records
    .filter(({ shape }) => shape !== 'mention')
    .flatMap((record) => barsOf(record, page, context))
  const isNarrow = page.gutterPx < narrowGutterPx
  const firstPx = isNarrow ? 15 : 20
  const stepPx = isNarrow ? 6 : 7
  const slotCount = Math.max(1, Math.floor((page.gutterPx - barWidthPx - firstPx) / stepPx) + 1)
  // A record keeps one slot for all its parts, so that they read as one.
  const hulls = hullsOf(bars)
  const slots = assignBarSlots(hulls, slotCount)
  const slotById = new Map(hulls.map(({ id }, index) => [id, slots[index] ?? 0]))
  return bars.map(({ id, record, topPx, bottomPx, isBridge }, index) => ({
    key: `bar ${id} ${index - bars.findIndex((bar) => bar.id === id)}`,
    className: [
      'px-bar',
      `px-bar--${record.shape}`,
      `px-k${record.colour}`,
      ...(isBridge ? ['px-bar--bridge'] : []),
      ...(id === context.openId ? ['is-open'] : []),
    ].join(' '),
    leftPx: page.leftPx - firstPx - stepPx * (slotById.get(id) ?? 0),
    topPx,
    heightPx: bottomPx - topPx,
  }))
}

function barsOf(record: SurfaceRecord, page: Page, context: SurfaceContext): readonly Bar[] {
  const common = { id: record.id, isStance: record.shape === 'stance', record }
  const solid = record.parts.flatMap((part) => {
    const span = verticalSpan(part, page, context)
    return span ? [{ ...common, ...span, isBridge: false }] : []
  })
  return solid.flatMap((bar, index) => {
    const next = solid[index + 1]
    if (!next || next.topPx <= bar.bottomPx) return [bar]
    return [bar, { ...common, topPx: bar.bottomPx, bottomPx: next.topPx, isBridge: true }]
  })
}

function hullsOf(bars: readonly Bar[]): readonly BarWish[] {
  const hulls = new Map<string, BarWish>()
  for (const bar of bars) {
    const hull = hulls.get(bar.id)
    const { id, isStance } = bar
    hulls.set(id, {
      id,
      isStance,
      topPx: Math.min(hull?.topPx ?? bar.topPx, bar.topPx),
      bottomPx: Math.max(hull?.bottomPx ?? bar.bottomPx, bar.bottomPx),
    })
  }
  return [...hulls.values()]
}

/** From the first to the last line of a part; what is out of view is estimated from its line. */
function verticalSpan(part: TextRange, page: Page, { map }: SurfaceContext) {
  const { view } = page
  const from = map.toView(part.startUtf16)
  const to = map.toView(part.endUtf16, -1)
  const { viewport } = view
  if (to < viewport.from || from > viewport.to) return undefined
  const paddingTop = view.documentPadding.top
  const topPx = page.at(from, 1)?.top ?? view.lineBlockAt(from).top + paddingTop
  const bottomPx = page.at(to, -1)?.bottom ?? view.lineBlockAt(to).bottom + paddingTop
  return { topPx: topPx + 1, bottomPx: bottomPx + 4 }
}

function chipNodes(
  records: readonly SurfaceRecord[],
  page: Page,
  tools: FrameTools,
): readonly OverlayNode[] {
  const { context } = tools
  const byLine = new Map<number, { wish: ChipWish; chip: OverlayNode; topPx: number }[]>()
  for (const { record, chip, keep } of chipsOf(records, page, context)) {
    const viewOffset = context.map.toView(startOf(record))
    const at = page.at(viewOffset, 1)
    if (!at) continue
    const topPx = Math.round(at.top) - chipHeightPx + 1
    const widthPx = tools.chipWidthPx(chip.text ?? '', chip.value ?? null)
    const isLeftToRight = page.view.textDirectionAt(viewOffset) === Direction.LTR
    const wish = {
      id: chip.key,
      xPx: isLeftToRight ? at.left : at.left - widthPx,
      widthPx,
      keep,
    }
    const line = byLine.get(topPx) ?? []
    line.push({ wish, chip, topPx })
    byLine.set(topPx, line)
  }
  return [...byLine.values()].flatMap((line) => {
    const wishes = line.map(({ wish }) => wish)
    const places = layOutChips(wishes, page.leftPx, page.rightPx)
    const xById = new Map(places.map(({ id, xPx }) => [id, xPx]))
    return line.flatMap(({ chip, topPx }) => {
      const leftPx = xById.get(chip.key)
      return leftPx === undefined ? [] : [{ ...chip, leftPx, topPx }]
    })
  })
}

type WishedChip = {
  readonly record: SurfaceRecord
  readonly chip: OverlayNode
  readonly keep: boolean
}

function chipsOf(
  records: readonly SurfaceRecord[],
  page: Page,
  context: SurfaceContext,
): readonly WishedChip[] {
  return outerFirst(records).flatMap((record) => {
    const isOpen = record.id === context.openId
    const keep = isOpen || record.shape === context.store.filter().focused
    const own = showsChip(record, page.isTight, context)
      ? [{ record, chip: chipNode(record, context), keep }]
      : []
    if (page.isTight && !isOpen) return own
    const stubs = context.relations
      .of(record.id)
      .map((relation) => ({ record, chip: stubNode(relation, record, context), keep: isOpen }))
    return [...own, ...stubs]
  })
}

const stubQuoteUtf16 = 24

/** The end of a relation whose other end is elsewhere: what it says, and the words over there. */
function stubNode(
  { id, from, to, label, description }: SurfaceRelation,
  record: SurfaceRecord,
  { store, map, words }: SurfaceContext,
): OverlayNode {
  const leadsTo = from === record.id
  const far = store.get(leadsTo ? to : from)
  const quote = far ? map.text.slice(startOf(far), endOf(far)) : ''
  const short =
    quote.length > stubQuoteUtf16 ? `${quote.slice(0, stubQuoteUtf16).trimEnd()}…` : quote
  return {
    key: `stub ${id} ${leadsTo ? 'from' : 'to'}`,
    className: 'px-chip px-stub',
    leftPx: 0,
    topPx: 0,
    text: leadsTo ? words.relationTo(label, short) : words.relationFrom(label, short),
    title: description,
    relationId: id,
    end: leadsTo ? 'to' : 'from',
  }
}

function chipNode(record: SurfaceRecord, { openId }: SurfaceContext): OverlayNode {
  return {
    key: `chip ${record.id}`,
    className: [
      'px-chip',
      `px-k${record.colour}`,
      ...(record.tentative ? ['is-tentative'] : []),
      ...(record.id === openId ? ['is-open'] : []),
    ].join(' '),
    leftPx: 0,
    topPx: 0,
    text: record.chip ?? '',
    value: record.chipValue,
    recordId: record.id,
  }
}

function outerFirst(records: readonly SurfaceRecord[]): readonly SurfaceRecord[] {
  return [...records].sort((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a))
}

function showsChip(record: SurfaceRecord, isTight: boolean, { openId, store }: SurfaceContext) {
  if (record.chip === null) return false
  if (record.id === openId) return true
  if (isTight) return false
  return record.shape !== 'mention' || store.filter().focused === 'mention'
}

/** Dots that run out of a part towards the next one, at the height of the record's line. */
function gapNodes(
  record: SurfaceRecord,
  page: Page,
  { context, laneOf }: FrameTools,
): readonly OverlayNode[] {
  return record.parts.slice(1).flatMap((part, index) => {
    const before = record.parts[index]
    return [
      ...(before
        ? [{ viewOffset: context.map.toView(before.endUtf16, -1), side: -1 as const }]
        : []),
      { viewOffset: context.map.toView(part.startUtf16), side: 1 as const },
    ].flatMap(({ viewOffset, side }) => {
      const at = page.at(viewOffset, side)
      if (!at) return []
      const lane = laneOf(page.view.state.doc.lineAt(viewOffset).from, record.id)
      // The dots run on past an end and up to a start, in the direction of the text.
      const runsRight = (side === -1) === (page.view.textDirectionAt(viewOffset) === Direction.LTR)
      return [
        {
          key: `gap ${record.id} ${index} ${side}`,
          className: `px-gap px-k${record.colour} px-y${lane ?? ownLanes}`,
          leftPx: runsRight ? at.left + 2 : at.left - 14,
          topPx: at.bottom,
        },
      ]
    })
  })
}

function handleNodes(page: Page, { context }: FrameTools): readonly OverlayNode[] {
  const record = context.openId === null ? undefined : context.store.get(context.openId)
  if (!record || !context.resizable) return []
  const parts = context.draft ?? record.parts
  return parts.flatMap((part, index) => {
    const start = page.at(context.map.toView(part.startUtf16), 1)
    const end = page.at(context.map.toView(part.endUtf16, -1), -1)
    return [
      ...(start ? [handleNode(start, { record, context, edge: `${index} start` })] : []),
      ...(end ? [handleNode(end, { record, context, edge: `${index} end` })] : []),
    ]
  })
}

function handleNode(
  at: Rect,
  { record, context, edge }: { record: SurfaceRecord; context: SurfaceContext; edge: string },
): OverlayNode {
  const isStart = edge.endsWith('start')
  return {
    key: `handle ${edge}`,
    className: `px-handle px-handle--${isStart ? 'start' : 'end'} px-k${record.colour}`,
    leftPx: at.left - 6,
    topPx: at.top,
    heightPx: at.bottom - at.top,
    title: isStart ? context.words.moveStart : context.words.moveEnd,
    recordId: record.id,
    edge,
  }
}
