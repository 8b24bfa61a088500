import {
  type ArcEnd,
  type ArcRoom,
  type ArcWish,
  layOutArcs,
  type PlacedArc,
} from './arc-layout.ts'
import { type BarLine, barRoom } from './bar-paths.ts'
import type { DrawnPage } from './drawn-page.ts'
import { drawnRelationsOf } from './drawn-relations.ts'
import type { MarkPath } from './mark-paths.ts'
import type { OverlayNode } from './overlay-nodes.ts'
import type { SurfaceContext } from './surface-context.ts'
import { startOf } from './surface-record.ts'

/** The arcs of relations and of the open claim's chain, measured from `basePx`. */
export type Arcs = {
  readonly paths: readonly MarkPath[]
  readonly labels: readonly OverlayNode[]
  /** The relations that stand as arcs. */
  readonly relationIds: ReadonlySet<string>
}

export const noArcs: Arcs = { paths: [], labels: [], relationIds: new Set() }

/** Ends further apart than this share of the screen are not near: they get stubs. */
const nearRatio = 0.6

/** What decides which arcs there are. */
export type ArcSetting = {
  readonly context: SurfaceContext
  readonly page: DrawnPage
  readonly basePx: number
  /** The visible part, in pixels of the scrolled content. */
  readonly topPx: number
  readonly heightPx: number
  /** The place above the first letter of a range; null where it is not drawn. Reads layout. */
  readonly endAt: (startUtf16: number) => ArcEnd | null
}

/** The arcs between what is drawn in these lines. */
export function arcsOf(lines: readonly BarLine[], setting: ArcSetting): Arcs {
  const { context, page, basePx } = setting
  const ends = endsOf(lines, context)
  const wishes = [...relationWishes(ends, setting), ...chainWishes(ends, setting)]
  if (wishes.length === 0) return noArcs
  // Where the bars stand right of the text, arcs run down behind them.
  const barsPx = context.isRightToLeft ? barRoom(page, context).roomPx : 0
  const room: ArcRoom = {
    leftPx: page.leftPx,
    rightPx: page.rightPx + barsPx,
    marginPx: page.marginPx - barsPx,
    leadingPx: page.leadingPx,
  }
  const placed = layOutArcs(
    wishes.map((wish) => movedUp(wish, basePx)),
    room,
  )
  return {
    paths: placed.map(({ path }) => path),
    labels: placed.flatMap((arc) => labelOf(arc, setting)),
    relationIds: new Set(placed.flatMap(({ wish }) => (wish.isChain ? [] : [relationIdOf(wish)]))),
  }
}

/** Above the first letter of each record that starts in a drawn line. */
function endsOf(lines: readonly BarLine[], { map, store }: SurfaceContext) {
  const ends = new Map<string, ArcEnd>()
  for (const { topPx, layout, places } of lines)
    for (const { record, pieces } of places) {
      const row = pieces[0]?.[0]
      if (!row || map.toView(startOf(record)) < layout.from || store.isDimmed(record.id)) continue
      const xPx = layout.runsRight ? row.leftPx : row.rightPx - 6
      ends.set(record.id, { xPx, topPx: topPx + row.topPx })
    }
  return ends
}

function relationWishes(
  ends: ReadonlyMap<string, ArcEnd>,
  { context, page, heightPx }: ArcSetting,
): readonly ArcWish[] {
  const wishes = new Map<string, ArcWish>()
  for (const recordId of ends.keys())
    for (const { id, from, to, label, colour } of drawnRelationsOf(recordId, context)) {
      const start = ends.get(from)
      const end = ends.get(to)
      const isOpen = from === context.openId || to === context.openId
      if (!start || !end || from === to || (page.isTight && !isOpen)) continue
      if (Math.abs(start.topPx - end.topPx) > heightPx * nearRatio) continue
      wishes.set(id, {
        key: `arc ${id}`,
        label,
        from: start,
        to: end,
        colour,
        isOpen,
        isChain: false,
      })
    }
  return [...wishes.values()]
}

/** From each source to the next and from the last to the evidence of the open claim. */
function chainWishes(
  ends: ReadonlyMap<string, ArcEnd>,
  { context, heightPx, endAt }: ArcSetting,
): readonly ArcWish[] {
  const { chain, openId } = context
  const evidence = ends.get(openId ?? '')
  if (!evidence || chain.length === 0) return []
  const sources = chain.map(({ startUtf16 }) => endAt(startUtf16))
  return sources.flatMap((from, index) => {
    const to = sources[index + 1] ?? (index === sources.length - 1 ? evidence : null)
    if (!from || !to || Math.abs(from.topPx - to.topPx) > heightPx * nearRatio) return []
    const wish = { key: `chain ${index}`, label: '', from, to, colour: 0 }
    return [{ ...wish, isOpen: true, isChain: true }]
  })
}

function movedUp(wish: ArcWish, byPx: number): ArcWish {
  const moved = ({ xPx, topPx }: ArcEnd) => ({ xPx, topPx: topPx - byPx })
  return { ...wish, from: moved(wish.from), to: moved(wish.to) }
}

function relationIdOf({ key }: ArcWish): string {
  return key.slice('arc '.length)
}

function labelOf(
  { wish, label }: PlacedArc,
  { context, basePx }: ArcSetting,
): readonly OverlayNode[] {
  const relation = context.relations.get(relationIdOf(wish))
  if (!label || !relation) return []
  return [
    {
      key: wish.key,
      className: `px-arc-label${label.isFlat ? ' px-arc-label--flat' : ''}${wish.isOpen ? ` is-open px-k${wish.colour}` : ''}`,
      leftPx: label.leftPx,
      topPx: label.topPx + basePx,
      widthPx: label.widthPx,
      text: wish.label,
      title: relation.description,
      relationId: relation.id,
      // From the open record one goes to the other end.
      end: relation.to === context.openId ? 'from' : 'to',
    },
  ]
}
