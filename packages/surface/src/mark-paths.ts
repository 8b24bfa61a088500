import type { FlatItem } from './flatten.ts'
import { overflowLane } from './lanes.ts'
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
}

/** The middle of a lane's line, measured from the lower edge of the letters' box. */
export function laneMiddlePx(lane: number, { stepPx, isSmall }: LaneMeasure): number {
  const step = isSmall ? 3 : stepPx
  if (lane === 0) return isSmall ? 0 : -4
  if (lane === overflowLane) return (overflowLane - 1) * step + 2
  return lane * step - 1
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
    .map((item, index) => ({ item, lane: lanes[index] ?? overflowLane }))
    .sort((a, b) => b.lane - a.lane)
  const washes = createPaths()
  const tints = createPaths()
  const lines = createPaths()
  for (const { item, lane } of ordered) {
    const state = stateClasses(item)
    const label = `px-k${item.colour}`
    for (const row of item.rows.flat()) {
      if (item.open) washes.add(`px-wash ${label}`, boxOf(row, 0, 2))
      if (item.shape === 'mention') tints.add(`px-tint ${label}${state}`, boxOf(row, 0.5, -5))
      else if (item.hovered) washes.add(`px-wash ${label}`, boxOf(row, 0, 2))
      if (item.chosen) lines.add('px-frame', boxOf(row, -1.5, 3))
      const yPx = Math.round(row.bottomPx) + laneMiddlePx(lane, measure)
      lines.add(
        `px-stroke px-stroke--${strokeOf(item, lane)} ${label}${state}`,
        lineOf(row, yPx, item.open),
      )
    }
  }
  return [...washes.all(), ...tints.all(), ...lines.all()]
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
  if (shape === 'claim') return 'claim'
  return lane === overflowLane ? 'more' : shape
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
