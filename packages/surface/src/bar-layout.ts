/** A margin bar: what it repeats and how far down it runs. */
export type BarWish = {
  readonly id: string
  readonly isStance: boolean
  readonly topPx: number
  readonly bottomPx: number
}

const firstStanceSlot = 2

/**
 * The slot of each bar, 0 nearest the text, in the order given. Bars beside each other never share
 * one while there are slots left; stances stand outside the claims. From the third slot on, what
 * does not fit shares the last.
 */
export function assignBarSlots(bars: readonly BarWish[], slotCount: number): readonly number[] {
  const order = bars.map((_, index) => index).sort((a, b) => compare(bars[a], bars[b]))
  const slots: number[] = new Array(bars.length).fill(0)
  const claims = createColumns(slotCount)
  const stances = createColumns(slotCount)
  for (const index of order) {
    const bar = bars[index]
    if (!bar) continue
    const first = bar.isStance ? Math.max(firstStanceSlot, claims.outermost(bar) + 1) : 0
    let slot = Math.min(slotCount - 1, first)
    while (slot < slotCount - 1 && (claims.isTaken(slot, bar) || stances.isTaken(slot, bar))) slot++
    slots[index] = slot
    ;(bar.isStance ? stances : claims).put(slot, bar)
  }
  return slots
}

type Column = { readonly tops: number[]; readonly furthestBottoms: number[] }

/** Bars come sorted by their top, so that the furthest bottom so far says whether one is beside. */
function createColumns(slotCount: number) {
  const columns: readonly Column[] = Array.from({ length: slotCount }, () => ({
    tops: [],
    furthestBottoms: [],
  }))
  const isTaken = (slot: number, { topPx, bottomPx }: BarWish) => {
    const { tops = [], furthestBottoms = [] } = columns[slot] ?? {}
    const below = countBelow(tops, bottomPx)
    return below > 0 && (furthestBottoms[below - 1] ?? 0) > topPx
  }
  return {
    isTaken,
    /** The outermost slot with a bar beside this one; -1 for none. */
    outermost: (bar: BarWish) => columns.findLastIndex((_, slot) => isTaken(slot, bar)),
    put: (slot: number, { topPx, bottomPx }: BarWish) => {
      const column = columns[slot]
      column?.tops.push(topPx)
      column?.furthestBottoms.push(Math.max(column.furthestBottoms.at(-1) ?? 0, bottomPx))
    },
  }
}

/** How many of the ascending numbers are below `limit`. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function compare(a: BarWish | undefined, b: BarWish | undefined): number {
  if (!a || !b) return 0
  return (
    Number(a.isStance) - Number(b.isStance) ||
    a.topPx - b.topPx ||
    a.bottomPx - b.bottomPx ||
    (a.id < b.id ? -1 : 1)
  )
}
