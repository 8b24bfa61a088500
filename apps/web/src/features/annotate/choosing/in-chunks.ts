/** The items in order, in pieces of at most so many. */
export function inChunks<Item>(
  items: readonly Item[],
  mostItems: number,
): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / mostItems)
  return Array.from({ length: count }, (_, at) => items.slice(at * mostItems, (at + 1) * mostItems))
}
