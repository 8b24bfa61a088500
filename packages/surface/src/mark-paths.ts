import type { FlatItem } from './flatten.ts'
import type { Row } from './line-rows.ts'

/** What one record covers of a display line, with the rows that this takes on the screen. */
export type MarkItem = FlatItem & {
  /** The rows of each piece. */
  readonly rows: readonly (readonly Row[])[]
  /** Whether the pointer is over it. */
  readonly hovered: boolean
  /** Whether it belongs to what is chosen together. */
  readonly chosen: boolean
}

/** One path of the picture under a line: everything that looks the same. */
export type MarkPath = { readonly className: string; readonly d: string }

/** How far apart lanes are. */
export type LaneMeasure = {
  readonly stepPx: number
  /** Small letters reach less far down, so that lines begin lower and lie closer. */
  readonly isSmall: boolean
  /** More lanes than usual are in use: they are finer and lie closer. */
  readonly isFine: boolean
}

/** Lanes that records own alone in one line of the text; more share the one after them. */
export const drawnLanes = 8
const usualLanes = 5
const fineStepPx = 2.5

/** How lanes lie in a line that uses these. */
export function laneMeasure(
  lanes: readonly number[],
  { stepPx, isSmall }: { readonly stepPx: number; readonly isSmall: boolean },
): LaneMeasure {
  const isFine = lanes.some((lane) => lane >= usualLanes)
  return { stepPx: isFine ? fineStepPx : isSmall ? smallStepPx : stepPx, isSmall, isFine }
}

const smallStepPx = 3

/** The middle of a lane's line, measured from the lower edge of the letters' box. */
export function laneMiddlePx(lane: number, { stepPx, isSmall }: LaneMeasure): number {
  if (lane === 0) return isSmall ? 0 : -4
  return lane * stepPx - 1
}

/**
 * The picture of one line, bottom first: the wash of what is open, tints with the innermost on top,
 * then the lines of all lanes. Equal looks share one path, so that its size is bounded by the looks.
 */
export function markPaths(
  items: readonly MarkItem[],
  lanes: readonly number[],
  measure: LaneMeasure,
): readonly MarkPath[] {
  const ordered = items
    .map((item, index) => ({ item, lane: lanes[index] ?? drawnLanes }))
    .sort((a, b) => b.lane - a.lane)
  const sheets = { washes: createPaths(), tints: createPaths(), lines: createPaths() }
  for (const { item, lane } of ordered) drawItem(item, lane, { measure, sheets })
  return [...sheets.washes.all(), ...sheets.tints.all(), ...sheets.lines.all()]
}

type Paths = ReturnType<typeof createPaths>
type Sheets = { readonly washes: Paths; readonly tints: Paths; readonly lines: Paths }

function drawItem(
  item: MarkItem,
  lane: number,
  { measure, sheets }: { readonly measure: LaneMeasure; readonly sheets: Sheets },
): void {
  const isMention = item.shape === 'mention'
  const look = `px-k${item.colour}${stateClasses(item)}`
  const isWashed = item.open || (item.hovered && !isMention)
  const stroke = `px-stroke px-stroke--${strokeOf(item, lane)}${measure.isFine ? ' is-fine' : ''}`
  for (const row of item.rows.flat()) {
    const yPx = Math.round(row.bottomPx) + laneMiddlePx(lane, measure)
    if (isWashed) sheets.washes.add(`px-wash px-k${item.colour}`, boxOf(row, 0, 2))
    if (isMention) sheets.tints.add(`px-tint ${look}`, boxOf(row, 0.5, -5))
    if (item.chosen) sheets.lines.add('px-frame', boxOf(row, -1.5, 3))
    sheets.lines.add(`${stroke} ${look}`, lineOf(row, yPx, item.open))
  }
}

function createPaths() {
  const pieces = new Map<string, string[]>()
  return {
    add: (className: string, d: string) => {
      const known = pieces.get(className)
      if (known) known.push(d)
      else pieces.set(className, [d])
    },
    all: () => [...pieces].map(([className, parts]) => ({ className, d: parts.join('') })),
  }
}

function stateClasses({ tentative, open, hovered, colour }: MarkItem): string {
  return `${open ? ' is-open' : ''}${hovered ? ' is-hovered' : ''}${tentative && colour > 0 ? ' is-tentative' : ''}`
}

function strokeOf({ shape }: MarkItem, lane: number): string {
  return lane === drawnLanes ? 'more' : shape
}

function boxOf(row: Row, insetPx: number, belowPx: number): string {
  const left = round(row.leftPx + insetPx)
  const width = round(row.rightPx - insetPx - left)
  const top = Math.round(row.topPx)
  return `M${left} ${top}h${width}v${Math.round(row.bottomPx) + belowPx - top}h${-width}z`
}

/** The open record's thicker line grows towards the letters, off the lane beneath. */
function lineOf(row: Row, yPx: number, isOpen: boolean): string {
  return `M${round(row.leftPx + 0.5)} ${isOpen ? yPx - 0.5 : yPx}H${round(row.rightPx - 0.5)}`
}

function round(px: number): number {
  return Math.round(px * 10) / 10
}
