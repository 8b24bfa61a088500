import { type Shape, shapes } from './surface-record.ts'

/** Lanes that records own alone; what finds none of them free shares the overflow lane. */
export const ownLanes = 5
export const laneCount = ownLanes + 1
/** The last of them. */
export const overflowLane = laneCount - 1

/** What one record covers of one display line. Pieces are sorted and do not touch. */
export type LaneItem = {
  readonly id: string
  readonly shape: Shape
  readonly pieces: readonly Piece[]
}

/** A half-open stretch of the display text. */
export type Piece = { readonly fromView: number; readonly toView: number }

/** The lane nearest the letters that each shape may take. */
const firstLane: Record<Shape, number> = { mention: 0, claim: 1, stance: 2 }

/**
 * The lane of each item, in the order given. It depends on nothing but the items of this one line,
 * so that every reader sees the same lanes and a new record disturbs no other line. Mentions come
 * first, then claims, then stances, shorter ones before longer ones; each takes the lowest lane of
 * its shape that is free along all its pieces. What finds none of the `own` lanes free shares the
 * one after them.
 */
export function assignLanes(items: readonly LaneItem[], own = ownLanes): readonly number[] {
  const order = items.map((_, index) => index).sort((a, b) => compare(items[a], items[b]))
  const taken: Piece[][] = Array.from({ length: own }, () => [])
  const lanes: number[] = new Array(items.length).fill(own)
  for (const index of order) {
    const item = items[index]
    if (item) lanes[index] = takeLane(item, taken)
  }
  return lanes
}

function takeLane(item: LaneItem, taken: readonly Piece[][]): number {
  for (let lane = firstLane[item.shape]; lane < taken.length; lane++) {
    const pieces = taken[lane]
    if (!pieces || !item.pieces.every((piece) => isFree(pieces, piece))) continue
    for (const piece of item.pieces) pieces.splice(placeOf(pieces, piece.fromView), 0, piece)
    return lane
  }
  return taken.length
}

function compare(a: LaneItem | undefined, b: LaneItem | undefined): number {
  if (!a || !b) return 0
  return (
    shapes.indexOf(a.shape) - shapes.indexOf(b.shape) ||
    lengthOf(a) - lengthOf(b) ||
    (a.pieces[0]?.fromView ?? 0) - (b.pieces[0]?.fromView ?? 0) ||
    (a.id < b.id ? -1 : 1)
  )
}

function lengthOf(item: LaneItem): number {
  return item.pieces.reduce((sum, { fromView, toView }) => sum + toView - fromView, 0)
}

function isFree(taken: readonly Piece[], piece: Piece): boolean {
  const at = placeOf(taken, piece.fromView)
  const before = taken[at - 1]
  const after = taken[at]
  return !(before && before.toView > piece.fromView) && !(after && after.fromView < piece.toView)
}

/** The first of the sorted pieces that starts at `fromView` or later. */
function placeOf(taken: readonly Piece[], fromView: number): number {
  let low = 0
  let high = taken.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((taken[middle]?.fromView ?? 0) < fromView) low = middle + 1
    else high = middle
  }
  return low
}
