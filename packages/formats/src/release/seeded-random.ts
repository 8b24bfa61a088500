/** Numbers from 0 (included) to 1 (not included), the same for ever for the same seed. */
export type SeededRandom = () => number

/**
 * A generator of its own, because no platform promises the same numbers tomorrow (mulberry32: 32 bits
 * of state, enough to shuffle). Never for secrets. `seed` is a whole number from 0 to 2³² − 1.
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The items in an order that the generator draws (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], random: SeededRandom): readonly Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const drawn = Math.floor(random() * (last + 1))
    const [a, b] = [order[last], order[drawn]]
    // Both places are within the list.
    order[last] = b as Item
    order[drawn] = a as Item
  }
  return order
}
