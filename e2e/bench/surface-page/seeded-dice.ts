/** Numbers that look thrown and are the same in every run. */
export type Dice = {
  /** A whole number from `min` up to and including `max`. */
  readonly between: (min: number, max: number) => number
  /** One of them. */
  readonly pick: <Item>(items: readonly Item[]) => Item
}

/** Dice by the xorshift of 32 bits; `seed` is any whole number but 0. */
export function seededDice(seed: number): Dice {
  let state = seed | 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const pick = <Item>(items: readonly Item[]) => {
    const item = items[between(0, items.length - 1)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }
  return { between, pick }
}
