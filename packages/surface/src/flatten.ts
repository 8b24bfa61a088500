import { assignLanes, type LaneItem, laneCount } from './lanes.ts'
import { type Shape, shapes } from './surface-record.ts'

/** A lane item with what decides how it looks. */
export type FlatItem = LaneItem & {
  /** A label colour from 1 to 12; 0 draws it dimmed. */
  readonly colour: number
  readonly tentative: boolean
  readonly open: boolean
}

/** How one lane of a segment is drawn. */
export type LaneLook = {
  readonly lane: number
  readonly colour: number
  readonly tentative: boolean
  readonly open: boolean
}

/** A stretch of a display line that the same records cover from end to end. */
export type Segment = {
  readonly fromView: number
  readonly toView: number
  /** One bit for each lane and shape in use: `1 << (lane * 3 + shape)`. */
  readonly mask: number
  /** The lanes in use, nearest the letters first. */
  readonly looks: readonly LaneLook[]
  /** Whether it begins where a mention ends and another begins, with nothing between them. */
  readonly meets: boolean
}

/** The bit that says that a shape is drawn in a lane. */
export function bitOf(lane: number, shape: Shape): number {
  return 1 << (lane * shapes.length + shapes.indexOf(shape))
}

type Edge = { readonly atView: number; readonly opens: boolean; readonly index: number }

/** The segments of one display line, ascending: together exactly what the items cover. */
export function flatten(items: readonly FlatItem[]): readonly Segment[] {
  const lanes = assignLanes(items)
  const edges = edgesOf(items)
  const sweep = createSweep(items, lanes)
  const segments: Segment[] = []
  for (let at = 0; at < edges.length; ) {
    const fromView = edges[at]?.atView ?? 0
    const edgesHere = countHere(edges, at)
    const meets = sweep.pass(edges.slice(at, at + edgesHere))
    at += edgesHere
    const next = edges[at]
    const mask = sweep.mask()
    if (next && mask !== 0)
      segments.push({ fromView, toView: next.atView, mask, looks: sweep.looks(), meets })
  }
  return segments
}

function edgesOf(items: readonly FlatItem[]): readonly Edge[] {
  const edges: Edge[] = []
  for (const [index, { pieces }] of items.entries())
    for (const { fromView, toView } of pieces) {
      edges.push({ atView: fromView, opens: true, index }, { atView: toView, opens: false, index })
    }
  return edges.sort((a, b) => a.atView - b.atView || a.index - b.index)
}

function countHere(edges: readonly Edge[], at: number): number {
  let end = at
  while (edges[end]?.atView === edges[at]?.atView && end < edges.length) end++
  return end - at
}

/** What covers the place that the sweep stands at; only the overflow lane holds more than one. */
function createSweep(items: readonly FlatItem[], lanes: readonly number[]) {
  const counts: number[] = new Array(laneCount * shapes.length).fill(0)
  const held: Set<FlatItem>[] = Array.from({ length: laneCount }, () => new Set())
  const pass = ({ opens, index }: Edge) => {
    const item = items[index]
    const lane = lanes[index] ?? 0
    if (!item) return
    const bit = lane * shapes.length + shapes.indexOf(item.shape)
    counts[bit] = (counts[bit] ?? 0) + (opens ? 1 : -1)
    if (opens) held[lane]?.add(item)
    else held[lane]?.delete(item)
  }
  const isMention = (edge: Edge) => items[edge.index]?.shape === 'mention'
  return {
    pass: (edges: readonly Edge[]) => {
      for (const edge of edges) if (!edge.opens) pass(edge)
      for (const edge of edges) if (edge.opens) pass(edge)
      return (
        edges.some((edge) => edge.opens && isMention(edge)) &&
        edges.some((edge) => !edge.opens && isMention(edge))
      )
    },
    mask: () => counts.reduce((mask, count, bit) => (count > 0 ? mask | (1 << bit) : mask), 0),
    looks: () => held.flatMap((inLane, lane) => (inLane.size > 0 ? [lookOf(lane, inLane)] : [])),
  }
}

function lookOf(lane: number, inLane: ReadonlySet<FlatItem>): LaneLook {
  const [first] = inLane
  const all = [...inLane]
  return {
    lane,
    colour: inLane.size === 1 ? (first?.colour ?? 0) : Math.min(...all.map((item) => item.colour)),
    tentative: all.every(({ tentative }) => tentative),
    open: all.some(({ open }) => open),
  }
}
