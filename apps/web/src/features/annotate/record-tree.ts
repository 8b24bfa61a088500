import { extentOf, hullOf, type LayerRecord, type RecordId, type TextRange } from '@parallax/domain'

/** A record in the tree of records: stances hold claims, claims hold mentions. */
export type TreeNode = {
  readonly record: LayerRecord
  readonly level: number
  readonly childCount: number
  readonly parent: RecordId | null
}

const depthOf: Partial<Record<LayerRecord['kind'], number>> = { stance: 0, claim: 1, mention: 2 }

/**
 * Records as the tree shows them, each once and in reading order: a record stands under the
 * smallest one that covers it and may hold its kind; a claim that a stance names stands under it.
 * Relations and document labels come last.
 */
export function recordTree(records: readonly LayerRecord[]): readonly TreeNode[] {
  const placed = records.flatMap((record) => {
    const hull = hullOf(extentOf(record))
    return depthOf[record.kind] !== undefined && hull ? [{ record, hull }] : []
  })
  placed.sort((a, b) => compareHulls(a, b))
  const parents = parentsOf(placed)
  const children = groupByParent(placed, parents)
  const rest = records.filter(({ kind }) => depthOf[kind] === undefined)
  return [
    ...(children.get(null) ?? []).flatMap((record) => flattened(record, 1, null, children)),
    ...rest.map((record) => ({ record, level: 1, childCount: 0, parent: null })),
  ]
}

type Placed = { readonly record: LayerRecord; readonly hull: TextRange }

function compareHulls(a: Placed, b: Placed): number {
  return (
    a.hull.startUtf16 - b.hull.startUtf16 ||
    b.hull.endUtf16 - a.hull.endUtf16 ||
    (depthOf[a.record.kind] ?? 0) - (depthOf[b.record.kind] ?? 0) ||
    (a.record.id < b.record.id ? -1 : 1)
  )
}

/** One sweep from left to right with the stack of records that are still open. */
function parentsOf(placed: readonly Placed[]): ReadonlyMap<RecordId, RecordId> {
  const parents = new Map<RecordId, RecordId>()
  let open: Placed[] = []
  for (const each of placed) {
    open = open.filter(({ hull }) => hull.endUtf16 > each.hull.startUtf16)
    const holder = open.findLast((outer) => mayHold(outer, each))
    if (holder) parents.set(each.record.id, holder.record.id)
    open.push(each)
  }
  const here = new Set(placed.map(({ record }) => record.id))
  for (const { record } of placed)
    if (record.kind === 'stance' && record.data.claim && here.has(record.data.claim))
      parents.set(record.data.claim, record.id)
  return parents
}

function mayHold(outer: Placed, inner: Placed): boolean {
  const isAbove = (depthOf[outer.record.kind] ?? 0) < (depthOf[inner.record.kind] ?? 0)
  return isAbove && outer.hull.endUtf16 >= inner.hull.endUtf16
}

function groupByParent(
  placed: readonly Placed[],
  parents: ReadonlyMap<RecordId, RecordId>,
): ReadonlyMap<RecordId | null, readonly LayerRecord[]> {
  const children = new Map<RecordId | null, LayerRecord[]>()
  for (const { record } of placed) {
    const parent = parents.get(record.id) ?? null
    const siblings = children.get(parent)
    if (siblings) siblings.push(record)
    else children.set(parent, [record])
  }
  return children
}

function flattened(
  record: LayerRecord,
  level: number,
  parent: RecordId | null,
  children: ReadonlyMap<RecordId | null, readonly LayerRecord[]>,
): TreeNode[] {
  const own = children.get(record.id) ?? []
  const node = { record, level, childCount: own.length, parent }
  return [node, ...own.flatMap((child) => flattened(child, level + 1, record.id, children))]
}
