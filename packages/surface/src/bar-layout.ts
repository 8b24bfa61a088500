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
  const placed: { bar: BarWish; slot: number }[] = []
  for (const index of order) {
    const bar = bars[index]
    if (!bar) continue
    const beside = placed.filter((other) => overlap(other.bar, bar))
    const slot = Math.min(slotCount - 1, freeSlot(bar, beside))
    slots[index] = slot
    placed.push({ bar, slot })
  }
  return slots
}

function freeSlot(bar: BarWish, beside: readonly { bar: BarWish; slot: number }[]): number {
  let slot = bar.isStance ? firstStanceSlot : 0
  for (const other of beside)
    if (bar.isStance && !other.bar.isStance) slot = Math.max(slot, other.slot + 1)
  while (beside.some((other) => other.slot === slot)) slot++
  return slot
}

function overlap(a: BarWish, b: BarWish): boolean {
  return a.topPx < b.bottomPx && b.topPx < a.bottomPx
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
