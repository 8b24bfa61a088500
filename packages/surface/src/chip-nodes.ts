import { type ChipWish, layOutChips } from './chip-layout.ts'
import type { LineLayout, LinePlace, LineTools } from './drawn-line.ts'
import { isOpenOrFocused } from './drawn-page.ts'
import type { OverlayNode } from './overlay-nodes.ts'
import { stubsOf } from './stub-nodes.ts'
import type { SurfaceContext } from './surface-context.ts'
import { endOf, type SurfaceRecord, startOf } from './surface-record.ts'

const chipHeightPx = 14

/** A chip, or a stub of a relation, over a line. */
export type ChipNode = OverlayNode

/** A chip before it has a place of its own. */
export type WishedChip = { readonly node: ChipNode; readonly keep: boolean }

/** The chips of one line: above the first letters, outer records first, where there is room. */
export function lineChips(
  places: readonly LinePlace[],
  layout: LineLayout,
  tools: LineTools,
): readonly ChipNode[] {
  const byRow = new Map<number, { wish: ChipWish; node: ChipNode }[]>()
  for (const { record, pieces } of outerFirst(placesThatStart(places, layout, tools.context))) {
    const row = pieces[0]?.[0]
    if (!row) continue
    const topPx = Math.round(row.topPx) - chipHeightPx + 1
    const inRow = byRow.get(topPx) ?? []
    for (const { node, keep } of wishedChips(record, tools)) {
      const widthPx = tools.chipWidthPx(node.text ?? '', node.value ?? null)
      const xPx = layout.runsRight ? row.leftPx : row.rightPx - widthPx
      inRow.push({ wish: { id: node.key, xPx, widthPx, keep }, node })
    }
    if (inRow.length > 0) byRow.set(topPx, inRow)
  }
  return [...byRow].flatMap(([topPx, inRow]) => placed(inRow, topPx, tools))
}

function placed(
  inRow: readonly { readonly wish: ChipWish; readonly node: ChipNode }[],
  topPx: number,
  { page }: LineTools,
): readonly ChipNode[] {
  const wishes = inRow.map(({ wish }) => wish)
  const xById = new Map(
    layOutChips(wishes, page.leftPx, page.rightPx).map(({ id, xPx }) => [id, xPx]),
  )
  return inRow.flatMap(({ node }) => {
    const leftPx = xById.get(node.key)
    return leftPx === undefined ? [] : [{ ...node, leftPx, topPx }]
  })
}

/** A record stands in each line it runs through, but its chip only where it starts. */
function placesThatStart(
  places: readonly LinePlace[],
  { from }: LineLayout,
  { map, store, openId }: SurfaceContext,
): readonly LinePlace[] {
  return places.filter(
    ({ record }) =>
      map.toView(startOf(record)) >= from && (record.id === openId || !store.isDimmed(record.id)),
  )
}

function outerFirst(places: readonly LinePlace[]): readonly LinePlace[] {
  return [...places].sort(
    (a, b) => startOf(a.record) - startOf(b.record) || endOf(b.record) - endOf(a.record),
  )
}

function wishedChips(record: SurfaceRecord, tools: LineTools): readonly WishedChip[] {
  const { context, page } = tools
  const isOpen = record.id === context.openId
  const own = showsChip(record, tools)
    ? [{ node: chipNode(record, context), keep: isOpenOrFocused(context, record) }]
    : []
  return page.isTight && !isOpen ? own : [...own, ...stubsOf(record, context)]
}

function showsChip(record: SurfaceRecord, { context, page }: LineTools): boolean {
  if (record.chip === null) return false
  if (record.id === context.openId) return true
  if (page.isTight) return false
  return record.shape !== 'mention' || context.store.filter().focused === 'mention'
}

function chipNode(record: SurfaceRecord, { openId, chosen }: SurfaceContext): ChipNode {
  return {
    key: `chip ${record.id}`,
    className: [
      'px-chip',
      `px-k${record.colour}`,
      ...(record.tentative ? ['is-tentative'] : []),
      ...(record.id === openId ? ['is-open'] : []),
      ...(chosen.has(record.id) ? ['is-chosen'] : []),
    ].join(' '),
    leftPx: 0,
    topPx: 0,
    text: record.chip ?? '',
    value: record.chipValue,
    recordId: record.id,
  }
}
