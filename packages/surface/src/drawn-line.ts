import type { EditorView } from '@codemirror/view'
import { type ChipNode, lineChips } from './chip-nodes.ts'
import { type DrawnPage, runsRight } from './drawn-page.ts'
import { gapDots } from './gap-dots.ts'
import { assignLanes } from './lanes.ts'
import { lineItem } from './line-item.ts'
import { type LineOrigin, type LineTexts, type Row, rowsOf } from './line-rows.ts'
import { drawnLanes, laneMeasure, type MarkItem, type MarkPath, markPaths } from './mark-paths.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

/** A display line and what of its layout has been read so far. The text never changes, so rows stay. */
export type LineLayout = {
  readonly from: number
  readonly to: number
  readonly runsRight: boolean
  readonly isSmall: boolean
  /** By the piece they belong to. */
  readonly rows: Map<number, readonly Row[]>
}

/** What is drawn of one line, measured from its top. */
export type DrawnLine = {
  readonly paths: readonly MarkPath[]
  readonly chips: readonly ChipNode[]
  /** Where each record of the line stands in it. */
  readonly places: readonly LinePlace[]
}

/** The rows of one record in one line. */
export type LinePlace = {
  readonly record: SurfaceRecord
  readonly lane: number
  /** One for each of its parts that reach into this line. */
  readonly pieces: readonly (readonly Row[])[]
}

const smallZones = '.px-zone-byline, .px-zone-credit, .px-zone-boilerplate'

/** An empty layout for a line that has come into the page. */
export function newLineLayout(
  view: EditorView,
  texts: LineTexts,
  line: { readonly from: number; readonly to: number },
): LineLayout {
  return {
    from: line.from,
    to: line.to,
    runsRight: runsRight(view, line.from),
    isSmall: texts.element.matches(smallZones),
    rows: new Map(),
  }
}

/** What measuring a line needs beside its layout. */
export type LineTools = {
  readonly context: SurfaceContext
  readonly page: DrawnPage
  readonly chipWidthPx: (words: string, boldWords: string | null) => number
  /** Whether chips have to give way just now. */
  readonly withoutChips: boolean
}

/** Measures what is not known yet of a line and composes what is drawn of it. Reads layout. */
export function drawLine(
  layout: LineLayout,
  where: { readonly texts: LineTexts; readonly origin: LineOrigin },
  tools: LineTools,
): DrawnLine {
  const { context, page } = tools
  const { map, store } = context
  const records = store.drawnIn(map.toDoc(layout.from), map.toDoc(layout.to))
  const items = records.map((record) => markItem(record, layout, where, context))
  const lanes = assignLanes(items, drawnLanes)
  const places = items.map(({ rows }, index) => ({
    // Both lists have the same order.
    record: records[index] as SurfaceRecord,
    lane: lanes[index] ?? 0,
    pieces: rows,
  }))
  const measure = laneMeasure(lanes, { stepPx: page.stepPx, isSmall: layout.isSmall })
  return {
    paths: [...markPaths(items, lanes, measure), ...gapDots(places, layout, { map, measure })],
    chips: tools.withoutChips ? [] : lineChips(places, layout, tools),
    places,
  }
}

function markItem(
  record: SurfaceRecord,
  layout: LineLayout,
  where: { readonly texts: LineTexts; readonly origin: LineOrigin },
  context: SurfaceContext,
): MarkItem {
  const item = lineItem(context, record, layout)
  return {
    ...item,
    hovered: record.id === context.hoverId,
    chosen: context.chosen.has(record.id),
    rows: item.pieces.map((piece) => {
      // A line has at most 4000 units, so that one number names the piece.
      const key = (piece.fromView - layout.from) * 8192 + (piece.toView - layout.from)
      const known = layout.rows.get(key)
      if (known) return known
      const rows = rowsOf(where.texts, piece, where.origin)
      layout.rows.set(key, rows)
      return rows
    }),
  }
}
