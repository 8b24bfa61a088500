import { comparePlaced, type Placed } from '../record-tree.ts'

/**
 * Records that overlap each other, directly or through others: what one of them does to the tree
 * stays within. Islands lie one behind the other and never touch each other's letters.
 */
export type Island = {
  readonly fromUtf16: number
  readonly toUtf16: number
  /** In reading order. */
  readonly placed: readonly Placed[]
}

/** The islands of all records, in the order of the text. */
export function islandsOf(placed: readonly Placed[]): readonly Island[] {
  const sorted = sortedByReach(placed)
  const islands: Island[] = []
  for (let at = 0; at < sorted.length; ) {
    const fromUtf16 = sorted[at]?.reach.startUtf16 ?? 0
    let toUtf16 = fromUtf16
    const first = at
    while (at < sorted.length && (at === first || reachStart(sorted, at) < toUtf16)) {
      toUtf16 = Math.max(toUtf16, sorted[at]?.reach.endUtf16 ?? 0)
      at++
    }
    islands.push({ fromUtf16, toUtf16, placed: sorted.slice(first, at).sort(comparePlaced) })
  }
  return islands
}

/**
 * The islands after some records went and others came. What neither touches stays the very same
 * object. `gone` holds the objects that the islands hold.
 */
export function islandsAfter(
  islands: readonly Island[],
  gone: ReadonlySet<Placed>,
  come: readonly Placed[],
): readonly Island[] {
  const touched = new Set<number>()
  for (const { reach } of [...gone, ...come])
    for (let at = firstEndingAfter(islands, reach.startUtf16); at < islands.length; at++) {
      if ((islands[at]?.fromUtf16 ?? 0) >= reach.endUtf16) break
      touched.add(at)
    }
  const left = [...touched].flatMap((at) =>
    (islands[at]?.placed ?? []).filter((placed) => !gone.has(placed)),
  )
  const made = islandsOf([...left, ...come])
  const kept = touched.size === 0 ? islands : islands.filter((_, at) => !touched.has(at))
  return merged(kept, made)
}

/** The first island that ends behind a place: the only one that may hold it. */
export function firstEndingAfter(islands: readonly Island[], offsetUtf16: number): number {
  let low = 0
  let high = islands.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((islands[middle]?.toUtf16 ?? 0) <= offsetUtf16) low = middle + 1
    else high = middle
  }
  return low
}

function merged(a: readonly Island[], b: readonly Island[]): readonly Island[] {
  if (b.length === 0) return a
  const result: Island[] = []
  let at = 0
  for (const island of b) {
    for (let next = a[at]; next && next.fromUtf16 < island.fromUtf16; next = a[at]) {
      result.push(next)
      at++
    }
    result.push(island)
  }
  for (; at < a.length; at++) {
    const rest = a[at]
    if (rest) result.push(rest)
  }
  return result
}

const placeBits = 2 ** 21

/** By where their reach begins. Sorting numbers is several times as fast as comparing objects. */
function sortedByReach(placed: readonly Placed[]): readonly Placed[] {
  if (placed.length < 256 || placed.length >= placeBits)
    return [...placed].sort((a, b) => a.reach.startUtf16 - b.reach.startUtf16)
  const keys = Float64Array.from(placed, ({ reach }, at) => reach.startUtf16 * placeBits + at)
  const sorted: Placed[] = []
  for (const key of keys.sort()) {
    const each = placed[key % placeBits]
    if (each) sorted.push(each)
  }
  return sorted
}

function reachStart(sorted: readonly Placed[], at: number): number {
  return sorted[at]?.reach.startUtf16 ?? 0
}
