import { extentOf, hullOf, type LayerRecord, type RecordId, type TextRange } from '@parallax/domain'

/** A record in the tree of records: stances hold claims, claims hold mentions. */
export type TreeNode = {
  readonly record: LayerRecord
  readonly level: number
  readonly childCount: number
  readonly parent: RecordId | null
}

/** A record with the text it stands at, from its first letter to its last. */
export type Placed = {
  readonly record: LayerRecord
  readonly hull: TextRange
  /** The hull and that of the claim a stance names: what decides its place in the tree lies here. */
  readonly reach: TextRange
}

const depthOf: Partial<Record<LayerRecord['kind'], number>> = { stance: 0, claim: 1, mention: 2 }

/** Where a record stands in the text; undefined for one that has no place in the tree of the text. */
export function hullInTree(record: LayerRecord): TextRange | undefined {
  return depthOf[record.kind] === undefined ? undefined : hullOf(extentOf(record))
}

/** The order in which one reads: by start, the outer before the inner, stances before what they hold. */
export function comparePlaced(
  a: Pick<Placed, 'record' | 'hull'>,
  b: Pick<Placed, 'record' | 'hull'>,
): number {
  return (
    a.hull.startUtf16 - b.hull.startUtf16 ||
    b.hull.endUtf16 - a.hull.endUtf16 ||
    (depthOf[a.record.kind] ?? 0) - (depthOf[b.record.kind] ?? 0) ||
    (a.record.id < b.record.id ? -1 : 1)
  )
}

/**
 * Placed records, in reading order, as the tree shows them, each once: a record stands under the
 * smallest one that covers it and may hold its kind; a claim that a stance names stands under it.
 */
export function treeOf(placed: readonly Placed[]): readonly TreeNode[] {
  const children = groupByParent(placed, parentsOf(placed))
  const nodes: TreeNode[] = []
  for (const record of children.get(null) ?? []) flatten(record, { level: 1, parent: null })
  return nodes

  function flatten(record: LayerRecord, at: Pick<TreeNode, 'level' | 'parent'>): void {
    const own = children.get(record.id) ?? []
    nodes.push({ record, childCount: own.length, ...at })
    for (const child of own) flatten(child, { level: at.level + 1, parent: record.id })
  }
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
  for (const { record } of placed) {
    const claim = namedClaim(record)
    if (claim && here.has(claim)) parents.set(claim, record.id)
  }
  return parents
}

/** The claim under which a stance would have it in the tree, or null. */
export function namedClaim(record: LayerRecord): RecordId | null {
  return record.kind === 'stance' ? record.data.claim : null
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
