/** A source of choices that always makes the same ones from the same seed. */
export type Choose = {
  /** A whole number of at least 0 and below `limit`. */
  readonly below: (limit: number) => number
  readonly from: <Item>(items: readonly Item[]) => Item
  /** Yes about once in `times`. */
  readonly onceIn: (times: number) => boolean
  /** Up to `most` different items, in their order. */
  readonly some: <Item>(items: readonly Item[], most: number) => Item[]
}

/** Choices from a seed: a counter, well mixed ("splitmix32"). */
export function chooser(seed: number): Choose {
  let counter = seed >>> 0
  const next = () => {
    counter = (counter + 0x9e3779b9) >>> 0
    let mixed = counter ^ (counter >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  const below = (limit: number) => next() % limit
  const from = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new Error('there is nothing to choose from')
    // The index is below the length.
    return items[below(items.length)] as Item
  }
  const onceIn = (times: number) => below(times) === 0
  const some = <Item>(items: readonly Item[], most: number) => {
    const wanted = below(most + 1)
    const picked = new Set(
      Array.from({ length: Math.min(wanted, items.length) }, () => from(items)),
    )
    return items.filter((item) => picked.has(item))
  }
  return { below, from, onceIn, some }
}
