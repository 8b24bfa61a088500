import { assignBarSlots, type BarWish } from './bar-layout.ts'
import type { LineLayout, LinePlace } from './drawn-line.ts'
import type { DrawnPage } from './drawn-page.ts'
import type { MarkPath } from './mark-paths.ts'
import { partsInLine } from './part-pieces.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

const barWidthPx = 3

/** A drawn line as the margin sees it. */
export type BarLine = {
  readonly topPx: number
  readonly layout: LineLayout
  readonly places: readonly LinePlace[]
}

type Span = { topPx: number; bottomPx: number }
type Bar = BarWish & { readonly record: SurfaceRecord; readonly spans: readonly Span[] }

/** The margin bars of claims and stances, measured from `basePx`: equal looks share a path. */
export function barPaths(
  lines: readonly BarLine[],
  basePx: number,
  { page, context }: { readonly page: DrawnPage; readonly context: SurfaceContext },
): readonly MarkPath[] {
  const bars = barsOf(lines, context)
  const { firstPx, stepPx, roomPx } = barRoom(page, context)
  const slotCount = Math.max(1, Math.floor((roomPx - barWidthPx - firstPx) / stepPx) + 1)
  const slots = assignBarSlots(bars, slotCount)
  const paths = new Map<string, string[]>()
  const draw = (className: string, d: string) => {
    const known = paths.get(className)
    if (known) known.push(d)
    else paths.set(className, [d])
  }
  for (const [index, { record, spans }] of bars.entries()) {
    const awayPx = firstPx + stepPx * (slots[index] ?? 0) - barWidthPx / 2
    const xPx = context.isRightToLeft ? page.rightPx + awayPx : page.leftPx - awayPx
    const colour = context.store.isDimmed(record.id) ? 0 : record.colour
    const open = record.id === context.openId ? ' is-open' : ''
    const look = `px-bar px-bar--${record.shape} px-k${colour}${open}`
    for (const [at, { topPx, bottomPx }] of spans.entries()) {
      draw(look, verticalLine(xPx, topPx - basePx, bottomPx - basePx))
      const next = spans[at + 1]
      if (next && next.topPx > bottomPx)
        draw(
          `px-bar px-bar--bridge px-k${colour}`,
          verticalLine(xPx, bottomPx - basePx, next.topPx - basePx),
        )
    }
  }
  return [...paths].map(([className, parts]) => ({ className, d: parts.join('') }))
}

/** The room of the bars, on the side where the rows of the article begin. */
export function barRoom(page: DrawnPage, { isRightToLeft }: Pick<SurfaceContext, 'isRightToLeft'>) {
  return {
    firstPx: page.isNarrow ? 15 : 20,
    stepPx: page.isNarrow ? 6 : 7,
    roomPx: isRightToLeft ? Math.min(page.gutterPx, page.marginPx) : page.gutterPx,
  }
}

/** A record keeps one slot for all its parts and lines, so that they read as one. */
function barsOf(lines: readonly BarLine[], { map }: SurfaceContext): readonly Bar[] {
  const spansById = new Map<string, { record: SurfaceRecord; spans: Map<number, Span> }>()
  for (const { topPx, layout, places } of lines)
    for (const { record, pieces } of places) {
      if (record.shape === 'mention') continue
      const found = spansById.get(record.id) ?? { record, spans: new Map<number, Span>() }
      spansById.set(record.id, found)
      for (const [index, partIndex] of partsInLine(record, layout, map).entries())
        extend(found.spans, partIndex, spanOf(pieces[index] ?? [], topPx))
    }
  return [...spansById.values()].flatMap(({ record, spans }) => {
    const all = [...spans.values()]
    const [first] = all
    if (!first) return []
    return {
      id: record.id,
      isStance: record.shape === 'stance',
      record,
      spans: all,
      topPx: Math.min(...all.map((span) => span.topPx)),
      bottomPx: Math.max(...all.map((span) => span.bottomPx)),
    }
  })
}

function spanOf(
  rows: readonly { readonly topPx: number; readonly bottomPx: number }[],
  topPx: number,
): Span | undefined {
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last) return undefined
  return {
    topPx: Math.round(topPx + first.topPx) + 1,
    bottomPx: Math.round(topPx + last.bottomPx) + 4,
  }
}

function extend(spans: Map<number, Span>, partIndex: number, span: Span | undefined): void {
  if (!span) return
  const known = spans.get(partIndex)
  if (!known) spans.set(partIndex, span)
  else known.bottomPx = Math.max(known.bottomPx, span.bottomPx)
}

function verticalLine(xPx: number, fromPx: number, toPx: number): string {
  return `M${xPx} ${fromPx}V${toPx}`
}
