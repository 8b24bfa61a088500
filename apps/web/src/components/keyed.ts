/** An item of a list with a key of its own, and its place. */
export type Keyed<Item> = { readonly key: string; readonly item: Item; readonly at: number }

/** Items by their words: the second of two that read the same gets another key. */
export function keyed<Item>(
  items: readonly Item[],
  wordsOf: (item: Item) => string,
): Keyed<Item>[] {
  const seen = new Map<string, number>()
  return items.map((item, at) => {
    const words = wordsOf(item)
    const before = seen.get(words) ?? 0
    seen.set(words, before + 1)
    return { key: `${before} ${words}`, item, at }
  })
}
